/** What the charts draw, by hand-made plans. */
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/domain/comparison.ts';
import type { PostGroup, School } from '../../src/domain/county.ts';
import type { Placement, Proposal } from '../../src/domain/proposal.ts';
import { balanceOf, measured } from '../../src/web/charts/balance-data.ts';
import { curvePoints, liveliestMetric } from '../../src/web/charts/curve-data.ts';
import { flowsBy } from '../../src/web/charts/flow-data.ts';
import { mapPicture } from '../../src/web/charts/map-data.ts';
import { shade, shortageOf, totalsOf } from '../../src/web/charts/shortage-data.ts';
import { violationLines } from '../../src/web/charts/violation-lines.ts';
import { sparkPoints } from '../../src/web/steps/solve/spark.ts';

const school = (id: string, districtId: string, east: number | null, quota = 10) =>
  ({
    id,
    districtId,
    position: east === null ? null : { east, north: east },
    parts: [{ quota }],
  }) as unknown as School;
const schools = [school('S1', 'D1', 0), school('S2', 'D2', 1000, 40), school('S3', 'D2', null)];
const byId = new Map(schools.map((each) => [each.id, each]));
const move = (fromSchoolId: string, schoolId: string) => ({ fromSchoolId, schoolId }) as Placement;

describe('flows', () => {
  const placements = [move('S1', 'S2'), move('S1', 'S3'), move('S2', 'S1')];
  const flows = [
    { from: 'R' as const, to: 'R' as const, count: 0 },
    { from: 'B' as const, to: 'U' as const, count: 2 },
  ];

  test('between districts by their schools, largest first', () => {
    expect(flowsBy('districts', { placements, flows }, { school: byId })).toEqual([
      { from: 'D1', to: 'D2', count: 2 },
      { from: 'D2', to: 'D1', count: 1 },
    ]);
  });

  test('between tiers as the proposal says, without empty ones', () => {
    expect(flowsBy('tiers', { placements, flows }, { school: byId })).toEqual([
      { from: 'B', to: 'U', count: 2 },
    ]);
  });
});

