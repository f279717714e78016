/** Scenario files, data patches, cases, the workbench and the comparison: claims on hand-made and random tiny counties. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countyHash } from '../../src/domain/canonical.ts';
import type { CaseResult } from '../../src/domain/comparison.ts';
import { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { DEFAULT_POLICY, ObjectiveTierId, parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { propose } from '../../src/planning/index.ts';
import { signTest } from '../../src/planning/scenarios/chance.ts';
import {
  baselineCase,
  caseKey,
  casesOf,
  checkTolerances,
  compared,
  metricsOf,
  parseScenarios,
  patchCounty,
  type Tried,
  Workbench,
} from '../../src/planning/scenarios/index.ts';
import { sweepValues } from '../../src/planning/scenarios/values.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

function issues(act: () => unknown): string[] {
  try {
    act();
  } catch (fault) {
    if (fault instanceof InputError) {
      return fault.issues.map(({ code, message }) => `${code}: ${message}`);
    }
    throw fault;
  }
  return [];
}

describe('values of a sweep', () => {
  test.each([
    ['0..10 step 5', [0, 5, 10]],
    ['0..4 step 3', [0, 3]],
    [' 2 .. 4 ', [2, 3, 4]],
    ['3..1 step -1', [3, 2, 1]],
    ['-2..-2', [-2]],
  ])('%s', (text, values) => {
    expect(sweepValues(text, 'x')).toEqual(values);
  });
  test.each([
    ['3..1', 'scenario-empty-sweep'],
    ['0..4 step 0', 'scenario-step-zero'],
    ['0..4 by 1', 'scenario-range'],
    ['0..1e3', 'scenario-range'],
    ['0..9999', 'scenario-too-many'],
  ])('%s is refused', (text, code) => {
    expect(sweepValues(text, 'x')).toMatchObject({ code });
  });
  test('a list is taken as it is, an empty one is refused', () => {
    expect(sweepValues(['strict', null], 'x')).toEqual(['strict', null]);
    expect(sweepValues([], 'x')).toMatchObject({ code: 'scenario-empty-sweep' });
  });
});

describe('a scenario file says what is wrong with it', () => {
  test.each<[string, unknown, RegExp]>([
    ['an unknown key', { name: 'a', polcy: {} }, /scenario-unknown-key.*polcy.*「policy」/],
    ['a swept key', { name: 'a', sweep: { 'titleTilt.pc': '0..1' } }, /「titleTilt\.pct」/],
    ['a patch that is not there', { name: 'a', sweep: { 'data.0.by': '0..1' } }, /unknown-key/],
    [
      'a key of a patch',
      { name: 'a', data: [{ kind: 'quota-percent', by: 1, teir: 'R' }] },
      /「tier」/,
    ],
    ['a kind of patch', { name: 'a', data: [{ kind: 'opening' }] }, /scenario-out-of-range.*data/],
    ['no name', { policy: {} }, /name/],
    ['an empty sweep', { name: 'a', grid: { 'pool.size': [] } }, /scenario-empty-sweep/],
    [
      'a key dotted and nested',
      { name: 'a', policy: { 'flow.skip': 'strict', flow: { skip: 'fallback' } } },
      /scenario-key-twice.*flow\.skip/,
    ],
    [
      'a grid without end',
      { name: 'a', grid: { 'pool.size': '0..500', 'titleTilt.pct': '0..100' } },
      /scenario-too-many.*50601/,
    ],
    ['no object', 7, /scenario-not-an-object/],
    ['an empty list', [], /scenario-none/],
  ])('%s', (_, raw, expected) => {
    const found = issues(() => parseScenarios(raw, 'f.json'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
    expect(found[0]).toContain('f.json');
  });
  test('a policy key names the case and the nearest key', () => {
    const scenarios = parseScenarios({ name: '甲', policy: { 'flow.skipp': 'strict' } }, 'f');
    expect(issues(() => casesOf(scenarios, DEFAULT_POLICY))).toEqual([
      expect.stringMatching(/policy-unknown-key: 「甲」.*flow\.skip/),
    ]);
  });
  test('a tolerance of what is not measured names the nearest metric', () => {
    const metrics = [{ id: 'tier:fit' }, { id: 'standby' }];
    const read = (id: string) => parseScenarios({ name: '甲', tolerance: { [id]: 5 } }, 'f');
    expect(issues(() => checkTolerances(read('tier:fits'), metrics))).toEqual([
      expect.stringMatching(/unknown-key.*甲.*tier:fits.*「tier:fit」/),
    ]);
    expect(issues(() => checkTolerances(read('tier:fit'), metrics))).toEqual([]);
  });
  test('the same name twice, also with other cases', () => {
    const sweeps = ['pool.size', 'titleTilt.pct'].map((key) => ({
      ...{ name: '甲', sweep: { [key]: [1] } },
    }));
    expect(issues(() => casesOf(parseScenarios(sweeps, 'f'), DEFAULT_POLICY))[0]).toMatch(
      /scenario-twice/,
    );

    const scenarios = parseScenarios([{ name: '甲' }, { name: '甲' }], 'f');
    expect(issues(() => casesOf(scenarios, DEFAULT_POLICY))[0]).toMatch(/scenario-twice/);
  });
});

describe('cases', () => {
  const raw = {
    name: '甲',
    policy: { 'flow.skip': 'strict', ruralTilt: { rural: 60 } },
    data: [{ kind: 'quota-percent', by: 1 }],
    sweep: { 'titleTilt.pct': '0..2', 'data.0.by': [3] },
    grid: { 'pool.size': [0, 5], titleCaps: ['soft', 'hard'] },
  };
  const base = parsePolicy({ 'ruralTilt.weak': 7 });
  const cases = casesOf(parseScenarios(raw, 'f'), base);

  test('each sweep alone, then every combination of the grid', () => {
    expect(cases.map(({ name }) => name)).toEqual([
      '甲 [titleTilt.pct=0]',
      '甲 [titleTilt.pct=1]',
      '甲 [titleTilt.pct=2]',
      '甲 [data.0.by=3]',
      '甲 [pool.size=0, titleCaps=soft]',
      '甲 [pool.size=0, titleCaps=hard]',
      '甲 [pool.size=5, titleCaps=soft]',
      '甲 [pool.size=5, titleCaps=hard]',
    ]);
    expect(cases.map(({ data }) => (data[0] as { by: number }).by)).toEqual([
      1, 1, 1, 3, 1, 1, 1, 1,
    ]);
  });
  test('the base policy with only the named keys changed', () => {
    const { policy } = cases[2]!;
    expect(policy).toEqual(
      parsePolicy({
        'flow.skip': 'strict',
        'ruralTilt.rural': 60,
        'ruralTilt.weak': 7,
        'titleTilt.pct': 2,
      }),
    );
  });
  test('keys differ exactly where something that counts differs', () => {
    const keys = [...cases, baselineCase(base)].map((each) => caseKey('h', base, each));
    // pool.size=0, titleCaps=soft is the scenario as it stands, but a case of the sweep is not.
    expect(new Set(keys).size).toBe(keys.length);
    expect(caseKey('h2', base, cases[0]!)).not.toBe(keys[0]);
    expect(caseKey('h', base, { ...cases[0]!, name: 'other' })).toBe(keys[0]);
  });
});

describe('data patches', () => {
  const county = tinyCounty({
    schools: [
      { id: 's1', tier: 'U', quota: 10 },
      { id: 's2', tier: 'R', quota: 7, name: '河口小学' },
      { id: 's3', tier: 'R', quota: 7 },
      { id: 's4', tier: 'R', quota: 7, name: '河口小学' },
    ],
    groups: [{ schoolId: 's2', subject: '音乐', openings: 2, mustFill: 2 }],
  });
  const quotas = (patched: County) => patched.schools.map(({ parts }) => parts[0]?.quota);

  test('posts are added open, and taken away with what must be filled', () => {
    const patch = { kind: 'openings', school: 's2', stage: 'P', category: 'T', subject: '音乐' };
    const [more] = patchCounty(county, [{ ...patch, by: 3 } as never]).postGroups;
    expect(more).toMatchObject({ openings: 5, posts: 5, mustFill: 2 });
    const [fewer] = patchCounty(county, [{ ...patch, by: -1 } as never]).postGroups;
    expect(fewer).toMatchObject({ openings: 1, posts: 1, mustFill: 1 });
    expect(issues(() => patchCounty(county, [{ ...patch, by: -3 } as never]))[0]).toMatch(/小于 0/);
  });
  test('a new post group stands in its place, and the county is valid and canonical', () => {
    const patched = patchCounty(county, [
      { kind: 'openings', school: 's1', stage: 'P', category: 'T', subject: '音乐', by: 2 },
    ]);
    expect(patched.postGroups.map(({ id }) => id)).toEqual(['s1/P/T/音乐', 's2/P/T/音乐']);
    expect(County.parse(patched)).toEqual(patched);
  });
  test('a percentage changes the sum by exactly its rounded share', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 300 }), (by) => {
        const patched = quotas(patchCounty(county, [{ kind: 'quota-percent', tier: 'R', by }]));
        expect(patched[0]).toBe(10);
        const sum = patched.slice(1).reduce((a, b) => a! + b!, 0);
        expect(sum).toBe(Math.floor((2 * 21 * (100 + by) + 100) / 200));
      }),
      { seed: 7 },
    );
  });
  test('what is not there is named', () => {
    const quota = { kind: 'quota', stage: 'P', by: 1 } as const;
    expect(issues(() => patchCounty(county, [{ ...quota, school: 'x' }]))[0]).toMatch(/「x」/);
    expect(issues(() => patchCounty(county, [{ ...quota, school: '河口小学' }]))[0]).toMatch(
      /2 所/,
    );
    expect(issues(() => patchCounty(county, [{ ...quota, school: 's1', stage: 'J' }]))[0]).toMatch(
      /初中/,
    );
    expect(quotas(patchCounty(county, [{ ...quota, school: 's1' }]))).toEqual([11, 7, 7, 7]);
  });
});

/** A result without its clock. */
const still = ({ ms: _, ...rest }: CaseResult) => rest;
const task = (policy: typeof DEFAULT_POLICY, data: never[] = []) => ({ key: 'k', policy, data });

