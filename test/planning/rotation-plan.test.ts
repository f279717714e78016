/** The plan of some years: targets of each year, terms, returns, and the reasons where a target is missed. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { RotationPlan } from '../../src/domain/rotation-plan.ts';
import { planRotation } from '../../src/planning/rotation/index.ts';
import { rotationPreset, withPreset } from '../../src/rules/rotation/presets.ts';
import { verify } from '../../src/verification/index.ts';
import { type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

const due = { title: 'M', schoolStart: '2010-09' } as const;
const people = (schoolId: string, count: number, teacher: Partial<TinyTeacher> = {}) =>
  Array.from({ length: count }, (_, k) => ({ id: `${schoolId}${k}`, schoolId, ...teacher }));

/** Twelve due people at a full street school, eight posts each at two rural ones with five people. */
const county = tinyCounty({
  schools: [
    { id: 'u', quota: 20 },
    { id: 'r', tier: 'R', quota: 10 },
    { id: 's', tier: 'R', quota: 10 },
  ],
  groups: [
    { schoolId: 'u', posts: 8, openings: 0 },
    { schoolId: 'r', posts: 8, openings: 0 },
    { schoolId: 's', posts: 8, openings: 0 },
  ],
  teachers: [
    ...people('u', 12, { ...due, backbone: true }),
    ...people('r', 5, due),
    ...people('s', 5),
  ],
});

async function planned(
  raw: Record<string, unknown>,
  years: number,
  preset: string | null = null,
  start = county,
) {
  const policy = withPreset(parsePolicy(raw), rotationPreset(preset ?? ''));
  const outcome = await planRotation(start, policy, { years, preset });
  if (outcome.kind !== 'plan') throw new Error('no plan');
  return { ...outcome, plan: RotationPlan.parse(outcome.plan) };
}