describe('map', () => {
  test('north is up, larger schools are larger dots, unknown places are left out', () => {
    const { schools: dots, height } = mapPicture(schools, []);
    expect(dots.map(({ id }) => id)).toEqual(['S1', 'S2']);
    const [south, north] = dots;
    expect(south?.y).toBeGreaterThan(north?.y as number);
    expect(north?.radius).toBeGreaterThan(south?.radius as number);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  test('one arc for all who go the same way; there and back bend apart', () => {
    const { arcs } = mapPicture(schools, [
      move('S1', 'S2'),
      move('S1', 'S2'),
      move('S2', 'S1'),
      move('S1', 'S3'),
      move('S1', 'S1'),
    ]);
    expect(arcs.map(({ from, to, count }) => [from, to, count])).toEqual([
      ['S1', 'S2', 2],
      ['S2', 'S1', 1],
    ]);
    const bend = (path: string | undefined) => path?.match(/Q([\d. ]+) /)?.[1];
    expect(bend(arcs[0]?.path)).not.toBe(bend(arcs[1]?.path));
  });

  test('a county without coordinates is an empty picture', () => {
    expect(mapPicture([school('S9', 'D1', null)], []).schools).toEqual([]);
  });
});

describe('shortage', () => {
  const group = (schoolId: string, subject: string | null, openings: number) =>
    ({
      id: `${schoolId}/P/T/${subject ?? '-'}`,
      schoolId,
      stage: 'P',
      subject,
      openings,
    }) as PostGroup;
  const postGroups = [
    group('S1', '音乐', 2),
    group('S2', '音乐', 1),
    group('S3', '音乐', 1),
    group('S2', '数学', 3),
    group('S2', null, 5),
    group('S1', '语文', 0),
  ];
  const unfilled = [
    { postGroupId: 'S1/P/T/音乐', count: 1 },
    { postGroupId: 'S3/P/T/音乐', count: 1 },
  ];
  const roster = { postGroups, school: byId };

  test('by district: subjects that stay short first, others with open posts after them', () => {
    const { subjects, places } = shortageOf({ unfilled }, roster, 'districts', '');
    expect(subjects).toEqual(['音乐', '数学']);
    expect(places).toEqual([
      { id: 'D1', cells: [{ openings: 2, unfilled: 1 }, null] },
      {
        id: 'D2',
        cells: [
          { openings: 2, unfilled: 1 },
          { openings: 3, unfilled: 0 },
        ],
      },
    ]);
  });

  test('by school, those that stay short first, and of a stage that nobody needs', () => {
    expect(shortageOf({ unfilled }, roster, 'schools', 'P').places.map(({ id }) => id)).toEqual([
      'S1',
      'S3',
      'S2',
    ]);
    expect(shortageOf({ unfilled }, roster, 'schools', 'H').places).toEqual([]);
  });

  test('totals stand at the edges', () => {
    const totals = totalsOf(shortageOf({ unfilled }, roster, 'districts', ''));
    expect(totals).toEqual({ places: [1, 1], subjects: [2, 0], largest: 1 });
    expect(totalsOf({ subjects: [], places: [] })).toEqual({
      places: [],
      subjects: [],
      largest: 0,
    });
  });

  test('shades: none, the least, the most', () => {
    expect([shade(0, 8), shade(1, 8), shade(4, 8), shade(5, 8), shade(8, 8)]).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(shade(0, 0)).toBe(0);
  });
});

describe('balance', () => {
  const part = (schoolId: string, value: number | null, met: boolean | null) => ({
    schoolId,
    stage: 'P',
    values: [{ indicator: 'arts', count: 1, value, met }],
  });
  const stage = { indicator: 'arts', stage: 'P', schools: 2, cv: 0.2 };
  const indicators = {
    before: { stages: [stage], parts: [part('S1', 1, true), part('S2', 0.5, false)] },
    after: {
      stages: [{ ...stage, cv: 0.1 }],
      parts: [part('S1', 0.9, true), part('S2', 1.2, true)],
    },
  } as unknown as Proposal['indicators'];

  test('sorted by the value after the plan, with what was before', () => {
    const balance = balanceOf(indicators, 'arts', 'P');
    expect(balance.bars).toEqual([
      { schoolId: 'S2', before: 0.5, after: 1.2, met: true },
      { schoolId: 'S1', before: 1, after: 0.9, met: true },
    ]);
    expect([balance.before?.cv, balance.after?.cv]).toEqual([0.2, 0.1]);
  });

  test('what is not measured has no bars', () => {
    expect(balanceOf(indicators, 'arts', 'J')).toEqual({ bars: [], before: null, after: null });
    expect(measured(indicators.after)).toEqual([{ indicator: 'arts', stage: 'P' }]);
  });
});

describe('curves', () => {
  const row = (key: string, placed: number, moved: number) => ({
    key,
    values: { placed, moved },
  });
  const comparison = {
    metrics: [{ id: 'placed' }, { id: 'moved' }],
    curves: [
      {
        points: [
          { at: '0', key: 'a' },
          { at: '5', key: 'base' },
          { at: '9', key: 'gone' },
        ],
      },
    ],
    baseline: row('base', 3, 1),
    rows: [row('a', 3, 2)],
  } as unknown as Comparison;

  test('points in the order of the values; a case without a plan has none', () => {
    expect(curvePoints(comparison, 'moved')).toEqual([
      { at: '0', value: 2 },
      { at: '5', value: 1 },
      { at: '9', value: null },
    ]);
  });

  test('the first curve that is not flat is drawn first', () => {
    const flatThird = {
      ...comparison,
      curves: [{ points: comparison.curves[0]?.points.slice(0, 2) }],
    };
    expect(liveliestMetric(flatThird as unknown as Comparison)).toBe('moved');
  });
});

test('a check that serves several rules is one line, broken rules first', () => {
  const violation = (ruleId: string, status: 'fail' | 'warn', name: string) =>
    ({ ruleId, name, status, text: name }) as never;
  expect(
    violationLines([
      violation('T01', 'warn', 'titles'),
      violation('Q16', 'fail', 'open'),
      violation('X05', 'fail', 'open'),
    ]).map(({ rules, status }) => [rules, status]),
  ).toEqual([
    [['Q16', 'X05'], 'fail'],
    [['T01'], 'warn'],
  ]);
});

describe('bound against incumbent', () => {
  test('only the last tier, larger is higher', () => {
    const { incumbent, bound } = sparkPoints(
      [
        { tier: 1, incumbent: 900, bound: 900 },
        { tier: 2, incumbent: 0, bound: 10 },
        { tier: 2, incumbent: 10, bound: null },
      ],
      100,
      100,
    );
    expect(incumbent).toBe('0.0,90.0 100.0,10.0');
    expect(bound).toBe('0.0,10.0');
  });

  test('nothing seen: nothing drawn', () => {
    expect(sparkPoints([], 100, 100)).toEqual({ incumbent: '', bound: '' });
  });
});
