import type { Measurement } from '../../bench/protocol.ts';

/** A good measurement without a figure. */
export const measurement = (peer: string, given: Partial<Measurement> = {}): Measurement => ({
  instance: 'round',
  task: 'one-shot',
  peer,
  version: '1',
  status: 'ok',
  objective: [],
  cold: null,
  warm: null,
  peakMiB: null,
  pairs: 1,
  columns: 1,
  rows: 1,
  ...given,
});