/** Policies of every mode: only the first kind is solved warm. */
const anyMode = fc
  .tuple(
    placementPolicy,
    fc.constantFrom({}, {}, { 'objective.mode': 'one-shot' }, { 'flow.mode': 'cascade' }),
  )
  .map(([raw, mode]): Record<string, unknown> => ({ ...raw, ...mode }));

describe('the workbench', () => {
  test('gives after any other case what a fresh solve gives', { timeout: 120_000 }, async () => {
    let warm = 0;
    await fc.assert(
      fc.asyncProperty(
        placementCounty,
        fc.array(anyMode, { minLength: 2, maxLength: 4 }),
        async (county, raws) => {
          const bench = new Workbench(county, DEFAULT_POLICY);
          for (const raw of raws) {
            const policy = parsePolicy(raw);
            const result = await bench.run(task(policy));
            const outcome = await propose(county, policy);
            if (outcome.kind !== 'proposal') {
              expect(result).toMatchObject({ status: 'infeasible', placements: [] });
              continue;
            }
            const { placements, objective, status } = outcome.proposal;
            expect(result.status).toBe(status);
            expect(
              result.placements.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]),
            ).toEqual(placements.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]));
            expect(result.tiers).toEqual(
              objective.tiers.map(({ id, value, bound }) => ({ id, value, bound })),
            );
            warm++;
          }
        },
      ),
      { numRuns: 120, seed: 7 },
    );
    expect(warm).toBeGreaterThan(200);
  });

  test('gives the same in any order of the cases', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        rotationCounty,
        fc.shuffledSubarray([0, 5, 15, 50, 100], { minLength: 5 }),
        async (county, order) => {
          const policyOf = (duePct: number) =>
            parsePolicy({ round: 'rotation', rotation: { duePct } });
          const run = async (list: readonly number[]) => {
            const bench = new Workbench(county, policyOf(15));
            const results = new Map<number, unknown>();
            for (const pct of list) results.set(pct, still(await bench.run(task(policyOf(pct)))));
            return [0, 5, 15, 50, 100].map((pct) => results.get(pct));
          };
          expect(await run(order)).toEqual(await run([0, 5, 15, 50, 100]));
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  test('a case that cannot be solved is a result, and the next one is solved', async () => {
    const county = tinyCounty({
      schools: [
        { id: 's1', tier: 'U' },
        { id: 's2', tier: 'R' },
      ],
      groups: [{ schoolId: 's2', openings: 1 }],
      teachers: [mover({ id: 't1', schoolId: 's1' })],
    });
    const bench = new Workbench(county, DEFAULT_POLICY);
    const locked = parsePolicy({
      locks: { forced: [{ teacherId: 'nobody', postGroupId: 's2/P/T/语文' }] },
    });
    const failed = await bench.run(task(locked));
    expect(failed).toMatchObject({ status: 'failed', message: expect.stringMatching(/nobody/) });
    expect(await bench.run(task(DEFAULT_POLICY))).toMatchObject({ status: 'optimal' });
  });
});

