import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../../data/generator/names.ts';
import { nearRetirement } from '../../data/generator/standing.ts';
import { isConfirmed } from '../../src/domain/county.ts';
import { countyOf, fourSigma, isCore, SEEDS, staffOf, sum } from './counties.ts';

type Member = ReturnType<typeof staffOf>[number];

const AGE_SHARES = {
  B: [11, 30, 34, 16, 9],
  U: [13, 31, 32, 15, 9],
  R: [20, 24, 24, 17, 15],
} as const;
const WOMEN = {
  BP: 0.8,
  UP: 0.78,
  RP: 0.66,
  BJ: 0.66,
  UJ: 0.64,
  RJ: 0.54,
  BH: 0.56,
  RH: 0.48,
} as const;
const SENIOR = {
  BP: 0.07,
  UP: 0.05,
  RP: 0.045,
  BJ: 0.21,
  UJ: 0.16,
  RJ: 0.08,
  BH: 0.25,
  RH: 0.18,
} as const;
const BACHELOR = { BP: 0.8, UP: 0.7, RP: 0.55, BJ: 0.97, UJ: 0.93, RJ: 0.86 } as const;
const BACKBONE = { B: 0.26, U: 0.18, R: 0.08 } as const;

const yearsBefore = (yearMonth: string) =>
  (12 * 2026 + 9 - 12 * Number(yearMonth.slice(0, 4)) - Number(yearMonth.slice(5, 7))) / 12;
const cellOf = ({ teacher, school }: Member) => school.tier + teacher.stage;
const share = (people: readonly Member[], test: (teacher: Member['teacher']) => boolean) =>
  people.filter(({ teacher }) => test(teacher)).length / people.length;

function band(age: number): number {
  return [30, 40, 50, 55].filter((from) => age >= from).length;
}

