/** Right sides of the rows, each from its line of the definition (`src/formulation/README.md`), heads. */
import type { PostGroup, School } from '../domain/county.ts';
import type { Ledger, Stage } from '../domain/vocabulary.ts';
import { percentDown, percentUp, sum } from './arithmetic.ts';
import { type Facts, headsAt, type SchoolFacts } from './facts.ts';

/** Order of the stage keys in the fingerprint. */
export const STAGE_KEYS: readonly Stage[] = ['K', 'P', 'J', 'H', 'V', 'X'];
export const LEDGER_KEYS: readonly Ledger[] = ['school', 'other'];
/** Stages whose non-teaching posts are capped (N01). */
export const NON_TEACHING_STAGES: readonly Stage[] = ['K', 'P', 'J', 'H', 'V'];
/** Stages whose title totals are held (T01). */
export const TITLE_TOTAL_STAGES: readonly Stage[] = ['P', 'J', 'H'];

/** `post-openings`: most and least people in a post group (rotation: stays and arrivals, least stays). */
export function groupLimits(facts: Facts, group: PostGroup): { most: number; least: number } {
  if (!facts.rotation) return { most: group.openings, least: group.mustFill };
  const present = facts.presentInGroup.get(group.id) ?? 0;
  const floor = facts.policy.rotation.donorFloor ? Math.min(group.posts, present) : 0;
  return { most: Math.max(group.posts, present), least: floor };
}

/** X14: whether the round bounds what a key school takes in. */
export function capsKeySchools({ rotation, policy }: Facts): boolean {
  return rotation || policy.round === 'placement';
}

/** h_s. */
export function headroom(school: SchoolFacts): number {
  return Math.max(0, school.quota - school.settled.total - school.volunteers);
}

const lentBefore = ({ school }: SchoolFacts): number => school.lent ?? 0;

/** Whether the turnover pool may lend to the school at all; what it has lent before is no excess. */
function mayBorrow(school: SchoolFacts): boolean {
  const own = school.settled.total - lentBefore(school);
  return school.quota >= own + school.volunteers && school.ledger === 'school';
}

/** W: most heads that the pool lends; nothing in a rotation. */
export function poolSize(facts: Facts): number {
  if (facts.rotation) return 0;
  const idle = [...facts.schools.values()]
    .filter(({ ledger }) => ledger === 'school')
    .map(headroom);
  return Math.min(facts.policy.pool.size, sum(idle));
}

/** p̄_s. */
export function mostLent(facts: Facts, school: SchoolFacts, pool = poolSize(facts)): number {
  return mayBorrow(school) ? pool : 0;
}

/** `school-quota` without the pool: arrivals (rotation: people). */
export function schoolLimit(facts: Facts, school: SchoolFacts): number {
  return facts.rotation ? Math.max(school.quota, school.present.total) : headroom(school);
}

/** `district-quota`: arrivals (rotation: people); heads lent before use up none of it. */
export function districtLimit(facts: Facts, schools: readonly SchoolFacts[]): number {
  return sharedLimit(facts, schools, sum(schools.map(lentBefore)));
}

/** `ledger-quota`: arrivals (rotation: people). */
export function ledgerLimit(facts: Facts, schools: readonly SchoolFacts[]): number {
  return sharedLimit(facts, schools, 0);
}

function sharedLimit(facts: Facts, schools: readonly SchoolFacts[], apart: number): number {
  // I03: who is hired in the own school arrives nowhere.
  if (facts.policy.round === 'in-school') return schools.length === 0 ? 0 : facts.movers.size;
  const quota = sum(schools.map((school) => school.quota));
  if (facts.rotation) return Math.max(quota, sum(schools.map(({ present }) => present.total)));
  return Math.max(0, quota + apart - sum(schools.map(({ settled }) => settled.total)));
}

/** Quota of a school's part (0 where it has none). */
function partQuota(school: School, stage: Stage): number {
  return sum(school.parts.filter((part) => part.stage === stage).map(({ quota }) => quota));
}