describe('a plan of three years', () => {
  test('each year is proven, and accepted by the independent check on its own county', async () => {
    const { solved } = await planned({}, 3);
    expect(solved.map(({ proposal }) => proposal.status)).toEqual(Array(3).fill('optimal'));
    for (const { county: each, policy, proposal } of solved) {
      const claim = { placements: proposal.placements, standby: [], weighted: null, program: null };
      const tiers = proposal.objective.tiers.map(({ id, value, bound }) => ({ id, value, bound }));
      expect(verify(each, policy, { ...claim, tiers }).findings).toEqual([]);
    }
  });

  test('moves stand between target and 1.1 times the target, and are broken down to schools', async () => {
    const { plan } = await planned({}, 1);
    const [year] = plan.years;
    // 17 due: ⌈15 %⌉ = 3; 22 people: ⌈5 %⌉ = 2; at most ⌈1.1 · 3⌉ = 4.
    expect(year).toMatchObject({ due: 17, targets: { due: 3, total: 2, most: 4, backbone: null } });
    expect(year?.moved.due).toBeGreaterThanOrEqual(3);
    expect(year?.moved.all).toBeLessThanOrEqual(4);
    // 3 · 12/17 = 2.1, 3 · 5/17 = 0.9.
    expect(year?.schools.map(({ schoolId, target }) => [schoolId, target])).toEqual([
      ['r', 1],
      ['s', 0],
      ['u', 2],
    ]);
  });

  test('nobody goes twice, and with terms of one year everybody is back the year after', async () => {
    const { plan, after } = await planned({ 'rotation.termYears': 1 }, 3);
    for (const { exchanges, returned } of plan.years) {
      expect(exchanges.length).toBeGreaterThan(0);
      expect(returned.map(({ teacherId }) => teacherId).sort()).toEqual(
        exchanges.map(({ teacherId }) => teacherId).sort(),
      );
      expect(returned.every(({ months }) => months === 12)).toBe(true);
    }
    const home = new Map(county.teachers.map(({ id, schoolId }) => [id, schoolId]));
    expect(after.teachers.every(({ id, schoolId }) => home.get(id) === schoolId)).toBe(true);
    expect(plan.longestExchangeMonths).toBe(12);
  });

  test('terms of three years: nobody is sent again while away, nobody stays longer', async () => {
    const { plan, after } = await planned({}, 3);
    const gone = plan.years.flatMap(({ exchanges }) => exchanges.map((each) => each.teacherId));
    expect(new Set(gone).size).toBe(gone.length);
    expect(plan.longestExchangeMonths).toBe(36);
    expect(plan.years[2]?.returned.map(({ teacherId }) => teacherId).sort()).toEqual(
      plan.years[0]?.exchanges.map(({ teacherId }) => teacherId).sort(),
    );
    expect(after.teachers.filter(({ exchange }) => exchange !== null)).toHaveLength(
      gone.length - (plan.years[2]?.returned.length ?? 0),
    );
  });

  test('a year in which the floors let nobody go says so with the figures', async () => {
    const { plan } = await planned({ 'rotation.duePct': 100, 'rotation.totalPct': 0 }, 1);
    const [missed] = plan.years[0]?.missed ?? [];
    // 17 due, of whom the street school can miss four: 12 people for 8 posts.
    expect(missed).toMatchObject({ target: 'due', missing: 13 });
    expect(missed?.reason.zh).toContain('最多可派出 4 人');
    expect(missed?.reason.zh).toContain('已证明');
  });

  test('a coefficient that does not fall is explained', async () => {
    // The backbone teachers are where nobody leaves.
    const still = {
      ...county,
      teachers: county.teachers.map((each) => ({ ...each, backbone: each.schoolId === 'r' })),
    };
    const { plan } = await planned({}, 2, null, still);
    let rose = 0;
    plan.years.forEach(({ indicators }, k) => {
      indicators.forEach(({ cvBefore, cvAfter, note }, row) => {
        const last = k === 0 ? cvBefore : plan.years[k - 1]?.indicators[row]?.cvAfter;
        const explained = last != null && cvAfter !== null && cvAfter >= last;
        expect(note !== null).toBe(explained);
        if (note === null) return;
        rose++;
        expect(note).toMatchObject({ last, end: cvAfter });
        // Either proven impossible, or what the balance alone would give.
        if ((note.atLeast ?? 0) >= note.last) expect(note.zh).toContain('已证明');
        else expect(note.alone).not.toBeNull();
      });
    });
    expect(rose).toBeGreaterThan(0);
  });

  test('an exchange that was over before the plan is settled before the first year', async () => {
    const exchange = {
      homeSchoolId: 'u',
      homePostGroupId: 'u/P/T/语文',
      since: '2023-09',
      until: '2026-08',
    };
    const late = {
      ...county,
      teachers: county.teachers.map((each) =>
        each.id === 's0' ? { ...each, exchange, boundUntil: '2026-08' } : each,
      ),
    };
    const { plan, solved } = await planned({}, 1, null, late);
    expect(plan.settled.map(({ teacherId, months }) => [teacherId, months])).toEqual([['s0', 36]]);
    const [first] = solved;
    expect(first?.county.teachers.find(({ id }) => id === 's0')).toMatchObject({
      schoolId: 'u',
      exchange: null,
    });
    expect(plan.years[0]?.awayBefore).toBe(0);
  });
});

describe('presets', () => {
  test('national: a tenth of the due, a fifth of them backbone teachers, no more than asked for', async () => {
    const { plan } = await planned({}, 1, 'national');
    const [year] = plan.years;
    expect(year?.targets).toEqual({ due: 2, total: 0, most: 2, backbone: 1 });
    expect(year?.moved).toMatchObject({ all: 2, due: 2 });
    expect(year?.moved.backbone).toBeGreaterThanOrEqual(1);
    expect(year?.missed).toEqual([]);
  });

  test('exchange: like for like, schools without a surplus take part too', async () => {
    const raw = { 'rotation.duePct': 50, 'rotation.totalPct': 0, 'rotation.twoWay': true };
    const alone = await planned(raw, 1);
    const { plan } = await planned({ ...raw, examForEntry: false }, 1, 'exchange');
    expect(alone.plan.years[0]?.moved.due).toBe(4);
    expect(plan.years[0]?.moved.due).toBe(9);
    expect(plan.years[0]?.missed).toEqual([]);
    // Nobody's subject falls below its posts, or what was there.
    for (const { schoolId, out, in: taken } of plan.years[0]?.schools ?? []) {
      const present = county.teachers.filter((each) => each.schoolId === schoolId).length;
      expect(present - out + taken).toBeGreaterThanOrEqual(Math.min(8, present));
    }
  });
});