describe('the comparison', () => {
  // Two movers, one post; the district's other school may take one from the bureau school by fallback only.
  const county = tinyCounty({
    schools: [
      { id: 'b', tier: 'B' },
      { id: 'r', tier: 'R', position: { east: 20_000, north: 0 } },
    ],
    groups: [{ schoolId: 'r', openings: 2, posts: 2 }],
    teachers: [mover({ id: 't1', schoolId: 'b' }), mover({ id: 't2', schoolId: 'b' })],
  });
  const base = DEFAULT_POLICY;
  const scenarios = parseScenarios(
    [
      { name: '严格', policy: { 'flow.skip': 'strict' }, tolerance: { 'mean-km': 1 } },
      {
        name: '少一岗',
        data: [{ kind: 'openings', school: 'r', stage: 'P', subject: '语文', by: 0 }],
        sweep: { 'data.0.by': '-1..0' },
      },
      { name: '放开', policy: { 'flow.arcs': ['BU', 'UR', 'RR', 'BR'] } },
    ],
    'f',
  );
  const trying = async (): Promise<Tried[]> => {
    const bench = new Workbench(county, base);
    const tried: Tried[] = [];
    for (const each of [baselineCase(base), ...casesOf(scenarios, base)]) {
      const key = caseKey(countyHash(county), base, each);
      tried.push({ case: each, key, result: await bench.run({ ...each, key }) });
    }
    return tried;
  };
  const compare = (tried: readonly Tried[]) =>
    compared({
      county: { name: 'tiny', hash: countyHash(county) },
      policy: base,
      scenarios,
      metrics: metricsOf(county, base),
      baseline: tried[0]!,
      tried: tried.slice(1),
      generated: null,
    });

  test('changes, verdicts, the deciding tier and the people concerned', async () => {
    const { rows, curves, complete } = compare(await trying());
    const [strict, fewer, same, free] = rows;
    expect(complete).toBe(true);
    expect(strict).toMatchObject({
      change: { standby: 2, 'tier:coverage': -2, 'tier:soft-rules': -10 },
      verdict: { standby: 'worse', 'tier:soft-rules': 'better', 'tier:coverage': 'worse' },
      order: { verdict: 'worse', tier: 'coverage' },
      personsBetter: 0,
      personsWorse: 2,
    });
    expect(strict?.changed.map(({ teacherId, to }) => [teacherId, to])).toEqual([
      ['t1', null],
      ['t2', null],
    ]);
    expect(fewer?.changed).toHaveLength(1);
    expect(same).toMatchObject({ changed: [], order: { verdict: 'equal', tier: null } });
    // Measured by the base policy, the waived rule still has its price.
    expect(free?.change['tier:soft-rules']).toBe(0);
    expect(curves).toEqual([
      {
        scenario: '少一岗',
        parameter: 'data.0.by',
        points: [
          { at: '-1', key: fewer?.key },
          { at: '0', key: same?.key },
        ],
      },
    ]);
  });
  test('cases that were not run are said to be so', async () => {
    const tried = (await trying()).map((each, k) => (k === 1 ? { ...each, result: null } : each));
    const { complete, rows } = compare(tried);
    expect(complete).toBe(false);
    expect(rows.map(({ status }) => status)).toEqual(['not-run', 'optimal', 'optimal', 'optimal']);
  });
  test('a change within the tolerance counts as equal', async () => {
    const tried = await trying();
    const moved = tried.map((each, k) =>
      k === 1 ? { ...each, result: { ...tried[0]!.result!, values: { 'mean-km': 26.9 } } } : each,
    );
    expect(compare(moved).rows[0]).toMatchObject({
      change: { 'mean-km': 0.9 },
      verdict: { 'mean-km': 'equal' },
    });
    // It is the tolerance of that scenario, not of the others.
    const other = tried.map((each, k) =>
      k === 4 ? { ...each, result: { ...tried[0]!.result!, values: { 'mean-km': 26.9 } } } : each,
    );
    expect(compare(other).rows[3]).toMatchObject({ verdict: { 'mean-km': 'worse' } });
  });
});

