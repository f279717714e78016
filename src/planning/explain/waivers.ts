/**
 * What a bureau may grant beyond its own rules where a round has no legal allocation: heads out of the turnover pool
 * (Q03), and single people past the limit on the way (X20) or the zones (X12–X15). Direction, certificates, kinship,
 * exams and service terms are no bureau's to waive.
 */
import type { Policy } from '../../domain/policy.ts';
import type { Formulation } from '../../formulation/index.ts';

/** A pair that breaks both needs both waived. */
type WaiverKind = 'distance' | 'zone' | 'distance-and-zone';

/** A pair that only a waiver admits; `at` is its position in the looser program. */
export interface Waiver {
  readonly kind: WaiverKind;
  readonly at: number;
  readonly teacherId: string;
  readonly postGroupId: string;
}

/** The policy without what can be waived. @param heads that the pool is enlarged by */
export function loosened(policy: Policy, heads: number): Policy {
  return {
    ...policy,
    pool: { ...policy.pool, size: policy.pool.size + heads },
    distance: { ...policy.distance, maxKm: null },
    zones: false,
  };
}

/** The round with its own limits and without them, of a pool as large. */
interface LimitedRounds {
  readonly loose: Formulation;
  readonly strict: Formulation;
  /** Without the zones: what it lacks is too far. */
  readonly near: Formulation;
  /** Without the limit on the way: what it lacks is past the zones. */
  readonly zoned: Formulation;
}

/** The pairs of the looser program that the rules do not admit. */
export function waiversOf({ loose, strict, near, zoned }: LimitedRounds): Waiver[] {
  const key = ({ round, pairs }: Formulation, k: number) => {
    const person = round.people[pairs.person[k] as number];
    const post = round.groups[pairs.group[k] as number];
    return { teacherId: person?.teacher.id as string, postGroupId: post?.group.id as string };
  };
  const keys = (program: Formulation) =>
    new Set(Array.from(program.pairs.person, (_, k) => JSON.stringify(key(program, k))));
  const [admitted, reachable, inZone] = [keys(strict), keys(near), keys(zoned)];
  const kindOf = (text: string): WaiverKind => {
    if (reachable.has(text)) return 'zone';
    return inZone.has(text) ? 'distance' : 'distance-and-zone';
  };
  return Array.from(loose.pairs.person.keys()).flatMap((at): Waiver[] => {
    const pair = key(loose, at);
    const text = JSON.stringify(pair);
    if (admitted.has(text)) return [];
    return [{ ...pair, at, kind: kindOf(text) }];
  });
}

/** Columns of a pair. */
export function columnsOf({ columns }: Formulation, { at }: Pick<Waiver, 'at'>): number[] {
  return [columns.pair[at] as number, columns.first[at] as number].filter((j) => j !== -1);
}
