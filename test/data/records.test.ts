/** What the generated staff does, how it was assessed, who leads, who is on exchange, who researches. */
import { describe, expect, it } from 'vitest';
import { loadNorm } from '../../data/generator/class-duty.ts';
import { middleCount } from '../../data/generator/leadership.ts';
import { RESEARCH_GROUPS } from '../../data/generator/researchers.ts';
import { isConfirmed, type Teacher } from '../../src/domain/county.ts';
import { countBy, countyOf, fourSigma, isCore, SEEDS, sum } from './counties.ts';

const REFERENCE = '2026-09';
const AWAY = [
  'pregnant-nursing',
  'maternity-leave',
  'illness',
  'seconded',
  'sick-leave',
  'incapacity',
];
const isAway = ({ exemption }: Teacher) =>
  isConfirmed(exemption) && AWAY.includes(exemption?.kind ?? '');
const months = (from: string, to: string) =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) +
  Number(to.slice(5)) -
  Number(from.slice(5));
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;

describe.each(SEEDS)('records of seed %i', (seed) => {
  const { county } = countyOf('county', seed);
  const round = countyOf('round', seed).county;
  const { teachers, schools } = county;
  const tierOf = new Map(schools.map(({ id, tier }) => [id, tier]));
  const led = teachers.filter((teacher) => teacher.leadership !== null);
  const duty = (kind: string | null) => led.filter(({ leadership }) => leadership?.duty === kind);

  it('every class has one class teacher, who teaches at the part and is there', () => {
    const appointed = teachers.filter(({ classTeacher }) => classTeacher);
    const heads = countBy(appointed, ({ schoolId, stage }) => `${schoolId}/${stage}`);
    for (const { id, parts } of schools) {
      for (const { stage, classes } of parts) expect(heads[`${id}/${stage}`]).toBe(classes);
    }
    expect(appointed.every((teacher) => teacher.category === 'T' && !isAway(teacher))).toBe(true);
    expect(appointed.filter(({ leader }) => leader).length).toBeLessThan(10);
  });

  it('weekly hours lie around the load norm, below it for class teachers and where too many teach', () => {
    const told = teachers.filter((teacher) => isCore(teacher) && teacher.weeklyHours !== null);
    expect(told.every(({ category }) => category === 'T')).toBe(true);
    const posts = new Map(county.postGroups.map((group) => [group.id, group.posts]));
    const over = (some: readonly Teacher[]) =>
      mean(
        some.map(
          ({ stage, mainSubject, weeklyHours }) => weeklyHours! - loadNorm(stage, mainSubject!)!,
        ),
      );
    const key = ({ schoolId, stage, mainSubject }: Teacher) =>
      `${schoolId}/${stage}/T/${mainSubject}`;
    const staff = countBy(teachers, key);
    const plain = told.filter(({ leader, classTeacher }) => !leader && !classTeacher);
    const crowded = plain.filter(
      (teacher) => staff[key(teacher)]! > (posts.get(key(teacher)) ?? 0),
    );
    const short = plain.filter((teacher) => staff[key(teacher)]! < (posts.get(key(teacher)) ?? 0));
    expect(Math.abs(over(plain))).toBeLessThan(1);
    expect(over(crowded)).toBeLessThan(-0.5);
    expect(over(short)).toBeGreaterThan(0.5);
    expect(over(told.filter(({ classTeacher }) => classTeacher))).toBeLessThan(-1.5);
    const blank = teachers.filter(
      (one) => isCore(one) && one.category === 'T' && one.weeklyHours === null,
    );
    expect(blank.every((one) => isAway(one) || one.exemption?.kind === 'new-recruit')).toBe(true);
  });

  it('has the heads and deputies it had, one head a school', () => {
    const leaders = [...duty('head'), ...duty('deputy')].map(({ id }) => id).sort();
    expect(leaders).toEqual(teachers.filter(({ leader }) => leader).map(({ id }) => id));
    expect(new Set(duty('head').map(({ schoolId }) => schoolId)).size).toBe(schools.length);
    expect(duty('head')).toHaveLength(schools.length);
  });

  it('has middle leaders up to the approved number, and no other leader among them', () => {
    const heads = countBy(duty('middle'), ({ schoolId }) => schoolId);
    for (const { id, parts } of schools) {
      expect(heads[id]).toBe(middleCount(sum(parts.map(({ classes }) => classes))));
    }
    const kinds = countBy(duty('middle'), ({ category }) => category);
    expect(Object.keys(kinds).sort()).toEqual(['M', 'T']);
    expect(duty('middle').every((one) => !one.leader && !isConfirmed(one.exemption))).toBe(true);
  });

  it('terms began at the school, years fit the service, some heads are due to move and some people may follow', () => {
    for (const { leadership, schoolStart } of led) {
      const { since, deputyYears, middleYears, teachingYears } = leadership!;
      if (since !== null) expect(since >= schoolStart && since < REFERENCE).toBe(true);
      expect(deputyYears + middleYears).toBeLessThanOrEqual(teachingYears);
    }
    const long = duty('head').filter(
      ({ leadership }) => months(leadership!.since!, REFERENCE) >= 72,
    );
    expect(long.length).toBeGreaterThan(4);
    const able = [...duty('deputy'), ...duty('middle')].filter(
      ({ leadership: one }) =>
        one!.certificate &&
        one!.trainingHours >= 240 &&
        (one!.deputyYears >= 2 || one!.middleYears >= 3),
    );
    expect(able.length).toBeGreaterThan(2 * long.length);
  });

  it('a seventh of the grades is excellent; who failed may not teach', () => {
    const grades = teachers.flatMap(({ assessments }) => assessments);
    const share = grades.filter((grade) => grade === 'excellent').length / grades.length;
    expect(Math.abs(share - 0.15)).toBeLessThan(0.02);
    const failed = teachers.filter(
      ({ assessments, monitoringFails }) => assessments.at(-1) === 'fail' || monitoringFails >= 2,
    );
    expect(failed.length).toBeGreaterThan(2);
    expect(failed.every(({ teachable }) => !teachable)).toBe(true);
  });

  it('unconfirmed grounds lack papers, confirmed ones none; every span holds the reference month', () => {
    for (const { exemption, hiring, optsIn } of teachers) {
      expect(hiring === 'direct').toBe(isConfirmed(exemption));
      if (optsIn) expect(isConfirmed(exemption)).toBe(true);
      if (exemption === null) continue;
      const { from, to } = exemption;
      expect((from ?? REFERENCE) <= REFERENCE && (to ?? REFERENCE) >= REFERENCE).toBe(true);
    }
    expect(teachers.filter(({ optsIn }) => optsIn).length).toBeGreaterThan(8);
  });

  it('a few exchanges run, a few end this summer; nobody on exchange is a mover', () => {
    const away = teachers.filter(({ exchange }) => exchange !== null);
    const open = away.filter(({ exchange }) => exchange!.until >= REFERENCE);
    expect([open.length, away.length - open.length]).toEqual([12, 4]);
    const groups = new Map(county.postGroups.map((group) => [group.id, group]));
    for (const { schoolId, stage, schoolStart, boundUntil, exchange } of away) {
      const { homeSchoolId, homePostGroupId, since, until } = exchange!;
      expect(months(since, until)).toBeLessThan(36);
      expect([since, until]).toEqual([schoolStart, boundUntil]);
      expect([tierOf.get(schoolId), tierOf.get(homeSchoolId) === 'R']).toEqual(['R', false]);
      expect(groups.get(homePostGroupId!)).toMatchObject({ schoolId: homeSchoolId, stage });
    }
    const movers = round.teachers.filter(({ hiring }) => hiring === 'unplaced');
    expect(movers.every(({ exchange }) => exchange === null)).toBe(true);
    const past = teachers.filter(({ exchangeMonths }) => exchangeMonths > 0);
    expect(past.every(({ exchangeMonths }) => exchangeMonths <= 36)).toBe(true);
    expect(past.length).toBeGreaterThan(60);
  });

  it('32 researchers in seven groups work with 27 schools of their stage', () => {
    const { researchers } = county;
    expect(RESEARCH_GROUPS).toHaveLength(7);
    expect(researchers).toHaveLength(sum(RESEARCH_GROUPS.map(({ heads }) => heads)));
    expect(researchers).toHaveLength(32);
    expect(new Set(researchers.map(({ schoolId }) => schoolId)).size).toBe(27);
    for (const { stage, schoolId } of researchers) {
      const school = schools.find(({ id }) => id === schoolId);
      expect(school?.parts.some((part) => part.stage === stage)).toBe(true);
    }
    const due = researchers.filter(
      ({ since, lastInSchool }) => months(since, REFERENCE) >= 60 && lastInSchool === null,
    );
    expect(due.length).toBeGreaterThan(0);
    const ids = new Set(teachers.map(({ id }) => id));
    expect(researchers.some(({ id }) => ids.has(id))).toBe(false);
  });

  it('ten communities of a strong school of the county seat or a street with three to six others', () => {
    const members = schools.filter(({ community }) => community !== null);
    const sizes = Object.values(countBy(members, ({ community }) => community!));
    expect(sizes).toHaveLength(10);
    expect(sizes.every((size) => size >= 4 && size <= 7)).toBe(true);
    const strong = members.filter(({ tier, weak }) => tier !== 'R' && !weak);
    expect(new Set(strong.map(({ community }) => community)).size).toBe(10);
    const weak = schools.filter((school) => school.weak);
    expect(weak.every(({ community }) => community !== null)).toBe(true);
  });
});

it('each of the four papers is missing somewhere', () => {
  const missing = SEEDS.flatMap((seed) =>
    countyOf('county', seed).county.teachers.flatMap(({ exemption }) => exemption?.missing ?? []),
  );
  expect(new Set(missing).size).toBe(4);
});

it('one year of bad monitoring befalls three in two hundred teachers', () => {
  for (const seed of SEEDS) {
    const teaching = countyOf('county', seed).county.teachers.filter((one) => one.category === 'T');
    const share =
      teaching.filter(({ monitoringFails }) => monitoringFails === 1).length / teaching.length;
    expect(Math.abs(share - 0.015)).toBeLessThan(fourSigma(0.015, teaching.length));
  }
});
