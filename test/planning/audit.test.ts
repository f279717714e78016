/** The audit of manual plans: planted slips by rule and person, reasons of a repair, what is said where nothing is wrong. */
import { describe, expect, test } from 'vitest';
import { makeManualPlan } from '../../data/index.ts';
import { auditLines } from '../../src/cli/audit-summary.ts';
import { Audit } from '../../src/domain/audit.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { readManualPlan } from '../../src/intake/index.ts';
import { auditPlan, propose } from '../../src/planning/index.ts';
import { auditWorkbook } from '../../src/reports/audit-workbook.ts';
import { readWorkbook } from '../../src/workbook/index.ts';
import { countyOf } from '../data/counties.ts';
import { mover, type TinyGroup, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';

/** The rules under which a slip of each kind must be reported for its person. */
const SLIP_RULES = {
  'reverse-flow': { hard: ['X02'], soft: [] },
  uncertified: { hard: ['E04', 'L02'], soft: [] },
  'title-overflow': { hard: [], soft: ['T01', 'T07'] },
  'over-quota': { hard: ['Q07', 'Q16'], soft: [] },
} as const;

describe.each([1, 2, 3, 4, 5])('the manual plan of seed %i', { timeout: 120_000 }, (seed) => {
  test('each planted slip under its own rule for its person, nobody else under a hard one', async () => {
    const { county, policy } = countyOf('round', seed);
    const { sheet, slips } = makeManualPlan(county);
    const raw = { sheets: [{ name: sheet.name, rows: [sheet.headers, ...sheet.rows] }] };
    const { placements, warnings } = readManualPlan(raw, county);
    expect(warnings).toEqual([]);
    expect(placements).toHaveLength(sheet.rows.length);
    const audit = Audit.parse(await auditPlan(county, parsePolicy(policy), placements));

    const broken = new Map(audit.people.map((each) => [each.teacherId, each]));
    for (const { kind, staffNo } of slips) {
      const { hard, soft } = SLIP_RULES[kind];
      expect(broken.get(staffNo)?.hard).toEqual(expect.arrayContaining([...hard]));
      expect(broken.get(staffNo)?.soft).toEqual(expect.arrayContaining([...soft]));
      if (kind === 'title-overflow') expect(broken.get(staffNo)?.hard).toEqual([]);
    }
    const illegal = slips.filter(({ kind }) => kind !== 'title-overflow');
    const named = audit.people.filter(({ hard }) => hard.length > 0);
    expect(named.map(({ teacherId }) => teacherId)).toEqual(
      illegal.map(({ staffNo }) => staffNo).sort(),
    );
    // Nobody is called one of several who might be too many: every broken place is explained by its slips.
    const hard = audit.manual.violations.filter(({ status }) => status === 'fail');
    expect(hard.flatMap(({ places }) => places.flatMap(({ candidates }) => candidates))).toEqual(
      [],
    );

    expect(audit.violations).toBe(true);
    expect(audit.repair).toMatchObject({ legal: true, proven: true, changed: illegal.length });
    expect(audit.repair?.changes.map(({ teacherId }) => teacherId)).toEqual(
      illegal.map(({ staffNo }) => staffNo).sort(),
    );
    expect(audit.optimum).toMatchObject({ legal: true, proven: true });
    expect(audit.distance.manualToOptimum?.at).toBe('legality');
    expect(audit.distance.repairToOptimum?.behind).toBeGreaterThan(0);
  });
});

/** Movers of a street school and two rural schools that may take them. */
function round(groups: TinyGroup[], teachers: TinyTeacher[], quota: { s2?: number } = {}) {
  return tinyCounty({
    schools: [
      { id: 's1', tier: 'U' },
      { id: 's2', tier: 'R', quota: quota.s2 ?? 10 },
      { id: 's3', tier: 'R' },
    ],
    groups,
    teachers: teachers.map(mover),
  });
}

const placing = (...pairs: [string, string][]) =>
  pairs.map(([teacherId, postGroupId]) => ({ teacherId, postGroupId }));
const CHINESE = { id: 'a', schoolId: 's1' };
const ENGLISH = { id: 'b', schoolId: 's1', mainSubject: '英语' } as const;

describe('why a repair changes somebody', () => {
  test('to make room for a person the round must have', async () => {
    const county = round(
      [{ schoolId: 's2' }, { schoolId: 's2', subject: '英语', mustFill: 1 }],
      [CHINESE, ENGLISH],
      { s2: 1 },
    );
    const audit = await auditPlan(county, parsePolicy({}), placing(['a', 's2/P/T/语文']));
    expect(audit.manual).toMatchObject({ legal: false, moves: 1, standby: 1 });
    const [a, b] = audit.repair!.changes;
    expect(a).toMatchObject({ teacherId: 'a', from: 's2/P/T/语文', to: null });
    expect(a?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'makes-room', people: ['b'], places: ['s2'] }),
    );
    expect(a?.reasons[0]?.text).toContain('为 b 腾出名额');
    expect(b).toMatchObject({ teacherId: 'b', from: null, to: 's2/P/T/英语' });
    expect(b?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'shared-rule', rules: ['Q15'], places: ['s2/P/T/英语'] }),
    );
    expect(audit.repair!.shifts.map(({ verdict }) => verdict)).toEqual(['worse', 'better']);
  });

  test('because a school has one too many, and the audit does not say who', async () => {
    const county = round(
      [{ schoolId: 's2' }, { schoolId: 's2', subject: '英语' }],
      [CHINESE, ENGLISH],
      { s2: 1 },
    );
    const plan = placing(['a', 's2/P/T/语文'], ['b', 's2/P/T/英语']);
    const audit = await auditPlan(county, parsePolicy({}), plan);
    const quota = audit.manual.violations.find(
      ({ ruleId, name }) => ruleId === 'Q07' && name === 'school-quota',
    );
    expect(quota).toMatchObject({
      measured: 1,
      limit: 0,
      people: [],
      places: [{ kind: 'school', id: 's2', people: [], candidates: ['a', 'b'] }],
    });
    expect(audit.people.filter(({ hard }) => hard.length > 0)).toEqual([]);
    expect(audit.repair!.changes).toHaveLength(1);
    expect(audit.repair!.changes[0]?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'shared-rule', name: 'school-quota', places: ['s2'] }),
    );
  });

  test('to step in at a post that must be filled, for somebody who may not have it', async () => {
    const uncertified = { ...CHINESE, id: 'u', certificates: [] };
    const county = round([{ schoolId: 's2', mustFill: 1 }], [CHINESE, uncertified]);
    const audit = await auditPlan(county, parsePolicy({}), placing(['u', 's2/P/T/语文']));
    const [a, u] = audit.repair!.changes;
    expect(a).toMatchObject({
      teacherId: 'a',
      to: 's2/P/T/语文',
      reasons: [{ kind: 'steps-in', rules: ['Q15'], people: ['u'] }],
    });
    expect(u).toMatchObject({
      teacherId: 'u',
      to: null,
      reasons: [{ kind: 'own-rule', rules: ['E04', 'L02', 'X16'], name: 'certificate' }],
    });
  });

  test('because the planner fixed her elsewhere, or she is no mover at all', async () => {
    const county = tinyCounty({
      schools: [
        { id: 's1', tier: 'U' },
        { id: 's2', tier: 'R' },
      ],
      groups: [{ schoolId: 's2' }, { schoolId: 's2', subject: '英语', openings: 2 }],
      teachers: [mover(CHINESE), { ...ENGLISH, id: 'settled' }],
    });
    const policy = parsePolicy({
      locks: { forced: [{ teacherId: 'a', postGroupId: 's2/P/T/语文' }] },
    });
    const audit = await auditPlan(county, policy, placing(['settled', 's2/P/T/英语']));
    expect(audit.repair!.changes).toMatchObject([
      { teacherId: 'a', to: 's2/P/T/语文', reasons: [{ kind: 'own-rule', rules: ['F04'] }] },
      { teacherId: 'settled', to: null, reasons: [{ kind: 'own-rule', rules: ['S05', 'X04'] }] },
    ]);
    expect(audit.repair).toMatchObject({ changed: 2, leastChanges: 2 });
  });
});

