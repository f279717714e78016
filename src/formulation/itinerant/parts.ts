/**
 * The program falls apart: kinds that share neither a group nor a lack, over however many others, have nothing to do with
 * each other. Its tiers are sums, so the optimum is that of every part, and the proof is one proof a part.
 */
import { groupBy } from '../../rules/establishment/sums.ts';
import type { Kind, Situation } from '../../rules/itinerant/situation.ts';

/** The situation with the kinds of one part each, in order of their first kind; none where there are no kinds. */
export function independentParts(situation: Situation): Situation[] {
  const { kinds } = situation;
  const firstWith = new Map<string, number>();
  /** For each kind an earlier one of its part, or itself. */
  const earlier = kinds.map((_, at) => at);
  const first = (at: number): number => {
    const next = earlier[at] as number;
    return next === at ? at : first(next);
  };
  for (const [at, kind] of kinds.entries()) {
    for (const key of sharedThings(kind)) {
      const [a, b] = [first(firstWith.get(key) ?? at), first(at)];
      firstWith.set(key, at);
      earlier[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const parts = groupBy([...kinds.entries()], ([at]) => String(first(at)));
  return [...parts.values()].map((part) => ({ ...situation, kinds: part.map(([, kind]) => kind) }));
}

function sharedThings({ group, options }: Kind): string[] {
  return [`group ${group.id}`, ...options.map(({ lack }) => `lack ${lack.id}`)];
}
