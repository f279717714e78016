/** 志愿: what a form says, with the slips real forms have, and the few recorded refusals and kinship cases. */
import type { PostGroup, Teacher, Wish } from '../../src/domain/county.ts';
import { type Atlas, attracts, certified, flows, squaredDistance, teaches } from './eligibility.ts';
import type { Dice } from './random.ts';

const FORM_HANDED_IN = 0.85;
const RANKED_BY_DISTANCE = 0.7;
const INADMISSIBLE = 0.12;
/** Wishes that name a school only, any post of it. */
const SCHOOL_ONLY = 0.2;
const WITHOUT_DOCUMENTS = 5;
const REFUSALS = 3;
const KINSHIP = 8;

const wishFor = (source: Dice, group: PostGroup): Wish => ({
  schoolId: group.schoolId,
  postGroupId: source.chance(SCHOOL_ONLY) ? null : group.id,
});

function distinct(wishes: readonly Wish[]): Wish[] {
  const seen = new Set<string>();
  return wishes.filter((wish) => {
    const key = `${wish.schoolId}|${wish.postGroupId ?? ''}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
}

/** Nearest first for most people, any order for the others. */
function ranked(
  source: Dice,
  atlas: Atlas,
  teacher: Teacher,
  groups: readonly PostGroup[],
): PostGroup[] {
  const some = source.shuffled(groups).slice(0, Math.max(8, Math.ceil(groups.length / 2)));
  if (!source.chance(RANKED_BY_DISTANCE)) return some;
  const away = new Map(
    some.map((group) => [group, squaredDistance(atlas, teacher, group.schoolId)]),
  );
  return some.sort((a, b) => away.get(a)! - away.get(b)! || (a.id < b.id ? -1 : 1));
}

/** A choice the rules refuse: upward, sideways, in the own district, or a stage without certificate. */
function inadmissible(source: Dice, atlas: Atlas, teacher: Teacher): Wish[] {
  const others = atlas.open.filter(
    (group) => group.schoolId !== teacher.schoolId && teaches(teacher, group),
  );
  const barred = others.filter((group) => !flows(atlas, teacher, group));
  const uncertified = others.filter((group) => !certified(teacher, group.stage));
  const draws = [barred, uncertified].filter((groups) => groups.length > 0);
  if (draws.length === 0) return [];
  const group = source.pick(source.pick(draws));
  return [{ schoolId: group.schoolId, postGroupId: group.id }];
}

/** Someone without any suitable post names schools only. */
function anySchool(source: Dice, atlas: Atlas, teacher: Teacher): Wish[] {
  const home = atlas.schools.get(teacher.schoolId)!;
  const schools = [...atlas.schools.values()].filter(
    (school) =>
      school.tier === 'R' &&
      school.districtId !== home.districtId &&
      school.parts.some((part) => part.stage === teacher.stage),
  );
  if (schools.length === 0) return [];
  return source
    .shuffled(schools)
    .slice(0, 2)
    .map((school) => ({ schoolId: school.id, postGroupId: null }));
}

function fillForm(source: Dice, atlas: Atlas, teacher: Teacher): void {
  const groups = atlas.open.filter((group) => attracts(atlas, teacher, group));
  const listed = ranked(source, atlas, teacher, groups).map((group) => wishFor(source, group));
  const wishes = distinct(listed.length > 0 ? listed : anySchool(source, atlas, teacher)).slice(
    0,
    1 + source.below(5),
  );
  if (source.chance(INADMISSIBLE)) {
    wishes.splice(source.below(wishes.length + 1), 0, ...inadmissible(source, atlas, teacher));
  }
  teacher.wishes = distinct(wishes).slice(0, 5);
  const answer = source.next();
  teacher.obeys = answer < 0.85 ? true : answer < 0.95 ? false : null;
}

function recordRefusals(source: Dice, atlas: Atlas, forms: readonly Teacher[]): void {
  let left = REFUSALS;
  for (const teacher of source.shuffled(forms)) {
    const group = atlas.open.find((open) => attracts(atlas, teacher, open));
    if (left === 0) return;
    if (group === undefined) continue;
    teacher.refusedPostGroupIds = [group.id];
    left--;
  }
}

function recordKinship(source: Dice, atlas: Atlas, forms: readonly Teacher[]): void {
  const schools = [...atlas.schools.keys()];
  for (const teacher of source.shuffled(forms).slice(0, KINSHIP)) {
    teacher.kinSchoolIds = [source.pick(schools)];
  }
}

/** Fills in forms; returns the people who handed one in. */
export function fillForms(source: Dice, people: readonly Teacher[], atlas: Atlas): Teacher[] {
  const forms = people.filter(() => source.chance(FORM_HANDED_IN));
  for (const teacher of forms) fillForm(source, atlas, teacher);
  return forms;
}

/** Documents that are missing, posts refused on record, relatives who lead a school. */
export function recordRareCases(source: Dice, atlas: Atlas, forms: readonly Teacher[]): void {
  for (const teacher of source.shuffled(forms).slice(0, WITHOUT_DOCUMENTS))
    teacher.documentsComplete = false;
  recordRefusals(source, atlas, forms);
  recordKinship(source, atlas, forms);
}
