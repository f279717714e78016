/** Every row family kept and broken on the integer result. */
import { describe, expect, it } from 'vitest';
import {
  mover,
  type TinyCounty,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from '../support/tiny-county.ts';
import { check, type Places, ruleCheck, statusOf, tier } from './allocation.ts';

/** Movers m1 … mk of the street school `home`. */
const movers = (k: number, teacher: Partial<TinyTeacher> = {}) =>
  Array.from({ length: k }, (_, n) => mover({ id: `m${n + 1}`, schoolId: 'home', ...teacher }));
const settled = (k: number, schoolId: string, teacher: Partial<TinyTeacher> = {}) =>
  Array.from({ length: k }, (_, n) => ({ id: `${schoolId}-${n + 1}`, schoolId, ...teacher }));
const home: TinySchool = { id: 'home' };
const rural = (id: string, school: Partial<TinySchool> = {}): TinySchool => ({
  id,
  tier: 'R',
  ...school,
});

function run(
  county: TinyCounty,
  places: Places,
  options: { policy?: Record<string, unknown>; standby?: string[] } = {},
) {
  return check(tinyCounty(county), places, options);
}
/** The rules of a family on one outcome. */
function all(v: ReturnType<typeof check>, name: string, rules: string[], status: string) {
  for (const rule of rules) expect([rule, statusOf(v, rule, name)]).toEqual([rule, status]);
  if (status === 'fail') expect(v.findings.join()).toContain(`(${name})`);
  else expect(v.findings).toEqual([]);
}

describe('teacher', () => {
  const county = {
    schools: [home, rural('r')],
    groups: [{ schoolId: 'r', openings: 2 }],
    teachers: movers(2),
  };
  it('everybody once, the rest on standby', () => {
    all(run(county, { m1: 'r/P/T/语文' }, { standby: ['m2'] }), 'teacher', ['S05', 'X04'], 'pass');
  });
  it('nobody may be missing', () => {
    const v = run(county, { m1: 'r/P/T/语文' });
    expect(ruleCheck(v, 'S05', 'teacher').offenders).toEqual(['m2']);
    expect(v.findings.join()).toContain('m2 is a mover but neither placed nor on standby');
  });
});

describe('post-openings', () => {
  const county = (mustFill: number) => ({
    schools: [home, rural('r')],
    groups: [{ schoolId: 'r', openings: 1, mustFill }],
    teachers: movers(2),
  });
  it('no more than the openings', () => {
    const v = run(county(0), { m1: 'r/P/T/语文', m2: 'r/P/T/语文' });
    all(v, 'post-openings', ['N03', 'Q24', 'X06'], 'fail');
    expect(ruleCheck(v, 'N03', 'post-openings')).toMatchObject({
      measured: 1,
      offenders: ['r/P/T/语文'],
    });
  });
  it('at least what must be filled', () => {
    all(run(county(1), {}, { standby: ['m1', 'm2'] }), 'post-openings', ['Q15'], 'fail');
    const v = run(county(1), { m1: 'r/P/T/语文' }, { standby: ['m2'] });
    all(v, 'post-openings', ['N03', 'Q15', 'Q24', 'X06'], 'pass');
  });
});

describe('non-teaching', () => {
  const county = (quota: number, more: TinyTeacher[] = []): TinyCounty => ({
    schools: [home, rural('r', { quota })],
    groups: [{ schoolId: 'r', category: 'A', openings: 3 }],
    teachers: [...movers(1, { category: 'A' }), ...more],
  });
  const place = { m1: 'r/P/A/-' };
  it('9 % of the quota, rounded down', () => {
    all(run(county(12), place), 'non-teaching', ['N01'], 'pass');
    all(run(county(11), place), 'non-teaching', ['N01'], 'fail');
    all(run(county(23), place), 'non-teaching', ['N01'], 'pass');
  });
  it('counts those who are there, and warns where they are too many already', () => {
    const there = settled(1, 'r', { category: 'W' });
    all(run(county(12, there), place), 'non-teaching', ['N01'], 'fail');
    const v = run(county(11, there), {}, { standby: ['m1'] });
    all(v, 'non-teaching', ['N01'], 'warn');
  });
  it('may take the staff as its base', () => {
    const policy = { nonTeaching: { base: 'staff' } };
    all(run(county(23, settled(11, 'r')), place, { policy }), 'non-teaching', ['N01'], 'fail');
    all(run(county(23, settled(12, 'r')), place, { policy }), 'non-teaching', ['N01'], 'pass');
  });
});

it('key-school-cap', () => {
  const county = {
    schools: [home, rural('r', { keySchool: true })],
    groups: [{ schoolId: 'r', openings: 2 }],
    teachers: movers(2),
  };
  const both = { m1: 'r/P/T/语文', m2: 'r/P/T/语文' };
  all(run(county, both), 'key-school-cap', ['X14'], 'pass');
  const v = run(county, both, { policy: { keySchool: { cap: 1 } } });
  all(v, 'key-school-cap', ['X14'], 'fail');
  expect(ruleCheck(v, 'X14', 'key-school-cap')).toMatchObject({
    measured: 2,
    limit: 1,
    offenders: ['r'],
  });
});

describe('quota chain', () => {
  /** Two rural schools of one district; `a` has room for one. */
  const county = (quotaB: number, settledB: number): TinyCounty => ({
    schools: [
      home,
      rural('a', { districtId: 'D', quota: 1 }),
      rural('b', { districtId: 'D', quota: quotaB }),
    ],
    groups: [{ schoolId: 'a', openings: 2 }],
    teachers: [...movers(2), ...settled(settledB, 'b')],
  });
  const one = { m1: 'a/P/T/语文' };
  const two = { ...one, m2: 'a/P/T/语文' };
  it('school: arrivals within the headroom', () => {
    all(
      run(county(5, 0), one, { standby: ['m2'] }),
      'school-quota',
      ['Q07', 'Q09', 'Q16', 'X05'],
      'pass',
    );
    const v = run(county(5, 0), two);
    all(v, 'school-quota', ['Q07', 'Q09', 'Q16', 'X05'], 'fail');
    expect(ruleCheck(v, 'Q07', 'school-quota')).toMatchObject({ measured: 1, offenders: ['a'] });
  });
  it('pool: lends what is missing, up to its size', () => {
    const policy = { pool: { size: 1 } };
    const v = run(county(5, 0), two, { policy });
    all(v, 'turnover-pool', ['Q03'], 'pass');
    expect(ruleCheck(v, 'Q03', 'turnover-pool')).toMatchObject({ measured: 1, limit: 1 });
    all(v, 'school-quota', ['Q07'], 'pass');
    const three = {
      ...county(5, 0),
      teachers: movers(3),
      groups: [{ schoolId: 'a', openings: 3 }],
    };
    const over = run(three, { ...two, m3: 'a/P/T/语文' }, { policy });
    expect(ruleCheck(over, 'Q03', 'turnover-pool')).toMatchObject({
      status: 'fail',
      measured: 2,
      limit: 1,
    });
  });
  it('district: a full sister school leaves no room; the pool may', () => {
    // D: quota 1 + 1, people 0 + 2: nothing left although `a` has headroom 1.
    const v = run(county(1, 2), one, { standby: ['m2'] });
    all(v, 'district-quota', ['Q09', 'Q20', 'W02'], 'fail');
    expect(ruleCheck(v, 'Q20', 'district-quota')).toMatchObject({ measured: 1, offenders: ['D'] });
    const lent = run(county(1, 2), one, { standby: ['m2'], policy: { pool: { size: 1 } } });
    all(lent, 'district-quota', ['Q09', 'Q20', 'W02'], 'pass');
    expect(ruleCheck(lent, 'Q03', 'turnover-pool')).toMatchObject({ measured: 1, limit: 1 });
  });
  it('school and district may both need the pool: the least lending is the sum', () => {
    // `a` has room for one, D for none: two arrivals need one loan by the school and one more by the district.
    const short = run(county(1, 2), two, { policy: { pool: { size: 1 } } });
    expect(ruleCheck(short, 'Q03', 'turnover-pool')).toMatchObject({
      status: 'fail',
      measured: 2,
      limit: 1,
    });
    const enough = run(county(1, 2), two, { policy: { pool: { size: 2 } } });
    expect(ruleCheck(enough, 'Q03', 'turnover-pool')).toMatchObject({
      status: 'pass',
      measured: 2,
    });
    all(enough, 'district-quota', ['Q20'], 'pass');
  });
  it('ledger: people elsewhere use the quota up', () => {
    const full = { ...home, quota: 0 };
    const crowded = { ...county(5, 0), schools: [full, rural('a', { quota: 1 })] };
    const v = run({ ...crowded, teachers: [...movers(1), ...settled(1, 'home')] }, one);
    expect(ruleCheck(v, 'Q09', 'ledger-quota')).toMatchObject({
      status: 'fail',
      measured: 1,
      limit: 0,
    });
    const roomy = run({ ...crowded, teachers: movers(1) }, one);
    expect(ruleCheck(roomy, 'Q09', 'ledger-quota')).toMatchObject({ status: 'pass', limit: 1 });
  });
  it('the two ledgers are apart', () => {
    const nursery = (id: string, school: Partial<TinySchool>) =>
      rural(id, { stage: 'K', ...school });
    const kinds = {
      schools: [home, nursery('k', { quota: 1 }), nursery('full', { quota: 0 })],
      groups: [{ schoolId: 'k' }],
      teachers: [
        ...movers(1, { certificates: [{ stage: 'K' as const, subject: null }] }),
        ...settled(1, 'full'),
      ],
    };
    const v = run(kinds, { m1: 'k/K/T/语文' });
    expect(ruleCheck(v, 'Q10', 'ledger-quota')).toMatchObject({
      status: 'fail',
      measured: 1,
      limit: 0,
    });
    expect(ruleCheck(v, 'Q09', 'ledger-quota')).toMatchObject({ status: 'pass', measured: 0 });
  });
  it('stage: a nine-year school gives its junior quota to nobody in primary', () => {
    const parts = [
      { stage: 'J', quota: 5 },
      { stage: 'P', quota: 0 },
    ] as const;
    const nine = {
      schools: [{ ...home, quota: 0 }, rural('a', { parts: [...parts] })],
      groups: [{ schoolId: 'a', stage: 'P' as const }],
      teachers: movers(1),
    };
    const v = run(nine, one);
    all(v, 'stage-quota', ['Q09'], 'fail');
    expect(v.program['cap:stage-quota']).toBeUndefined();
    all(run({ ...nine, schools: [home, nine.schools[1]!] }, one), 'stage-quota', ['Q09'], 'pass');
  });
});

describe('titles', () => {
  const county = (H: number, M: number, teachers: TinyTeacher[]): TinyCounty => ({
    schools: [
      { ...home, titleCaps: { H: 0, M: 0, E: 0 } },
      rural('r', { titleCaps: { H, M, E: 0 } }),
    ],
    groups: [{ schoolId: 'r', openings: 3 }],
    teachers,
  });
  const go = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 'r/P/T/语文']));
  it('soft: the overflow is counted at both levels and a person over once', () => {
    const v = run(county(1, 0, movers(2, { title: 'H' })), go('m1', 'm2'));
    expect(v.accepted).toBe(true);
    expect(ruleCheck(v, 'T01', 'title-senior')).toMatchObject({
      status: 'warn',
      measured: 1,
      strength: 'S',
    });
    expect(ruleCheck(v, 'T01', 'title-senior-middle')).toMatchObject({
      status: 'warn',
      measured: 1,
    });
    expect(ruleCheck(v, 'T07', 'title-senior-middle')).toMatchObject({
      status: 'warn',
      measured: 1,
      offenders: ['r'],
    });
    expect(tier(v, 'soft-rules')).toBe(40);
  });
  it('an unused senior post carries a middle title, never the reverse', () => {
    const middle = run(county(1, 0, movers(1, { title: 'M' })), go('m1'));
    expect(tier(middle, 'soft-rules')).toBe(0);
    const senior = run(county(0, 1, movers(1, { title: 'H' })), go('m1'));
    expect(ruleCheck(senior, 'T01', 'title-senior').measured).toBe(1);
    expect(ruleCheck(senior, 'T01', 'title-senior-middle').measured).toBe(0);
  });
  it('an old excess is not held against arrivals below it', () => {
    const there = settled(2, 'r', { title: 'H' });
    const v = run(county(1, 3, [...movers(1, { title: 'M' }), ...there]), go('m1'));
    expect(tier(v, 'soft-rules')).toBe(0);
    const more = run(county(1, 3, [...movers(1, { title: 'H' }), ...there]), go('m1'));
    expect(tier(more, 'soft-rules')).toBe(20);
  });
  it('hard by policy', () => {
    const v = run(county(1, 0, movers(2, { title: 'H' })), go('m1', 'm2'), {
      policy: { titleCaps: 'hard' },
    });
    all(v, 'title-senior', ['T01'], 'fail');
  });
  it('title-overflow-max', () => {
    const places = go('m1', 'm2');
    const people = movers(2, { title: 'H' });
    const v = run(county(1, 0, people), places, { policy: { titleOverflow: { max: 1 } } });
    expect(ruleCheck(v, 'T01', 'title-overflow-max')).toMatchObject({
      status: 'fail',
      measured: 2,
      limit: 1,
    });
    const enough = run(county(1, 0, people), places, { policy: { titleOverflow: { max: 2 } } });
    expect(statusOf(enough, 'T01', 'title-overflow-max')).toBe('pass');
  });
  it('title-total: a stage may not gain more titles than it has posts', () => {
    const junior = {
      stage: 'J' as const,
      title: 'H' as const,
      certificates: [{ stage: 'J' as const, subject: null }],
    };
    const stages = (H: number): TinyCounty => ({
      ...county(H, 0, movers(2, junior)),
      schools: [{ ...home, stage: 'J' }, rural('r', { titleCaps: { H, M: 0, E: 0 } })],
    });
    all(run(stages(1), go('m1', 'm2')), 'title-total', ['T01'], 'fail');
    expect(statusOf(run(stages(2), go('m1', 'm2')), 'T01', 'title-total')).toBe('pass');
    // Inside one stage nothing is gained.
    const same = run(county(0, 0, movers(2, { title: 'H' })), go('m1', 'm2'));
    expect(statusOf(same, 'T01', 'title-total')).toBe('pass');
  });
  it('tilt keeps the county total', () => {
    const v = run(
      {
        ...county(40, 0, []),
        schools: [{ ...home, titleCaps: { H: 60, M: 20, E: 0 } }, rural('r')],
      },
      {},
    );
    expect(ruleCheck(v, 'T02', 'title-tilt')).toMatchObject({
      status: 'pass',
      measured: 100,
      limit: 100,
    });
  });
  it('rural-floor', () => {
    const mixed: TinyCounty = {
      schools: [{ ...home, tier: 'B' }, { id: 'u', tier: 'U' }, rural('r')],
      groups: [{ schoolId: 'u', openings: 2 }, { schoolId: 'r' }],
      teachers: movers(3, { title: 'M' }),
    };
    const places = { m1: 'u/P/T/语文', m2: 'u/P/T/语文', m3: 'r/P/T/语文' };
    const floor = (floorPct: number | null) =>
      run(mixed, places, { policy: { ruralTilt: { floorPct } } });
    expect(ruleCheck(floor(null), 'T05', 'rural-floor')).toMatchObject({
      status: 'pass',
      measured: 1,
      limit: null,
    });
    expect(statusOf(floor(33), 'T05', 'rural-floor')).toBe('pass');
    all(floor(34), 'rural-floor', ['T05'], 'fail');
  });
});

