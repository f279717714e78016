/** The reports of comparisons and studies: curves show the figures they are given, tables have a row for each line. */
import { describe, expect, test } from 'vitest';
import type { Comparison, ComparisonRow } from '../../src/domain/comparison.ts';
import type { StudyResult } from '../../src/domain/studies.ts';
import { curveSvg } from '../../src/reports/curve-svg.ts';
import { comparisonFiles } from '../../src/reports/scenario-report.ts';
import { studySheets } from '../../src/reports/study-report.ts';

const heights = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);

describe('a curve', () => {
  const chart = (values: (number | null)[], reference: number | null = null) =>
    curveSvg({
      title: 'a < b & "c"',
      axis: 'x',
      points: values.map((_, k) => String(k)),
      panels: [{ title: 'y', values, reference }],
    });
  test('greater values stand higher, equal steps are equally far apart', () => {
    const [a, b, c] = heights(chart([0, 10, 20])) as [number, number][];
    expect(a![1]).toBeGreaterThan(b![1]!);
    expect(a![1]! - b![1]!).toBeCloseTo(b![1]! - c![1]!, 0);
    expect(b![0]! - a![0]!).toBeCloseTo(c![0]! - b![0]!, 0);
  });
  test('points stand where their numbers are, words equally far apart', () => {
    const across = (points: string[]) =>
      heights(
        curveSvg({
          ...{ title: '', axis: '', points },
          panels: [{ title: '', values: points.map(() => 1), reference: null }],
        }),
      ).map(([x]) => x as number);
    const share = ([a = 0, b = 0, c = 0]: number[]) => (b - a) / (c - a);
    expect(share(across(['10', '40', '110']))).toBeCloseTo(0.3, 2);
    expect(share(across(['110', '40', '10']))).toBeCloseTo(0.7, 2);
    expect(share(across(['a', 'null', 'b']))).toBeCloseTo(0.5, 2);
  });
  test('a gap breaks the line; all values the same, one value, none: still a picture', () => {
    expect(chart([1, 2, null, 3, 4]).match(/<polyline/g)).toHaveLength(2);
    expect(chart([1, 2, 3, 4]).match(/<polyline/g)).toHaveLength(1);
    for (const values of [[7, 7, 7], [-3], [null, null], [0, 1e9], [0.0001, 0.0002]]) {
      expect(chart(values)).not.toMatch(/NaN|Infinity/);
    }
  });
  test('words are escaped, the reference is dashed, the same figures give the same bytes', () => {
    const svg = chart([1, 2], 5);
    expect(svg).toContain('a &lt; b &amp; &quot;c&quot;');
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
    expect(chart([1, 2], 5)).toBe(svg);
  });
});

const row = (name: string, key: string, standby: number): ComparisonRow => ({
  ...{ name, key, scenario: '甲', setting: {}, status: 'optimal', message: null, broken: [] },
  ...{ values: { standby }, change: { standby: standby - 3 }, verdict: { standby: 'equal' } },
  ...{ order: null, changed: [], personsBetter: 0, personsWorse: 0 },
});

test('files of a comparison: a curve only where something moves', async () => {
  const comparison: Comparison = {
    ...{ format: 'tiaopei-comparison/1', county: { name: '', hash: '' }, policy: { hash: '' } },
    ...{ complete: true, tolerance: {}, repetition: null },
    timings: { wallMs: 0, caseMs: 0, reused: 0 },
    metrics: [{ id: 'standby', zh: '待岗人数', en: 'standby', sense: 'min' }],
    baseline: { ...row('基准', 'b', 3), scenario: '' },
    rows: [row('1', 'a', 3), row('2', 'c', 5), row('3', 'd', 3)],
    curves: [
      { scenario: '甲', parameter: 'x', points: ['a', 'd'].map((key) => ({ at: key, key })) },
      { scenario: '甲', parameter: 'y', points: ['a', 'c', 'd'].map((key) => ({ at: key, key })) },
    ],
  };
  const files = await comparisonFiles(comparison);
  expect(files.map(({ name }) => name)).toEqual([
    'comparison.json',
    'comparison.xlsx',
    'curve-2.svg',
  ]);
  const text = new TextDecoder().decode(files[0]!.bytes);
  expect(JSON.parse(text)).toEqual(comparison);
});

test('a refusal study is summed up by least, mean and most', () => {
  const repair = (placed: number, fromReserve: number) => ({
    reserve: { placed, fromReserve, moved: 0, proven: true },
    chain: 'none' as const,
    refused: [],
  });
  const study: StudyResult = {
    ...{ kind: 'refusals', percent: 5, seed: 1, placed: 10 },
    draws: [repair(8, 0), repair(10, 2), repair(9, 2)],
  };
  const [sheet] = studySheets(study, ({ en }) => en);
  expect(sheet?.rows.slice(0, 2).map((cells) => cells.slice(2))).toEqual([
    [80, 90, 100],
    [0, 1.33, 2],
  ]);
  expect(sheet?.rows.at(-1)).toEqual([
    'others may move',
    'none within the limit (draws)',
    null,
    3,
    null,
  ]);
});

test('a limit is not told as an infeasible plan', () => {
  const points = (['infeasible', 'none'] as const).map((missing, most) => ({
    ...{ most, missing, point: null },
  }));
  const curve: StudyResult = { kind: 'moves', tier: 'balance', sense: 'max', points };
  expect(studySheets(curve, ({ zh }) => zh)[0]?.rows.map((cells) => cells[2])).toEqual([
    '无合法方案',
    '限时内未找到',
  ]);
  const price = {
    kind: 'cap',
    id: 'x',
    rules: [],
    label: { zh: '', en: '' },
    dual: null,
    tier: null,
  } as const;
  const prices: StudyResult = {
    ...{
      kind: 'prices',
      base: {},
      worthless: { byProof: 0, bySolve: 0 },
      capsAsked: true,
      idleRules: [],
    },
    prices: [
      { ...price, change: null, proven: true },
      { ...price, change: null, proven: false },
      { ...price, change: {}, proven: false },
    ],
  };
  expect(studySheets(prices, ({ zh }) => zh)[0]?.rows.map((cells) => cells[3])).toEqual([
    '无合法方案',
    '限时内未找到',
    '未见变化',
  ]);
});
