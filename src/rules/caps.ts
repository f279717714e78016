/** The right-hand sides of the row families: quota chain, non-teaching caps, title totals, rotation targets. */
import type { SchoolPart } from '../domain/county.ts';
import { type Ledger, STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import { isCounted } from './movers.ts';
import type { Round, SchoolFacts } from './round.ts';
import { stageTitleCap, type TitleCount } from './title-posts.ts';

export const STAGES = Object.keys(STAGE_ZH) as Stage[];
export const LEDGERS: readonly Ledger[] = ['school', 'other'];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** C4: most heads that the program may put into a school without the pool. */
export function schoolCap(site: SchoolFacts, round: Round): number {
  return round.policy.round === 'rotation' ? Math.max(site.quota, site.present) : site.headroom;
}

/** C5: the same over the schools of a district; what the pool has lent before uses up none of its room (Q03). */
export function districtCap(sites: readonly SchoolFacts[], round: Round): number {
  return jointCap(sites, round, sum(sites.map((site) => site.lent)));
}

/**
 * C5: the same over a ledger: over-quota schools use up room. In-school nobody arrives, so that only the number of
 * competitors bounds it (I03).
 */
export function ledgerCap(sites: readonly SchoolFacts[], round: Round): number {
  return jointCap(sites, round, 0);
}

function jointCap(sites: readonly SchoolFacts[], round: Round, lent: number): number {
  if (round.policy.round === 'in-school') return round.people.length;
  const quota = sum(sites.map((site) => site.quota));
  return round.policy.round === 'rotation'
    ? Math.max(quota, sum(sites.map((site) => site.present)))
    : Math.max(0, quota + lent - sum(sites.map((site) => site.settled)));
}

/** C5: room of a stage over all schools, within the approved total where there is one (Q02); without a bound in-school. */
export function stageCap(stage: Stage, round: Round): number {
  if (round.policy.round === 'in-school') return Infinity;
  const shared = sum(
    round.county.schools.flatMap((school) =>
      school.parts.filter((part) => part.stage === stage).map((part) => part.quota),
    ),
  );
  const approved = round.county.approved.find((each) => each.stage === stage)?.total;
  const quota = Math.min(shared, approved ?? shared);
  const settled = sum(round.schools.map((site) => site.settledByStage.get(stage) ?? 0));
  return Math.max(0, quota - settled);
}

/** C3 (N01): most non-teaching arrivals (rotation: people) in a part; null where no cap is set (特教). */
export function nonTeachingCap(site: SchoolFacts, part: SchoolPart, round: Round): number | null {
  const { nonTeaching } = round.policy;
  const percent = {
    K: nonTeaching.primaryPct,
    P: nonTeaching.primaryPct,
    J: nonTeaching.juniorPct,
    H: nonTeaching.seniorPct,
    V: nonTeaching.seniorPct,
    X: null,
  }[part.stage];
  if (percent === null) return null;
  const staff = site.settledByStage.get(part.stage) ?? 0;
  const cap = Math.floor((percent * (nonTeaching.base === 'quota' ? part.quota : staff)) / 100);
  return round.policy.round === 'rotation'
    ? Math.max(cap, site.presentNonTeaching.get(part.stage) ?? 0)
    : Math.max(0, cap - (site.settledNonTeaching.get(part.stage) ?? 0));
}

/** C11: room of a school's title rows before any overflow. */
export function titleRoom(site: SchoolFacts, round: Round): TitleCount {
  const { titleCap: cap, titleHeld: held } = site;
  const taken = round.policy.round === 'rotation' ? { senior: 0, seniorMiddle: 0 } : held;
  return {
    senior: Math.max(cap.senior, held.senior) - taken.senior,
    seniorMiddle: Math.max(cap.seniorMiddle, held.seniorMiddle) - taken.seniorMiddle,
  };
}

/** C11 (T01): how many more titles a stage may take in from other stages than it gives. */
export function stageTitleRoom(stage: Stage, round: Round): TitleCount {
  const cap = stageTitleCap(round.county, stage);
  const held = round.stageTitles.get(stage) ?? { senior: 0, seniorMiddle: 0 };
  return {
    senior: Math.max(0, cap.senior - held.senior),
    seniorMiddle: Math.max(0, cap.seniorMiddle - held.seniorMiddle),
  };
}

/** C9 (R02, R03): least moves of the due and of all, and the most moves. */
export function rotationTargets(round: Round): { due: number; total: number; most: number } {
  const { duePct, totalPct, totalBase, maxSharePct } = round.policy.rotation;
  const due = round.people.filter((person) => person.due).length;
  const compulsory = round.county.teachers.filter(
    (teacher) =>
      isCounted(teacher, round.policy) &&
      (teacher.stage === 'P' || teacher.stage === 'J') &&
      (totalBase === 'staff' || teacher.category === 'T'),
  ).length;
  const targets = {
    due: Math.ceil((duePct * due) / 100),
    total: Math.ceil((totalPct * compulsory) / 100),
  };
  return {
    ...targets,
    most: Math.ceil((maxSharePct * Math.max(targets.due, targets.total)) / 100),
  };
}
