/** How an operation tells where it is. */
import type { TierProgress } from '../../../solver/index.ts';
import type { JobProgress, Phase } from '../messages.ts';

export interface Watch {
  readonly phase: (phase: Phase) => void;
  readonly solving: (progress: TierProgress) => void;
}

/** Before and after a solve there is nothing but the phase. */
export function idle(phase: Phase): JobProgress {
  return {
    ...{ phase, tier: null, tiers: null, tierId: null },
    ...{ incumbent: null, bound: null, gap: null, nodes: 0 },
  };
}