describe('people and staff outside the round', () => {
  const county = (teacher: TinyTeacher, temporary = 0) => ({
    schools: [home, rural('r', { temporary })],
    groups: [{ schoolId: 'r' }],
    teachers: [teacher],
  });
  it('leaders and recruits are not moved', () => {
    const leader = run(county(mover({ id: 'm1', schoolId: 'home', leader: true })), {
      m1: 'r/P/T/语文',
    });
    all(leader, 'fixed-staff', ['I08'], 'fail');
    expect(leader.findings.join()).toContain('m1 is placed but is no mover of this round');
    const exemption = { kind: 'new-recruit', missing: [], from: null, to: null } as const;
    const recruit = run(county(mover({ id: 'm1', schoolId: 'home', exemption })), {
      m1: 'r/P/T/语文',
    });
    all(recruit, 'fixed-staff', ['D14'], 'fail');
    expect(statusOf(recruit, 'I08', 'fixed-staff')).toBe('pass');
  });
  it('temporary staff are counted', () => {
    const v = run(county(mover({ id: 'm1', schoolId: 'home' }), 7), { m1: 'r/P/T/语文' });
    expect(ruleCheck(v, 'Q17', 'temporary-staff')).toMatchObject({
      status: 'pass',
      measured: 7,
      limit: 7,
    });
    expect(ruleCheck(v, 'X08', 'rural-shortage')).toMatchObject({ measured: 1, limit: 1 });
  });
});

