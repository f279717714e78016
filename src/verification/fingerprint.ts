/** The fingerprint of the program, re-derived pair by pair and row by row; and its comparison with a claimed one. */
import type { County, Teacher } from '../domain/county.ts';
import { FamilyAccumulator, type ProgramDigest } from '../domain/digest.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage } from '../domain/vocabulary.ts';
import { admissionLists } from './admission.ts';
import {
  artsReward,
  carries,
  isArts,
  isNamed,
  lacking,
  PERSONAL,
  type Share,
  shares,
} from './attributes.ts';
import { couplesOf } from './couples.ts';
import { type Facts, gatherFacts } from './facts.ts';
import * as limits from './limits.ts';
import { homeGroupId } from './people.ts';
import { backboneLeast, rotationWeights, schoolRows } from './rotation.ts';
import { tierOrder } from './round.ts';
import { matchClass } from './subject-match.ts';
import {
  type Coefficients,
  GOOD_MATCH,
  lacksSubject,
  PAIR_TIERS,
  pairCoefficients,
  reward,
  stayCoefficients,
} from './worth.ts';

/** Second key of a stay. */
const STAY = 2 ** 30;

/** Adds entries family by family; value 0 is left out. */
class Fingerprint {
  readonly #families = new Map<string, FamilyAccumulator>();
  add(family: string, key1: number, key2: number, value: number): void {
    if (value === 0) return;
    let accumulator = this.#families.get(family);
    if (accumulator === undefined) {
      accumulator = new FamilyAccumulator();
      this.#families.set(family, accumulator);
    }
    accumulator.add(key1, key2, value);
  }
  digest(): ProgramDigest {
    const names = [...this.#families.keys()].sort();
    return Object.fromEntries(names.map((name) => [name, this.#families.get(name)!.digest()]));
  }
}

/** Families of value 0 throughout are left out. */
export function deriveProgram(county: County, policy: Policy): ProgramDigest {
  return programOf(gatherFacts(county, policy));
}

export function programOf(facts: Facts): ProgramDigest {
  const print = new Fingerprint();
  addPeople(print, facts);
  addCouples(print, facts);
  addBalance(print, facts);
  addArts(print, facts);
  addGroups(print, facts);
  addSchools(print, facts);
  addTotals(print, facts);
  return print.digest();
}

function addTiers(print: Fingerprint, keys: readonly [number, number], values: Coefficients): void {
  for (const tier of PAIR_TIERS) print.add(`tier:${tier}`, keys[0], keys[1], values[tier]);
}

function addPeople(print: Fingerprint, facts: Facts): void {
  const position = new Map(facts.county.postGroups.map(({ id }, g) => [id, g]));
  const lacking = new Set(facts.county.postGroups.filter((group) => lacksSubject(facts, group)));
  const admitted = admissionLists(facts);
  const fairShares = PERSONAL.filter((attribute) => isNamed(facts.policy, attribute)).map(
    (attribute) => ({
      family: `fair-share:${attribute}`,
      counts: addFairShares(print, facts, attribute),
    }),
  );
  const shareOf = rotationWeights(facts);
  facts.county.teachers.forEach((person, t) => {
    if (!facts.movers.has(person.id)) return;
    if (facts.rotation) {
      addTiers(print, [t, STAY], stayCoefficients(facts, person));
      for (const { family, counts } of fairShares)
        print.add(family, t, STAY, counts(person, person));
    }
    const worth = pairCoefficients(facts, person);
    const share = shareOf(person);
    for (const group of admitted(person)) {
      const g = position.get(group.id)!;
      print.add('pairs', t, g, 1);
      const first = lacking.has(group) && matchClass(facts, person, group) >= GOOD_MATCH;
      print.add('first', t, g, first ? 1 : 0);
      addTiers(print, [t, g], worth(group));
      for (const { family, counts } of fairShares) print.add(family, t, g, counts(person, group));
      print.add('rotation-backbone', t, g, share.backbone);
      print.add('rotation-school', t, g, share.school);
    }
  });
}

function addCouples(print: Fingerprint, facts: Facts): void {
  const position = new Map(facts.county.teachers.map(({ id }, t) => [id, t]));
  for (const [one, other] of couplesOf(facts)) {
    print.add('couple', position.get(one.id)!, position.get(other.id)!, 1);
  }
}

function addBalance(print: Fingerprint, facts: Facts): void {
  const pool = limits.poolSize(facts);
  const openings = new Map<string, number>();
  for (const group of facts.county.postGroups) {
    openings.set(group.schoolId, (openings.get(group.schoolId) ?? 0) + group.openings);
  }
  for (const school of facts.schools.values()) {
    const room = limits.schoolLimit(facts, school) + limits.mostLent(facts, school, pool);
    const most = facts.rotation ? room : Math.min(room, openings.get(school.school.id) ?? 0);
    for (let m = 1; m <= most; m++) {
      print.add('tier:balance', school.index, m, reward(facts, school, m));
    }
  }
}

/** Key of a part. */
function partNumber({ school, stage }: Share): number {
  return limits.STAGE_KEYS.length * school.index + limits.STAGE_KEYS.indexOf(stage);
}

function addArts(print: Fingerprint, facts: Facts): void {
  if (!isNamed(facts.policy, 'arts')) return;
  const listed = facts.county.postGroups
    .filter(isArts)
    .map((group) => ({ ...group, most: limits.groupLimits(facts, group).most }));
  // A home group that the post table does not have holds whoever is there (rotation).
  const unlisted = facts.county.teachers
    .filter(({ id }) => facts.rotation && facts.movers.has(id))
    .filter((person) => !facts.groups.has(homeGroupId(person)))
    .filter(({ category, mainSubject }) => isArts({ category, subject: mainSubject }))
    .map(({ schoolId, stage }) => ({ schoolId, stage, most: 1 }));
  for (const share of shares(facts, 'arts')) {
    const here = [...listed, ...unlisted].filter(
      ({ schoolId, stage }) => schoolId === share.school.school.id && stage === share.stage,
    );
    const steps = here.reduce((total, { most }) => total + most, 0);
    for (let m = 1; m <= steps; m++)
      print.add('tier:balance-arts', partNumber(share), m, artsReward(share, m));
  }
}

/** Rows and prices of a person attribute. @returns what a person adds at a post or by staying */
function addFairShares(
  print: Fingerprint,
  facts: Facts,
  attribute: (typeof PERSONAL)[number],
): (person: Teacher, at: { schoolId: string; stage: Stage; category: string }) => number {
  const parts = new Set<string>();
  for (const share of shares(facts, attribute).filter((each) => lacking(each) > 0)) {
    const { school, stage } = share;
    parts.add(`${school.school.id}/${stage}`);
    const stageKey = limits.STAGE_KEYS.indexOf(stage);
    print.add(`cap:fair-share-${attribute}`, school.index, stageKey, lacking(share));
    print.add(`tier:balance-${attribute}`, partNumber(share), 0, 1);
  }
  return (person, { schoolId, stage, category }) => {
    if (category !== 'T' || !parts.has(`${schoolId}/${stage}`)) return 0;
    return carries(facts.policy, attribute, person, stage) ? 1 : 0;
  };
}

function addGroups(print: Fingerprint, facts: Facts): void {
  facts.county.postGroups.forEach((group, g) => {
    const { most, least } = limits.groupLimits(facts, group);
    print.add('cap:post-openings', g, 0, most);
    print.add('cap:post-openings', g, 1, least);
  });
}

function addSchools(print: Fingerprint, facts: Facts): void {
  const pool = limits.poolSize(facts);
  for (const each of facts.schools.values()) {
    const s = each.index;
    print.add('cap:school-quota', s, 0, limits.schoolLimit(facts, each));
    print.add('cap:school-quota', s, 1, limits.mostLent(facts, each, pool));
    print.add('cap:title', s, 0, limits.titleLimit(facts, each, 'H'));
    print.add('cap:title', s, 1, limits.titleLimit(facts, each, 'HM'));
    if (each.school.keySchool && limits.capsKeySchools(facts)) {
      print.add('cap:key-school', s, 0, facts.policy.keySchool.cap);
    }
    for (const { stage } of each.school.parts) {
      if (!limits.NON_TEACHING_STAGES.includes(stage)) continue;
      const key = limits.STAGE_KEYS.indexOf(stage);
      print.add('cap:non-teaching', s, key, limits.nonTeachingLimit(facts, each, stage));
    }
  }
}

function addTotals(print: Fingerprint, facts: Facts): void {
  limits.LEDGER_KEYS.forEach((ledger, l) => {
    const all = limits.schoolsOf(facts, ledger, null);
    print.add('cap:ledger-quota', l, 0, limits.ledgerLimit(facts, all));
    facts.county.districts.forEach(({ id }, d) => {
      const here = all.filter(({ school }) => school.districtId === id);
      print.add('cap:district-quota', d, l, limits.districtLimit(facts, here));
    });
  });
  for (const stage of limits.TITLE_TOTAL_STAGES) {
    const key = limits.STAGE_KEYS.indexOf(stage);
    print.add('cap:title-total', key, 0, limits.titleTotalLimit(facts, stage, 'H'));
    print.add('cap:title-total', key, 1, limits.titleTotalLimit(facts, stage, 'HM'));
  }
  if (facts.rotation) {
    const { due, total, most } = limits.rotationTargets(facts);
    print.add('cap:rotation', 0, 0, due);
    print.add('cap:rotation', 0, 1, total);
    print.add('cap:rotation', 0, 2, most);
    const { backbonePct } = facts.policy.rotation;
    if (backbonePct !== null)
      print.add('cap:rotation-backbone', 0, 0, backboneLeast(facts, backbonePct));
    for (const [id, target] of schoolRows(facts))
      print.add('cap:rotation-school', facts.schools.get(id)!.index, 0, target);
    return;
  }
  limits.STAGE_KEYS.forEach((stage, key) => {
    print.add('cap:stage-quota', key, 0, limits.stageLimit(facts, stage) ?? 0);
  });
  print.add('cap:turnover-pool', 0, 0, limits.poolSize(facts));
}

const EMPTY = { count: 0, sum: 0, hash: 0 };

/** One finding per family in which two fingerprints differ; tiers outside `objective.order` may be missing. */
export function compareProgram(
  claimed: ProgramDigest,
  derived: ProgramDigest,
  policy: Policy,
): string[] {
  const optional = (name: string) =>
    name.startsWith('tier:') &&
    claimed[name] === undefined &&
    !tierOrder(policy).some((tier) => name === `tier:${tier}`);
  const names = [...new Set([...Object.keys(claimed), ...Object.keys(derived)])].sort();
  return names.flatMap((name) => {
    const theirs = claimed[name] ?? EMPTY;
    const ours = derived[name] ?? EMPTY;
    const same =
      theirs.count === ours.count && theirs.sum === ours.sum && theirs.hash === ours.hash;
    if (same || optional(name)) return [];
    return [
      `The program differs in ${name}: the formulation has ${theirs.count} entries with sum ${theirs.sum}, ` +
        `the definition gives ${ours.count} entries with sum ${ours.sum}${
          theirs.count === ours.count && theirs.sum === ours.sum ? ' (other places or values)' : ''
        }.`,
    ];
  });
}