describe('the three columns', () => {
  const county = round(
    [{ schoolId: 's2' }, { schoolId: 's3', subject: '英语' }],
    [{ ...CHINESE, wishes: [{ schoolId: 's2', postGroupId: null }] }, ENGLISH],
  );
  const best = placing(['a', 's2/P/T/语文'], ['b', 's3/P/T/英语']);

  test('there is nothing to gain where the plan is the optimum', async () => {
    const audit = await auditPlan(county, parsePolicy({}), best);
    expect(audit).toMatchObject({
      violations: false,
      nothingToGain: true,
      manual: { legal: true, hardBroken: 0 },
      repair: { changed: 0, changes: [], shifts: [] },
      optimum: { changed: 0, shifts: [] },
      distance: { manualToRepair: null, manualToOptimum: null, repairToOptimum: null },
    });
  });

  test('a legal plan that leaves somebody out is behind in the first tier', async () => {
    const audit = await auditPlan(county, parsePolicy({}), best.slice(0, 1));
    expect(audit).toMatchObject({
      violations: false,
      nothingToGain: false,
      repair: { changed: 0 },
      distance: {
        manualToRepair: null,
        manualToOptimum: { at: 'coverage', behind: 1 },
        repairToOptimum: { at: 'coverage', behind: 1 },
      },
    });
    expect(audit.optimum!.shifts).toMatchObject([
      { teacherId: 'b', from: null, verdict: 'better' },
    ]);
  });

  test('the indicators are those of the county after each column', async () => {
    const audit = await auditPlan(county, parsePolicy({}), best.slice(0, 1));
    const staff = (of: Audit['before']) => of.find(({ indicator }) => indicator === 'staff')?.count;
    expect([audit.before, audit.manual.indicators, audit.optimum!.indicators].map(staff)).toEqual([
      2, 2, 2,
    ]);
  });

  test('without any legal allocation the plan is audited all the same', async () => {
    const short = round([{ schoolId: 's2', subject: '音乐', mustFill: 1 }], [CHINESE]);
    const audit = await auditPlan(short, parsePolicy({}), []);
    expect(audit).toMatchObject({ violations: true, repair: null, optimum: null });
    expect(audit.noAllocation?.termination).toBe('infeasible');
    expect(audit.noAllocation?.reasons[0]?.rules).toContain('Q15');
  });

  test('a cascade or a weighted sum is audited by the joint program, and says so', async () => {
    for (const raw of [{ flow: { mode: 'cascade' } }, { objective: { mode: 'one-shot' } }]) {
      const policy = parsePolicy(raw);
      const outcome = await propose(county, policy);
      if (outcome.kind !== 'proposal') throw new Error('no proposal');
      const audit = await auditPlan(county, policy, outcome.proposal.placements);
      expect(audit.note).toContain('联合');
      expect(audit.violations).toBe(false);
      expect(audit.distance.repairToOptimum?.behind ?? 1).toBeGreaterThan(0);
    }
  });

  test('the same plan in another order of rows gives the same audit', async () => {
    const plan = placing(['b', 's2/P/T/语文'], ['a', 's2/P/T/语文']);
    const [one, two] = await Promise.all(
      [plan, [...plan].reverse()].map((each) => auditPlan(county, parsePolicy({}), each)),
    );
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  });
});

