/** Server-sent events of a job: `id` is the number that `Last-Event-ID` resumes after. */
import type { JobEvent } from '../service/contract.ts';

/** A comment now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();

/**
 * @param events opens the events, which end when their signal aborts
 * @param gone aborts when the asker goes away
 * @param done called once, when the stream has ended for whatever reason
 */
export function sseOf(
  events: (stop: AbortSignal) => AsyncIterable<JobEvent>,
  gone: AbortSignal,
  done: () => void,
): ReadableStream<Uint8Array> {
  const cancelled = new AbortController();
  const stop = AbortSignal.any([gone, cancelled.signal]);
  let heartbeat: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!stop.aborted) controller.enqueue(encoder.encode(text));
      };
      write(': \n\n');
      heartbeat = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
      void pump(events(stop), write)
        // The asker sees a stream that breaks off, and asks again after its last event.
        .catch(() => undefined)
        .finally(() => {
          clearInterval(heartbeat);
          done();
          if (!cancelled.signal.aborted) controller.close();
        });
    },
    cancel() {
      cancelled.abort();
    },
  });
}

async function pump(events: AsyncIterable<JobEvent>, write: (text: string) => void) {
  for await (const event of events) {
    write(`id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  write('event: end\ndata: {}\n\n');
}
