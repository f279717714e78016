/** How far one column is behind another: legality before all tiers, then the first tier in which they differ. */
import type { AuditColumn, FirstDifference } from '../../domain/audit.ts';
import type { ObjectiveTierId } from '../../domain/policy.ts';

/** Tiers that only draw lots between equals. */
const LOTS: ReadonlySet<ObjectiveTierId> = new Set(['hash-high', 'hash-low']);

type Compared = Pick<AuditColumn, 'legal' | 'hardBroken' | 'tiers'>;

/** @returns null when they are equal in every tier; positive = `from` is behind */
export function firstDifference(from: Compared, to: Compared): FirstDifference {
  if (from.legal !== to.legal) return { at: 'legality', behind: from.hardBroken - to.hardBroken };
  for (const { id, sense, value } of from.tiers) {
    const other = to.tiers.find((tier) => tier.id === id)?.value ?? value;
    if (other !== value) return { at: id, behind: sense === 'max' ? other - value : value - other };
  }
  return null;
}

/** Legal, and the optimum is better in no tier above the lots. */
export function isBestAlready(difference: FirstDifference): boolean {
  return difference === null || (difference.at !== 'legality' && LOTS.has(difference.at));
}
