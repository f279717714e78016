/**
 * The independent check of an itinerant plan: a second reading of `src/formulation/itinerant/README.md`, naive on purpose.
 * The catalogue names its checks `itinerant:<name>`.
 */
import { compareIds, countyHash } from '../../domain/canonical.ts';
import type { County, Teacher } from '../../domain/county.ts';
import type { ItinerantPlan } from '../../domain/itinerant.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import { type Result, ruleChecksOf } from '../checks/result.ts';
import {
  type Claimed,
  longWays,
  reach,
  sharedDays,
  subjects,
  waysAndAllowance,
  weekdays,
  weeks,
} from './checks.ts';
import { loadOf } from './lessons.ts';
import { derivedProgram, lackAt } from './pairs.ts';
import { researcherGives, sceneOf } from './supply.ts';
import { lessonsOpen, lessonTable, researchers } from './tables.ts';

export interface ItinerantVerification {
  readonly accepted: boolean;
  /** Empty = accepted. */
  readonly findings: readonly string[];
  readonly ruleChecks: RuleCheck[];
  /** Tier values recomputed, in order. */
  readonly tiers: readonly number[];
}

/** Never throws on a bad plan that fits the schema. @param county the one the plan was made for */
export function verifyItinerant(
  county: County,
  policy: Policy,
  plan: ItinerantPlan,
): ItinerantVerification {
  const claimed: Claimed = { scene: sceneOf(county, policy), plan };
  const results = [
    ...[sharedDays, weekdays, subjects, waysAndAllowance, longWays, reach],
    ...[researchers, lessonTable, lessonsOpen, weeks],
  ].map((check) => check(claimed));
  const tiers = tierValues(claimed);
  const findings = [
    ...sourceFindings(county, policy, plan),
    ...results.filter(({ status }) => status === 'fail').map(broken),
    ...tierFindings(plan, tiers),
    ...programFindings(claimed),
    ...shortageFindings(claimed),
  ];
  return {
    accepted: findings.length === 0,
    findings,
    ruleChecks: results
      .flatMap(ruleChecksOf)
      .sort((a, b) => compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name)),
    tiers,
  };
}

const NAMED = 20;

function broken({ name, rules, measured, limit, offenders }: Result): string {
  const bound = limit === null ? '' : `, limit ${limit}`;
  const who = offenders.slice(0, NAMED).join(', ');
  return `Rule ${rules.join(', ')} (${name}) is broken: measured ${measured}${bound}; ${who}.`;
}

function sourceFindings(county: County, policy: Policy, plan: ItinerantPlan): string[] {
  return [
    ...(plan.county.hash === countyHash(county) ? [] : ['the plan is of another county']),
    ...(plan.policy.hash === policyHash(policy) ? [] : ['the plan is of another policy']),
  ];
}

/** covered, distance, travellers, lot-high, lot-low. */
function tierValues({ scene, plan }: Claimed): number[] {
  const given = new Map<string, number>();
  let [distance, high, low] = [0, 0, 0];
  const travellers = new Set<string>();
  for (const { teacherId, placeId, homePlaceId, subject, days, distance: way } of plan.trips) {
    const key = `${placeId}/${subject}`;
    given.set(key, (given.get(key) ?? 0) + days);
    distance += 2 * way * days;
    if (placeId !== homePlaceId) travellers.add(teacherId);
    const lot = tieHasher(
      scene.policy.objective.tieSeed,
      scene.members.get(teacherId)?.kind ?? teacherId,
    );
    high += days * lot.high(key);
    low += days * lot.low(key);
  }
  let covered = 0;
  for (const [key, days] of given) {
    const at = key.lastIndexOf('/');
    const spot = scene.spots.get(key.slice(0, at));
    const subject = plan.trips.find((trip) => `${trip.placeId}/${trip.subject}` === key)?.subject;
    if (spot === undefined || subject === undefined) continue;
    covered += Math.min(lackAt(scene, spot, subject), days * loadOf(spot.stage, subject));
  }
  return [covered, distance, travellers.size, high, low];
}

function tierFindings(plan: ItinerantPlan, values: readonly number[]): string[] {
  const names = ['covered', 'distance', 'travellers', 'lot-high', 'lot-low'];
  return names.flatMap((name, k) => {
    const tier = plan.tiers[k];
    if (tier === undefined || tier.name !== name) return [`tier ${name} is missing`];
    const { value, bound, proof } = tier;
    if (proof === 'none' || (k < 2 && proof !== 'dual')) return [`tier ${name}: proof ${proof}`];
    if (value !== values[k]) return [`tier ${name}: value ${value}, recomputed ${values[k]}`];
    return bound === value ? [] : [`tier ${name}: bound ${bound} is not its value ${value}`];
  });
}

/** The certificate proves an optimum of the program that the plan names: it must be that of the county. */
function programFindings({ scene, plan }: Claimed): string[] {
  const { kinds, pairs, lacks, hash } = derivedProgram(scene);
  const claim = plan.program;
  const isSame =
    claim.hash === hash && claim.kinds === kinds && claim.pairs === pairs && claim.lacks === lacks;
  if (isSame) return [];
  return [
    `program: ${claim.kinds} kinds, ${claim.pairs} pairs, ${claim.lacks} lacks (${claim.hash}); derived ${kinds}, ${pairs}, ${lacks} (${hash})`,
  ];
}

/** What the plan says of each subject that is still missing, against everybody on the roster. */
function shortageFindings({ scene, plan }: Claimed): string[] {
  const { county, policy, groups } = scene;
  const working = [...groups.values()].flatMap(({ members }) => members);
  return [...new Set(policy.itinerant.subjects)].flatMap((subject) => {
    const has = ({ mainSubject, otherSubjects }: Teacher) =>
      mainSubject === subject || otherSubjects.includes(subject);
    const isOpen = plan.coverage.some((row) => row.subject === subject && row.after < row.need);
    const isTaught =
      working.some(({ person }) => has(person)) ||
      county.researchers.some(
        (each) => each.subject === subject && researcherGives(each, policy, scene.spots).gives > 0,
      );
    const due = isTaught ? 'gap-left' : county.teachers.some(has) ? 'none-at-work' : 'no-teacher';
    const said = plan.findings
      .filter((each) => each.subject === subject)
      .map(({ code }) => code)
      .join(', ');
    const expected = isOpen ? due : '';
    return said === expected ? [] : [`finding on ${subject}: ${said}, derived ${expected}`];
  });
}