/** ⌊β_g·base/100⌋: non-teaching people that a part of a school should have at most. */
export function nonTeachingShare(facts: Facts, school: SchoolFacts, stage: Stage): number {
  const { primaryPct, juniorPct, seniorPct, base } = facts.policy.nonTeaching;
  const pct = stage === 'J' ? juniorPct : stage === 'H' || stage === 'V' ? seniorPct : primaryPct;
  const staff = headsAt(school.settledAt, stage).total;
  return percentDown(pct, base === 'quota' ? partQuota(school.school, stage) : staff);
}

/** `non-teaching`: arrivals on A, M, W posts (rotation: people). */
export function nonTeachingLimit(facts: Facts, school: SchoolFacts, stage: Stage): number {
  const share = nonTeachingShare(facts, school, stage);
  return facts.rotation
    ? Math.max(share, headsAt(school.presentAt, stage).nonTeaching)
    : Math.max(0, share - headsAt(school.settledAt, stage).nonTeaching);
}

/** `title-senior`, `title-senior-middle`: arrivals with the title (rotation: people) before overflow. */
export function titleLimit(facts: Facts, school: SchoolFacts, level: 'H' | 'HM'): number {
  const posts = school.titlePosts[level];
  if (facts.rotation) return Math.max(posts, school.present.titles[level]);
  const held = school.settled.titles[level];
  return Math.max(posts, held) - held;
}

/** `title-total`: net gain of a stage in holders of the title; posts of the county file, before the tilt. */
export function titleTotalLimit(facts: Facts, stage: Stage, level: 'H' | 'HM'): number {
  let room = 0;
  for (const school of facts.schools.values()) {
    for (const { titleCaps } of school.school.parts.filter((part) => part.stage === stage)) {
      room += titleCaps.H + (level === 'HM' ? titleCaps.M : 0);
    }
    room -= headsAt(school.onRollAt, stage).titles[level];
  }
  return Math.max(0, room);
}

/** Quotas of a stage as the schools have them, the approved total above them (null = none given), settled heads. */
export function stageHeads(
  facts: Facts,
  stage: Stage,
): { shared: number; approved: number | null; settled: number } {
  const schools = [...facts.schools.values()];
  const approval = facts.county.approved.find((each) => each.stage === stage);
  return {
    shared: sum(schools.map(({ school }) => partQuota(school, stage))),
    approved: approval === undefined ? null : approval.total,
    settled: sum(schools.map(({ settledAt }) => headsAt(settledAt, stage).total)),
  };
}

/** `stage-quota`: arrivals on posts of the stage; null where the openings cannot exceed it. Not in-school. */
export function stageLimit(facts: Facts, stage: Stage): number | null {
  if (facts.policy.round === 'in-school') return null;
  const { shared, approved, settled } = stageHeads(facts, stage);
  const total = approved !== null && approved < shared ? approved : shared;
  const limit = Math.max(0, total - settled);
  const openings = sum(
    facts.county.postGroups.filter((group) => group.stage === stage).map((each) => each.openings),
  );
  return openings > limit ? limit : null;
}

/** `rotation-due`, `rotation-total`, `rotation-max`. */
export function rotationTargets(facts: Facts): { due: number; total: number; most: number } {
  const { duePct, totalPct, totalBase, maxSharePct } = facts.policy.rotation;
  let compulsory = 0;
  for (const { presentAt } of facts.schools.values()) {
    for (const stage of ['P', 'J'] as const) {
      const { total, nonTeaching } = headsAt(presentAt, stage);
      compulsory += totalBase === 'teachers' ? total - nonTeaching : total;
    }
  }
  const due = percentUp(duePct, facts.due.size);
  const total = percentUp(totalPct, compulsory);
  return { due, total, most: percentUp(maxSharePct, Math.max(due, total)) };
}

/** Schools of one ledger, by district (`null` key: all of them). */
export function schoolsOf(facts: Facts, ledger: Ledger, districtId: string | null): SchoolFacts[] {
  return [...facts.schools.values()].filter(
    (each) =>
      each.ledger === ledger && (districtId === null || each.school.districtId === districtId),
  );
}
