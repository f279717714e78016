/** Every way to fill the schools of a tiny county: the plan is the best of the lawful ones, the relaxation a smallest. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  type HeadDemands,
  type HeadPair,
  PrincipalsReport,
  type Relaxation,
} from '../../src/domain/principals.ts';
import { planPrincipals } from '../../src/planning/principals/index.ts';
import { verifyPrincipals } from '../../src/verification/principals/index.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

const POLICY = parsePolicy({});
const SCHOOLS = ['a', 'b', 'c'];
const MAXIMISED = ['coverage', 'heads-kept', 'wishes', 'two-way', 'experience'];

const schoolId = fc.constantFrom(...SCHOOLS);
const stage = fc.constantFrom(...(['P', 'P', 'P', 'J'] as const));
const school = fc.record({ stage, weak: fc.boolean(), east: fc.constantFrom(0, 4000, 9000) });
const review = fc.constantFrom(
  ...(['pass', 'pass', 'pass', 'pass', 'excellent', 'basic', 'basic', 'fail'] as const),
);
const left = fc.record({
  schoolId,
  until: fc.constantFrom('2020-09', '2023-09', '2024-03', '2025-09'),
  months: fc.constantFrom(30, 36, 72, null),
});
const lastHeaded = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: left },
);
const person = fc.record({
  serves: fc.boolean(),
  schoolId,
  since: fc.constantFrom('2018-09', '2019-09', '2020-01', '2023-09', '2023-02', '2025-09', null),
  kin: fc.constantFrom(...SCHOOLS, ...Array<null>(9).fill(null)),
  birth: fc.constantFrom('1985-01', '1985-01', '1985-01', '1972-06', '1960-01'),
  certificate: fc.constantFrom('P' as const, 'J' as const, 'J' as const),
  leadership: fc.record({
    deputyYears: fc.constantFrom(1, 3, 8, 9),
    middleYears: fc.constantFrom(0, 2, 5),
    teachingYears: fc.constantFrom(4, 9, 15, 20),
    trainingHours: fc.constantFrom(100, 240, 260, 300),
    certificate: fc.constantFrom(true, true, true, false),
    reviews: fc.array(review, { maxLength: 3 }),
    lastHeaded,
  }),
});
const draw = fc.record({
  schools: fc.array(school, { minLength: 2, maxLength: 3 }),
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
});
const pair = fc.record({ teacherAt: fc.nat(3), schoolAt: fc.nat(2) });
const few = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(pair, { maxLength: 2 }));
const drawnDemands = fc.record({ forced: few, banned: few, wished: few });

type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;
type DrawnPairs = readonly { readonly teacherAt: number; readonly schoolAt: number }[];

function countyOf({ schools, people }: Draw) {
  const ids = SCHOOLS.slice(0, schools.length);
  return tinyCounty({
    schools: schools.map(({ stage: at, weak, east }, k) => ({
      ...{ id: ids[k] as string, stage: at, weak },
      position: { east, north: 0 },
    })),
    teachers: people.map((each, k): TinyTeacher => {
      const at = ids.includes(each.schoolId) ? each.schoolId : 'a';
      const { kin, birth, leadership, certificate } = each;
      const who = {
        ...{ kinSchoolIds: kin === null ? [] : [kin], birth, leadership },
        certificates: [{ stage: certificate, subject: null }],
      };
      return each.serves ? head(`t${k}`, at, each.since, who) : deputy(`t${k}`, at, who);
    }),
  });
}

function demandsOf({ schools, people }: Draw, drawn: Record<keyof HeadDemands, DrawnPairs>) {
  const read = (list: DrawnPairs): HeadPair[] =>
    list.map(({ teacherAt, schoolAt }) => ({
      teacherId: `t${teacherAt % people.length}`,
      schoolId: SCHOOLS[schoolAt % schools.length] as string,
    }));
  const once = (list: HeadPair[]) => [
    ...new Map(list.map((pair) => [`${pair.teacherId}>${pair.schoolId}`, pair])).values(),
  ];
  return {
    forced: once(read(drawn.forced)),
    banned: once(read(drawn.banned)),
    wished: once(read(drawn.wished)),
  };
}

/** Every way to give each school one of the people or nobody, nobody twice. */
function* ways(schools: readonly string[], people: readonly string[]): Generator<HeadPair[]> {
  const [first, ...rest] = schools;
  if (first === undefined) {
    yield [];
    return;
  }
  yield* ways(rest, people);
  for (const teacherId of people) {
    const others = people.filter((id) => id !== teacherId);
    for (const way of ways(rest, others)) yield [{ teacherId, schoolId: first }, ...way];
  }
}

