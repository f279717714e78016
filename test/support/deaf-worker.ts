/** A worker whose solver listens to nobody: it says that it is solving, then never comes back. */
import type { MessagePort } from 'node:worker_threads';
import type { WorkerMessage } from '../../src/service/messages.ts';

export default function run({ port }: { port: MessagePort }): never {
  const message: WorkerMessage = {
    kind: 'progress',
    progress: {
      phase: 'solve',
      tier: null,
      tiers: null,
      tierId: null,
      incumbent: null,
      bound: null,
      gap: null,
      nodes: 0,
    },
  };
  port.postMessage(message);
  for (;;) {
    // Busy for ever, as a solver in WebAssembly may be.
  }
}
