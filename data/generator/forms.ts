/** Who hands in which form: the movers, those who may become movers in a competition, junior volunteers for primary schools. */
import type { PostGroup, Teacher } from '../../src/domain/county.ts';
import { type Atlas, available, certified, squaredDistance, teaches } from './eligibility.ts';
import { monthNumber } from './months.ts';
import { surplusPeople, threatenedPeople } from './movers.ts';
import type { Person } from './person.ts';
import { type Dice, dice } from './random.ts';
import { fillForms, recordRareCases } from './wishes.ts';

/** Of those who hand in a form: late ones, and people who ask for one town with their husband or wife. */
const LATE = 0.06;
const IN_COUPLES = 0.04;
const COUPLE_AGE_GAP = 10 * 12;
/** Forms of junior volunteers: from the county seat to a mountain primary (X17), from a town to a near one (X18). */
const VOLUNTEERS = { urban: 8, rural: 6 } as const;
const VOLUNTEER_WISHES = 3;

type Forms = readonly Teacher[];

function towns(atlas: Atlas, { wishes }: Teacher): Set<string> {
  return new Set(wishes.map(({ schoolId }) => atlas.schools.get(schoolId)!.districtId));
}

function match(atlas: Atlas, one: Teacher, other: Teacher): boolean {
  const gap = Math.abs(monthNumber(one.birth) - monthNumber(other.birth));
  if (one.sex === other.sex || gap > COUPLE_AGE_GAP) return false;
  const asked = towns(atlas, one);
  return [...towns(atlas, other)].some((town) => asked.has(town));
}

/** Couples among people whose wishes name a town in common, so that their request can be met. */
function joinCouples(source: Dice, atlas: Atlas, forms: Forms): void {
  let left = Math.round((forms.length * IN_COUPLES) / 2);
  const order = source.shuffled(forms);
  for (const [index, one] of order.entries()) {
    if (left === 0) return;
    if (one.partnerId !== null) continue;
    const other = order
      .slice(index + 1)
      .find((each) => each.partnerId === null && match(atlas, one, each));
    if (other === undefined) continue;
    one.partnerId = other.id;
    other.partnerId = one.id;
    left--;
  }
}

function makeLate(source: Dice, forms: Forms): void {
  const single = forms.filter(({ partnerId }) => partnerId === null);
  const count = Math.round(forms.length * LATE);
  for (const teacher of source.shuffled(single).slice(0, count)) teacher.formLate = true;
}

/** Forms of the movers of a placement round. */
export function collectForms(movers: Forms, atlas: Atlas, seed: number): void {
  const source = dice(seed, 'wishes');
  const forms = fillForms(source, movers, atlas);
  recordRareCases(source, atlas, forms);
  joinCouples(dice(seed, 'couples'), atlas, forms);
  makeLate(dice(seed, 'late-forms'), forms);
}

/** Open primary posts that a junior volunteer may ask for, nearest first. */
function volunteerPosts(atlas: Atlas, teacher: Teacher): PostGroup[] {
  const home = atlas.schools.get(teacher.schoolId)!;
  const away = (group: PostGroup) => squaredDistance(atlas, teacher, group.schoolId);
  const open = atlas.open.filter((group) => {
    const target = atlas.schools.get(group.schoolId)!;
    if (target.id === home.id || group.stage !== 'P') return false;
    const near = home.tier === 'R' && target.districtId === home.districtId;
    const mountain = home.tier !== 'R' && target.tier === 'R' && target.zone === 'mountain';
    return (near || mountain) && teaches(teacher, group);
  });
  return open.sort((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1));
}

const mayVolunteer = (teacher: Teacher) =>
  teacher.stage === 'J' &&
  teacher.volunteer &&
  !teacher.leader &&
  teacher.wishes.length === 0 &&
  available(teacher) &&
  certified(teacher, 'P');

function collectVolunteers(source: Dice, people: Forms, atlas: Atlas): void {
  const left: Record<keyof typeof VOLUNTEERS, number> = { ...VOLUNTEERS };
  for (const teacher of source.shuffled(people.filter(mayVolunteer))) {
    const side = atlas.schools.get(teacher.schoolId)!.tier === 'R' ? 'rural' : 'urban';
    const posts = volunteerPosts(atlas, teacher);
    if (left[side] === 0 || posts.length === 0) continue;
    teacher.wishes = posts
      .slice(0, VOLUNTEER_WISHES)
      .map(({ schoolId, id }) => ({ schoolId, postGroupId: id }));
    teacher.obeys = true;
    left[side]--;
  }
}

/**
 * Forms before anybody lost a post, as they are handed in before the summer starts: of the people who lose it by merit
 * alone (the forms of the placement round), of those next in line, and of volunteers.
 */
export function collectEarlyForms(people: readonly Person[], atlas: Atlas, seed: number): void {
  const teachers = (persons: readonly Person[]) => persons.map(({ teacher }) => teacher);
  collectForms(surplusPeople(people).flatMap(teachers), atlas, seed);
  const next = fillForms(dice(seed, 'next-wishes'), teachers(threatenedPeople(people)), atlas);
  joinCouples(dice(seed, 'next-couples'), atlas, next);
  makeLate(dice(seed, 'next-late-forms'), next);
  collectVolunteers(dice(seed, 'volunteer-wishes'), teachers(people), atlas);
}