test('metrics of tiers have the sense that the program gives them', () => {
  const county = tinyCounty({ schools: [{ id: 's1' }], groups: [{ schoolId: 's1' }] });
  for (const round of ['placement', 'rotation']) {
    const policy = parsePolicy({ round, 'objective.order': ObjectiveTierId.options });
    const senses = new Map(metricsOf(county, policy).map(({ id, sense }) => [id, sense]));
    for (const { id, objective } of formulate(county, policy).tiers) {
      expect([id, senses.get(`tier:${id}`)]).toEqual([id, objective.sense]);
    }
  }
});

test('over several counties: how often better and worse, and by how much', async () => {
  const result = (standby: number): CaseResult => ({
    ...{ key: 'k', status: 'optimal', message: null, placements: [], standby: [], broken: [] },
    ...{ tiers: [], ms: 0, values: { standby, placed: 100 - standby } },
  });
  const one = casesOf(
    parseScenarios({ name: '甲', tolerance: { standby: 1 } }, 'f'),
    DEFAULT_POLICY,
  );
  const tried = (standby: number): Tried => ({ case: one[0]!, key: 'k', result: result(standby) });
  const { repetition } = compared({
    county: { name: 'tiny', hash: '' },
    policy: DEFAULT_POLICY,
    scenarios: parseScenarios(
      [
        { name: '甲', tolerance: { standby: 1 } },
        { name: '乙', tolerance: { standby: 9, placed: 9 } },
      ],
      'f',
    ),
    metrics: [
      { id: 'standby', zh: '待岗人数', en: 'standby', sense: 'min' },
      { id: 'placed', zh: '安排人数', en: 'placed', sense: null },
    ],
    baseline: { ...tried(9), case: baselineCase(DEFAULT_POLICY) },
    tried: [tried(9)],
    generated: {
      scale: 'round',
      seeds: [1, 2, 3, 4, 5, 6],
      counties: [5, 4, 3, 9, 12, 2].map((standby) => ({
        baseline: result(9),
        tried: [tried(standby)],
      })),
    },
  });
  expect(repetition?.results).toEqual([
    {
      name: '甲',
      metric: 'standby',
      changes: [-4, -5, -6, 0, 3, -7],
      up: 1,
      down: 4,
      better: 4,
      worse: 1,
      equal: 1,
      mean: -3.1667,
      // (C(5,0) + C(5,1)) / 2⁴
      p: 0.375,
    },
    // More placed is neither better nor worse; the tolerance is of the other metric.
    {
      ...{ name: '甲', metric: 'placed', changes: [4, 5, 6, 0, -3, 7] },
      ...{ up: 4, down: 1, better: null, worse: null, equal: 1, mean: 3.1667, p: 0.375 },
    },
  ]);
});

test('the sign test is the count of splits as uneven', () => {
  for (let n = 1; n <= 10; n++) {
    for (let up = 0; up <= n; up++) {
      let count = 0;
      for (let code = 0; code < 2 ** n; code++) {
        const ones = code.toString(2).split('1').length - 1;
        if (Math.abs(2 * ones - n) >= Math.abs(2 * up - n)) count++;
      }
      expect(signTest(up, n - up)).toBeCloseTo(count / 2 ** n, 12);
    }
  }
  expect(signTest(0, 0)).toBeNull();
});