describe('rotation', () => {
  /** Ten people of each of two schools teach 语文; posts as given. */
  const county = (posts: number, teacher: Partial<TinyTeacher> = {}): TinyCounty => ({
    schools: [{ id: 'a' }, { id: 'b', tier: 'R' }],
    groups: [
      { schoolId: 'a', posts, openings: 0 },
      { schoolId: 'b', posts: 10, openings: 0 },
    ],
    teachers: [
      ...settled(10, 'a', { title: 'M', schoolStart: '2010-09', ...teacher }),
      ...settled(9, 'b'),
    ],
  });
  const move = { 'a-1': 'b/P/T/语文' };
  const free = { rotation: { donorFloor: false, maxSharePct: 1000 } };
  const rotate = (c: TinyCounty, places: Places, policy: Record<string, unknown> = {}) =>
    run(c, places, { policy: { round: 'rotation', ...policy } });
  it('a swap within posts and targets is accepted', () => {
    const v = rotate(county(9), move);
    expect(v.findings).toEqual([]);
    // Due: 10 people, 15 % = 2; total: 19 people, 5 % = 1.
    expect(ruleCheck(v, 'R03', 'rotation-due')).toMatchObject({
      status: 'warn',
      measured: 1,
      limit: 2,
    });
    expect(ruleCheck(v, 'R02', 'rotation-total')).toMatchObject({
      status: 'pass',
      measured: 1,
      limit: 1,
    });
    expect(tier(v, 'soft-rules')).toBe(20);
    expect(tier(v, 'fewest-moves')).toBe(1);
  });
  it('donor-floor', () => {
    all(rotate(county(10), move), 'donor-floor', ['X06'], 'fail');
    expect(statusOf(rotate(county(10), move, free), 'X06', 'donor-floor')).toBe('pass');
  });
  it('post-openings: stays and arrivals', () => {
    const v = rotate(county(5), { ...move, 'a-2': 'b/P/T/语文' });
    expect(ruleCheck(v, 'N03', 'post-openings')).toMatchObject({
      status: 'fail',
      measured: 1,
      offenders: ['b/P/T/语文'],
    });
  });
  it('school-quota: people, not arrivals', () => {
    const tight = county(9);
    const schools = [{ id: 'a' }, { id: 'b', tier: 'R' as const, quota: 9 }];
    all(rotate({ ...tight, schools }, move), 'school-quota', ['Q07'], 'fail');
  });
  it('rotation-max', () => {
    const c = {
      ...county(5),
      groups: [...county(5).groups!.slice(0, 1), { schoolId: 'b', posts: 20, openings: 0 }],
    };
    const places = Object.fromEntries([1, 2, 3, 4].map((k) => [`a-${k}`, 'b/P/T/语文']));
    const wide = { ...c, schools: [{ id: 'a' }, { id: 'b', tier: 'R' as const, quota: 20 }] };
    // Most: 110 % of 2, rounded up = 3.
    const v = rotate(wide, places);
    all(v, 'rotation-max', ['R02', 'R03'], 'fail');
    expect(ruleCheck(v, 'R02', 'rotation-max')).toMatchObject({ measured: 4, limit: 3 });
  });
  it('may-move: due, volunteer or surplus; never leaders, direct hires or support staff', () => {
    const fresh = { schoolStart: '2024-09' };
    const status = (posts: number, teacher: Partial<TinyTeacher>) =>
      statusOf(rotate(county(posts, teacher), move, free), 'R01', 'may-move');
    expect(status(10, fresh)).toBe('fail');
    expect(status(10, { ...fresh, volunteer: true })).toBe('pass');
    expect(status(9, fresh)).toBe('pass');
    expect(status(10, {})).toBe('pass');
    expect(status(9, { leader: true })).toBe('fail');
    expect(status(9, { hiring: 'direct' })).toBe('fail');
  });
  it('may go up unless the policy closes it', () => {
    const up = {
      ...county(9),
      schools: [
        { id: 'a', tier: 'U' as const },
        { id: 'b', tier: 'B' as const },
      ],
    };
    const c = { ...up, teachers: up.teachers!.map((each) => ({ ...each, examPassed: true })) };
    expect(statusOf(rotate(c, move), 'X09', 'flow-direction')).toBe('pass');
    all(rotate(up, move), 'entry-exam', ['X10', 'X11'], 'fail');
    expect(statusOf(rotate(c, move), 'X11', 'entry-exam')).toBe('pass');
    expect(statusOf(rotate(up, move, { examForEntry: false }), 'X11', 'entry-exam')).toBe('pass');
    all(rotate(c, move, { rotation: { twoWay: false } }), 'flow-direction', ['X09'], 'fail');
  });
  it('has no standby', () => {
    const v = run(county(9), move, { policy: { round: 'rotation' }, standby: ['a-2'] });
    expect(v.findings.join()).toContain('a-2 is on standby, which a rotation does not have');
  });
});
