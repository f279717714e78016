/** The quota chain: school, pool, district, ledger, stage (C4–C6). */
import { LEDGER_ZH, type Ledger, STAGE_ZH } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import type { SchoolFacts } from '../facts.ts';
import * as limits from '../limits.ts';
import type { Outcome } from '../outcome.ts';
import { must, type Result } from './result.ts';

export function quotaChecks(outcome: Outcome): Result[] {
  // I03: a hire in the own school is no arrival at district, ledger or stage.
  if (outcome.facts.policy.round === 'in-school')
    return [schoolQuota(outcome), turnoverPool(outcome)];
  const ledgers = limits.LEDGER_KEYS.map((ledger) => ledgerQuota(outcome, ledger));
  const common = [schoolQuota(outcome), districtQuota(outcome), ...ledgers];
  return outcome.facts.rotation ? common : [...common, turnoverPool(outcome), stageQuota(outcome)];
}

const arrivals = (outcome: Outcome, school: SchoolFacts): number =>
  outcome.movesToSchool.get(school.school.id)?.length ?? 0;

/** Arrivals (rotation: people) at a school. */
function heads(outcome: Outcome, school: SchoolFacts): number {
  return arrivals(outcome, school) + (outcome.staysAtSchool.get(school.school.id)?.length ?? 0);
}

/** Heads that must be lent because the school's own headroom is used up. */
function borrowed(outcome: Outcome, school: SchoolFacts): number {
  return Math.max(0, arrivals(outcome, school) - limits.headroom(school));
}

/** What a school may still borrow beyond that; lending never exceeds the arrivals. */
function spare(outcome: Outcome, school: SchoolFacts): number {
  const most = Math.min(limits.mostLent(outcome.facts, school), arrivals(outcome, school));
  return Math.max(0, most - borrowed(outcome, school));
}

function schoolQuota(outcome: Outcome): Result {
  const { facts } = outcome;
  const pool = limits.poolSize(facts);
  const over = [...facts.schools.values()]
    .map((school) => ({
      id: school.school.id,
      heads:
        heads(outcome, school) -
        limits.schoolLimit(facts, school) -
        limits.mostLent(facts, school, pool),
    }))
    .filter((each) => each.heads > 0);
  const excess = sum(over.map((each) => each.heads));
  return {
    name: 'school-quota',
    rules: ['Q07', 'Q09', 'Q16', 'X05'],
    status: must(over.length === 0),
    measured: excess,
    limit: 0,
    text: `${facts.schools.size} 所学校中，${over.length} 所调入后超出核定编制，共超 ${excess} 人。`,
    offenders: over.map(({ id }) => id),
  };
}

/** Arrivals of a district and ledger beyond its cap when only the needed lending is left out. */
function districtExcess(outcome: Outcome, districtId: string, ledger: Ledger): number {
  const schools = limits.schoolsOf(outcome.facts, ledger, districtId);
  const people = sum(schools.map((school) => heads(outcome, school)));
  const lent = outcome.facts.rotation
    ? 0
    : sum(schools.map((school) => Math.min(borrowed(outcome, school), mayLend(outcome, school))));
  return Math.max(0, people - lent - limits.districtLimit(outcome.facts, schools));
}

const mayLend = (outcome: Outcome, school: SchoolFacts) => limits.mostLent(outcome.facts, school);

function districtQuota(outcome: Outcome): Result {
  const { facts } = outcome;
  const over = facts.county.districts.flatMap(({ id }) =>
    limits.LEDGER_KEYS.map((ledger) => {
      const schools = limits.schoolsOf(facts, ledger, id);
      const more = facts.rotation ? 0 : sum(schools.map((school) => spare(outcome, school)));
      return { id, heads: districtExcess(outcome, id, ledger) - more };
    }).filter((each) => each.heads > 0),
  );
  const excess = sum(over.map((each) => each.heads));
  return {
    name: 'district-quota',
    rules: ['Q09', 'Q20', 'W02'],
    status: must(over.length === 0),
    measured: excess,
    limit: 0,
    text: `${facts.county.districts.length} 个学区分账核查：扣除周转池借用后仍超出学区编制余额 ${excess} 人。`,
    offenders: over.map(({ id }) => id),
  };
}

function ledgerQuota(outcome: Outcome, ledger: Ledger): Result {
  const schools = limits.schoolsOf(outcome.facts, ledger, null);
  const measured = sum(schools.map((school) => heads(outcome, school)));
  const limit = limits.ledgerLimit(outcome.facts, schools);
  const what = outcome.facts.rotation ? '交流后在岗' : '调入';
  return {
    name: 'ledger-quota',
    rules: [ledger === 'school' ? 'Q09' : 'Q10'],
    status: must(measured <= limit),
    measured,
    limit,
    text: `${LEDGER_ZH[ledger]}编制账：${what} ${measured} 人，上限 ${limit} 人。`,
    offenders: measured <= limit ? [] : schools.map(({ school }) => school.id),
  };
}

/** The least lending that serves every school and every district. */
function turnoverPool(outcome: Outcome): Result {
  const { facts } = outcome;
  const schools = [...facts.schools.values()];
  const limit = limits.poolSize(facts);
  const bySchools = sum(schools.map((school) => borrowed(outcome, school)));
  const byDistricts = sum(
    facts.county.districts.map(({ id }) => districtExcess(outcome, id, 'school')),
  );
  const measured = bySchools + byDistricts;
  const borrowers = schools.filter((school) => borrowed(outcome, school) > 0);
  return {
    name: 'turnover-pool',
    rules: ['Q03'],
    status: must(measured <= limit),
    measured,
    limit,
    text: `编制周转池至少需借出 ${measured} 名（学校缺口 ${bySchools} 名，学区缺口 ${byDistricts} 名），可借 ${limit} 名。`,
    offenders: measured <= limit ? [] : borrowers.map(({ school }) => school.id),
  };
}

function stageQuota(outcome: Outcome): Result {
  const over = limits.STAGE_KEYS.flatMap((stage) => {
    const limit = limits.stageLimit(outcome.facts, stage);
    const people = outcome.moves.filter(({ group }) => group.stage === stage).length;
    return limit !== null && people > limit ? [{ stage, heads: people - limit }] : [];
  });
  const excess = sum(over.map((each) => each.heads));
  const names = over.map(({ stage }) => STAGE_ZH[stage]).join('、');
  return {
    name: 'stage-quota',
    rules: ['Q09'],
    status: must(over.length === 0),
    measured: excess,
    limit: 0,
    text: `按学段核查编制余额：超出 ${excess} 人${names === '' ? '' : `（${names}）`}。`,
    offenders: over.map(({ stage }) => stage),
  };
}
