/** Which places a teacher may serve besides the own one (W01, W02, W04, W05, X02, X20). */
import type { Policy } from '../../domain/policy.ts';
import { TIER_RANK } from '../../domain/vocabulary.ts';
import { roadDistance } from '../geography.ts';
import type { Place } from './places.ts';

/**
 * W04: inside a community the order of flow is not asked; in a town a trip may not go upward (X02).
 * @param scope `itinerant.scope`
 */
export function mayServe(home: Place, place: Place, scope: Policy['itinerant']['scope']): boolean {
  const [from, to] = [home.school, place.school];
  if (from.id === to.id) return true;
  if (scope === 'central-school') return false;
  if (from.districtId === to.districtId && TIER_RANK[to.tier] >= TIER_RANK[from.tier]) return true;
  const isNeedy = to.weak || place.siteId !== null;
  return (
    scope === 'community' && from.community !== null && from.community === to.community && isNeedy
  );
}

/** One way by road, hundredths of a km; 0 at the own place; null = unknown, or farther than the policy allows. */
export function wayTo(home: Place, place: Place, { distance }: Policy): number | null {
  if (home.id === place.id) return 0;
  const way = roadDistance(home.position, place.position, distance.roadFactorPct);
  const limit = distance.maxKm === null ? Number.POSITIVE_INFINITY : 100 * distance.maxKm;
  return way === null || way > limit ? null : way;
}