test('in a rotation a plan lists moves, the own post is a stay', async () => {
  const county = tinyCounty({
    schools: [{ id: 's1' }, { id: 's2' }],
    groups: [
      { schoolId: 's1', posts: 1, openings: 0 },
      { schoolId: 's2', posts: 2, openings: 0 },
    ],
    teachers: [
      { id: 'v', schoolId: 's1', volunteer: true },
      { id: 'w', schoolId: 's2' },
    ],
  });
  const policy = parsePolicy({ round: 'rotation', rotation: { donorFloor: false } });
  const plan = placing(['v', 's1/P/T/语文'], ['w', 's1/P/T/语文']);
  const audit = await auditPlan(county, policy, plan);
  expect(audit.manual).toMatchObject({ moves: 1, standby: 0, legal: false });
  expect(audit.people).toContainEqual(
    expect.objectContaining({ teacherId: 'w', hard: expect.arrayContaining(['R01']) }),
  );
  expect(audit.repair!.changes).toMatchObject([
    { teacherId: 'w', from: 's1/P/T/语文', to: null, reasons: [{ kind: 'own-rule' }, {}] },
  ]);
});

test('a check that measures what went well shows how many people went wrong, as its words say', async () => {
  // Two came to a weak school; the third could have gone to another one.
  const county = tinyCounty({
    schools: [
      { id: 's1', tier: 'U' },
      { id: 's2', tier: 'R', weak: true },
      { id: 's3', tier: 'R' },
      { id: 's4', tier: 'R', weak: true },
    ],
    groups: [
      { schoolId: 's2', openings: 2 },
      { schoolId: 's3', openings: 1 },
      { schoolId: 's4', openings: 1 },
    ],
    teachers: ['a', 'b', 'c'].map((id) => mover({ id, schoolId: 's1' })),
  });
  const plan = placing(['a', 's2/P/T/语文'], ['b', 's2/P/T/语文'], ['c', 's3/P/T/语文']);
  const audit = await auditPlan(county, parsePolicy({}), plan);
  const measured = audit.manual.violations.map(({ ruleId, measured: m }) => [ruleId, m]);
  expect(measured).toContainEqual(['X07', 2]);
  const said = auditLines(county, audit, ({ zh }) => zh).join('\n');
  expect(said).toContain('X07  薄弱校岗位未补 [1]');
  const { sheets } = await readWorkbook({
    bytes: await auditWorkbook(county, audit),
    fileName: 'audit.xlsx',
  });
  const rows = sheets.find(({ name }) => name === '违反规则')?.rows ?? [];
  const weak = rows.find((row) => row[0] === '手工方案' && row[1] === 'X07');
  expect(weak?.slice(5, 7)).toEqual([1, null]);
});
