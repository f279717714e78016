/** A process that takes the lock of a data folder when told to, says whether it got it, and holds it until told to let go. */
import { lockFolder } from '../../src/service/store/lock-file.ts';

let unlock: (() => void) | null = null;

process.on('message', (folder: string | null) => {
  if (folder === null) {
    unlock?.();
    unlock = null;
    process.send?.('free');
    return;
  }
  try {
    unlock = lockFolder(folder);
    process.send?.('held');
  } catch {
    process.send?.('refused');
  }
});
process.send?.('ready');