const isLess = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at !== -1 && (a[at] as number) < (b[at] as number);
};

const PROTECTED = ['kinship', 'experience', 'not-dismissed'];
const PRICE: Record<string, number> = {
  ...{ training: 1, banned: 2, forced: 2, certificate: 3, 'must-move': 4, 'full-term': 4 },
  ...{ 'stage-fit': 5, 'in-term': 6, kinship: 7, experience: 7, 'not-dismissed': 7 },
};
/** Vacancies, protected obstacles, others, price. */
function cost(vacant: number, broken: readonly Relaxation[]): number[] {
  const guarded = broken.filter(({ kind }) => PROTECTED.includes(kind)).length;
  const price = broken.reduce((sum, { kind }) => sum + (PRICE[kind] as number), 0);
  return [vacant, guarded, broken.length - guarded, price];
}

test('the plan and the relaxation are those of an enumeration', async () => {
  const seen = {
    plans: 0,
    complete: 0,
    vacancies: 0,
    impossible: 0,
    protected: 0,
    moves: 0,
    returns: 0,
  };
  await fc.assert(
    fc.asyncProperty(draw, drawnDemands, async (drawn, rawDemands) => {
      const county = countyOf(drawn);
      const demands = demandsOf(drawn, rawDemands);
      const schools = county.schools.map(({ id }) => id);
      const candidates = new Set(
        county.teachers.flatMap(({ id, leadership }) => (leadership?.duty === 'head' ? [] : [id])),
      );
      let best: number[] | null = null;
      let least: number[] | null = null;
      let returns = false;
      for (const appointments of ways(
        schools,
        county.teachers.map(({ id }) => id),
      )) {
        const { findings, tiers, broken, vacant } = verifyPrincipals(county, POLICY, demands, {
          ...{ appointments, tiers: [], program: null, waived: [] },
        });
        const values = tiers.map(({ name, value }) => (MAXIMISED.includes(name) ? -value : value));
        if (findings.length === 0 && (best === null || isLess(values, best))) best = values;
        if (findings.some((each) => each.includes('cannot be appointed'))) continue;
        returns ||= broken.some(
          ({ kind, teacherId }) => kind === 'must-move' && candidates.has(teacherId),
        );
        const price = cost(vacant.length, broken);
        if (least === null || isLess(price, least)) least = price;
      }
      const { report, certificate } = await planPrincipals(county, POLICY, demands);
      PrincipalsReport.parse(report);
      expect(certificate).not.toBeNull();
      expect(report.status).toBe(best === null ? 'impossible' : 'optimal');
      const told = report.tiers.map(({ name, value }) =>
        MAXIMISED.includes(name) ? -value : value,
      );
      expect(told).toEqual(best ?? []);
      expect(report.tiers.every(({ value, bound }) => value === bound)).toBe(true);
      const complete = best !== null && best[0] === -schools.length;
      expect(report.relaxation === null).toBe(complete);
      if (report.relaxation !== null) {
        const { items, vacant, proven, confirmed } = report.relaxation;
        expect(cost(vacant.length, items)).toEqual(least);
        expect([proven, confirmed]).toEqual([true, true]);
        seen.protected += items.some((each) => each.protected) ? 1 : 0;
      }
      seen.plans += best === null ? 0 : 1;
      seen.impossible += best === null ? 1 : 0;
      seen.complete += complete ? 1 : 0;
      seen.vacancies += report.vacancies.length > 0 ? 1 : 0;
      seen.returns += returns ? 1 : 0;
      seen.moves += report.appointments.filter(({ kind }) => kind === 'move').length;
    }),
    { numRuns: 400, seed: 6 },
  );
  // None of the claims was about nothing.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(15);
});