describe.each(SEEDS)('people of seed %i', (seed) => {
  const generated = countyOf('county', seed);
  const staff = staffOf(generated);
  const core = staff.filter(({ teacher }) => isCore(teacher));
  const near = (
    people: readonly Member[],
    expected: number,
    test: (teacher: Member['teacher']) => boolean,
  ) =>
    expect(Math.abs(share(people, test) - expected)).toBeLessThanOrEqual(
      fourSigma(expected, people.length),
    );

  it.each(['B', 'U', 'R'] as const)('age bands of tier %s', (tier) => {
    const own = core.filter(({ school }) => school.tier === tier);
    AGE_SHARES[tier].forEach((percent, index) => {
      near(own, percent / 100, (teacher) => band(yearsBefore(teacher.birth)) === index);
    });
  });

  it.each(Object.entries(WOMEN))('women in cell %s', (cell, expected) => {
    near(
      core.filter((member) => cellOf(member) === cell),
      expected,
      (teacher) => teacher.sex === 'F',
    );
  });

  it.each(Object.entries(SENIOR))('senior titles in cell %s', (cell, expected) => {
    const rated = core.filter(
      ({ teacher }) => teacher.category === 'T' || teacher.category === 'M',
    );
    near(
      rated.filter((member) => cellOf(member) === cell),
      expected,
      (teacher) => teacher.title === 'H',
    );
  });

  it('middle titles are about half, and rise with age', () => {
    const teaching = core.filter(({ teacher }) => teacher.category === 'T');
    const middle = share(teaching, (teacher) => teacher.title === 'M');
    expect(middle).toBeGreaterThan(0.48);
    expect(middle).toBeLessThan(0.66);
    const young = teaching.filter(({ teacher }) => yearsBefore(teacher.birth) < 30);
    expect(share(young, (teacher) => teacher.title === 'M')).toBeLessThan(0.2);
  });

  it('the county stays under its title posts although some schools are over', () => {
    for (const stage of ['P', 'J', 'H']) {
      const parts = generated.county.schools.flatMap((school) =>
        school.parts.filter((part) => part.stage === stage),
      );
      const heads = (levels: string) =>
        core.filter(({ teacher }) => teacher.stage === stage && levels.includes(teacher.title))
          .length;
      expect(heads('H')).toBeLessThanOrEqual(sum(parts.map((part) => part.titleCaps.H)));
      expect(heads('HM')).toBeLessThanOrEqual(
        sum(parts.map((part) => part.titleCaps.H + part.titleCaps.M)),
      );
    }
    const over = generated.county.schools.filter((school) => {
      const cap = sum(school.parts.map((part) => part.titleCaps.H + part.titleCaps.M));
      const used = core.filter(
        (member) => member.school === school && member.teacher.title !== 'E',
      ).length;
      return used > cap;
    });
    expect(over.length).toBeGreaterThan(3);
  });

  it.each(Object.entries(BACHELOR))('degrees in cell %s', (cell, expected) => {
    near(
      core.filter((member) => cellOf(member) === cell),
      expected,
      (teacher) => teacher.degree === 'bachelor' || teacher.degree === 'master',
    );
  });

  it.each(['B', 'U', 'R'] as const)('backbone teachers of tier %s', (tier) => {
    near(
      core.filter(({ school }) => school.tier === tier),
      BACKBONE[tier],
      (teacher) => teacher.backbone,
    );
  });

  it('certificates: own stage, one in five above, almost none missing', () => {
    const teaching = core.filter(({ teacher }) => teacher.category === 'T');
    const lower = teaching.filter(({ teacher }) => teacher.stage !== 'H');
    near(
      lower,
      0.2,
      (teacher) =>
        teacher.certificates.length > 0 && teacher.certificates[0]?.stage !== teacher.stage,
    );
    near(teaching, 0.003, (teacher) => teacher.certificates.length === 0);
    expect(
      teaching.every(({ teacher }) =>
        teacher.certificates.every((one) => one.subject === teacher.mainSubject),
      ),
    ).toBe(true);
  });

  it('second subjects: 45 % where there is a related one, a fifth of the primary teachers an extra one', () => {
    const of = (stage: string, subject: string) =>
      core.filter(({ teacher }) => teacher.stage === stage && teacher.mainSubject === subject);
    near(of('J', '语文'), 0.45, (teacher) => teacher.otherSubjects.length > 0);
    near(of('J', '英语'), 0.0001, (teacher) => teacher.otherSubjects.length > 0);
    near(of('P', '语文'), 1 - 0.55 * 0.8, (teacher) => teacher.otherSubjects.length > 0);
  });

  it('special situations', () => {
    const kind =
      (...kinds: string[]) =>
      (teacher: Member['teacher']) =>
        kinds.includes(teacher.exemption?.kind ?? '');
    near(core, 0.03, kind('new-recruit'));
    near(core, 0.008, kind('illness', 'sick-leave', 'incapacity'));
    near(core, 0.0165, kind('seconded'));
    const retiring = share(core, nearRetirement);
    expect(retiring).toBeGreaterThan(0.095);
    expect(retiring).toBeLessThan(0.125);
  });

  it('merit is Beta(5, 2): mean 71.4, standard deviation 16', () => {
    const merits = core.map(({ teacher }) => (teacher.merit ?? 0) / 100);
    const mean = sum(merits) / merits.length;
    const deviation = Math.sqrt(sum(merits.map((merit) => (merit - mean) ** 2)) / merits.length);
    expect(Math.abs(mean - 71.43)).toBeLessThan((4 * 15.97) / Math.sqrt(merits.length));
    expect(Math.abs(deviation - 15.97)).toBeLessThan(0.8);
  });

  it('about two thousand are due for rotation, 1450 of them in the compulsory stages', () => {
    const due = core.filter(
      ({ teacher }) =>
        teacher.category === 'T' &&
        teacher.title !== 'E' &&
        yearsBefore(teacher.schoolStart) > 6 &&
        !isConfirmed(teacher.exemption),
    );
    expect(Math.abs(due.length - 1975)).toBeLessThan(120);
    const compulsory = due.filter(({ teacher }) => teacher.stage !== 'H');
    expect(Math.abs(compulsory.length - 1450)).toBeLessThan(110);
  });

  it('careers are in order: of age, in service, at the school, not yet retired', () => {
    for (const { teacher } of staff) {
      const { workStart } = generated.extras.people.get(teacher.id)!;
      expect(teacher.schoolStart >= workStart).toBe(true);
      expect(yearsBefore(teacher.birth) - yearsBefore(workStart)).toBeGreaterThan(20);
      expect(yearsBefore(teacher.birth)).toBeLessThan(60);
      const track = teacher.statutoryTrack === 'men60' || teacher.sex === 'M';
      expect(track || yearsBefore(teacher.birth) < 55).toBe(true);
    }
  });

  it('identity numbers are well formed, distinct and belong to nobody', () => {
    const numbers = [...generated.extras.people.entries()];
    expect(new Set(numbers.map(([, person]) => person.idNumber)).size).toBe(numbers.length);
    const people = new Map(generated.county.teachers.map((teacher) => [teacher.id, teacher]));
    for (const [id, { idNumber }] of numbers) {
      const teacher = people.get(id)!;
      expect(idNumber).toMatch(/^999999(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d)\d{3}[\dX]$/);
      expect(idNumber[17]).toBe(checkCharacter(idNumber.slice(0, 17)));
      expect(idNumber.slice(6, 12)).toBe(teacher.birth.replace('-', ''));
      expect(Number(idNumber[16]) % 2 === 1).toBe(teacher.sex === 'M');
    }
  });
});

describe('check character', () => {
  it('agrees with the published example of GB 11643', () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
  });
});
