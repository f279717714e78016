/** How far a solve is, as it is told to the main thread. */
import type { TierProgress } from '../../solver/index.ts';
import type { JobProgress } from './messages.ts';

export function solving({ tier, tiers, name, progress }: TierProgress): JobProgress {
  const { incumbent, bound, gap, nodes } = progress;
  return { phase: 'solve', tier: tier + 1, tiers, tierId: name, incumbent, bound, gap, nodes };
}
