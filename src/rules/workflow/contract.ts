/** 聘约: term of the post contract, and the unit that signs (D06, T06, F05, F06; A21). */

import { compareIds } from '../../domain/canonical.ts';
import type { County, School } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';

/** Term of a post contract in months; it runs inside the employment contract (A21). */
export function contractMonths(policy: Policy): number {
  return 12 * policy.contract.postYears;
}

/**
 * F05: who employs the staff of a school. The primary schools of a town (a rural district) sign with its central school
 * 中心小学: the one that has teaching sites, the larger one where several have. Everybody else signs with the own school.
 * @returns school id → id of the employing school
 */
export function employers({
  schools,
  sites,
}: Pick<County, 'schools' | 'sites'>): Map<string, string> {
  const withSites = new Set(sites.map(({ schoolId }) => schoolId));
  const central = new Map<string, School>();
  for (const school of schools.filter(({ id, tier }) => tier === 'R' && withSites.has(id))) {
    const other = central.get(school.districtId);
    if (other === undefined || isLarger(school, other)) central.set(school.districtId, school);
  }
  return new Map(
    schools.map((school) => [
      school.id,
      (isTownPrimary(school) ? central.get(school.districtId)?.id : undefined) ?? school.id,
    ]),
  );
}

const isTownPrimary = ({ tier, kind }: School) =>
  tier === 'R' && (kind === '小学' || kind === '教学点');

const pupilsOf = ({ parts }: School) => parts.reduce((sum, { pupils }) => sum + pupils, 0);

function isLarger(school: School, other: School): boolean {
  const more = pupilsOf(school) - pupilsOf(other);
  return more > 0 || (more === 0 && compareIds(school.id, other.id) < 0);
}
