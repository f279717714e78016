/** Progress of many cases on stderr: a bar on a terminal, a line for every tenth elsewhere, nothing with --json. */
import { SingleBar } from 'cli-progress';
import type { Say } from './language.ts';

export interface CaseProgress {
  /** One more case is done. */
  done(name: string): void;
  stop(): void;
}

export function caseProgress(total: number, quiet: boolean, say: Say): CaseProgress {
  if (quiet || total === 0) return { done: () => {}, stop: () => {} };
  return process.stderr.isTTY ? bar(total) : lines(total, say);
}

function bar(total: number): CaseProgress {
  const single = new SingleBar({
    format: '{bar} {value}/{total} {text}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 20,
  });
  single.start(total, 0, { text: '' });
  return {
    done: (text) => single.increment(1, { text }),
    stop: () => single.stop(),
  };
}

function lines(total: number, say: Say): CaseProgress {
  const every = Math.ceil(total / 10);
  let count = 0;
  return {
    done: (name) => {
      count++;
      if (count % every !== 0 && count !== total) return;
      process.stderr.write(`… ${say({ zh: '已求解', en: 'solved' })} ${count}/${total} ${name}\n`);
    },
    stop: () => {},
  };
}
