/** The tiers worked by hand, the one-shot sum, and the published lot. */
import { describe, expect, it } from 'vitest';
import { canonicalCounty } from '../../src/domain/canonical.ts';
import { tieHasher } from '../../src/domain/tie-hash.ts';
import { verify } from '../../src/verification/index.ts';
import { oneShotWeights } from '../../src/verification/objective.ts';
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from '../support/tiny-county.ts';
import { allocation, check, policyOf, tier } from './allocation.ts';

/** One mover of `home` placed at the only group of `new`. */
function placed(
  options: {
    home?: Partial<TinySchool>;
    to?: Partial<TinySchool>;
    group?: Partial<TinyGroup>;
    teacher?: Partial<TinyTeacher>;
    others?: TinyTeacher[];
    policy?: Record<string, unknown>;
  } = {},
) {
  const county = tinyCounty({
    schools: [
      { id: 'home', ...options.home },
      { id: 'new', tier: 'R', ...options.to },
    ],
    groups: [{ schoolId: 'new', ...options.group }],
    teachers: [
      mover({ id: 't1', schoolId: 'home', ...options.teacher }),
      // A settled teacher of the subject, so that no first-arrival bonus comes in.
      { id: 'n1', schoolId: 'new' },
      ...(options.others ?? []),
    ],
  });
  const policy = options.policy === undefined ? {} : { policy: options.policy };
  return check(county, { t1: county.postGroups[0]!.id }, policy);
}

describe('coverage', () => {
  it('counts the placed without a recorded refusal', () => {
    expect(tier(placed(), 'coverage')).toBe(1);
    const refuser = { refusedPostGroupIds: ['elsewhere'] };
    expect(tier(placed({ teacher: refuser }), 'coverage')).toBe(0);
  });
});

describe('soft-rules', () => {
  const value = (options: Parameters<typeof placed>[0]) => tier(placed(options), 'soft-rules');
  const bureau = { tier: 'B' } as const;
  it('5 for the fallback arc, unless the policy lists or frees it', () => {
    expect(value({})).toBe(0);
    expect(value({ home: bureau })).toBe(5);
    expect(value({ home: bureau, policy: { flow: { skip: 'free' } } })).toBe(0);
    expect(value({ home: bureau, policy: { flow: { arcs: ['BR'] } } })).toBe(0);
  });
  it('3 for a post that needs training, 3 for a long way', () => {
    expect(value({ teacher: { mainSubject: '体育' }, group: { subject: '科学' } })).toBe(3);
    const away = (east: number) => ({ to: { position: { east, north: 0 } } });
    expect(value(away(23_077))).toBe(0);
    expect(value(away(23_082))).toBe(3);
  });
});

describe('shortage-tilt', () => {
  const value = (options: Parameters<typeof placed>[0]) => tier(placed(options), 'shortage-tilt');
  it('100 and the tilt of the tier', () => {
    expect(value({})).toBe(150);
    expect(value({ home: { tier: 'B' }, to: { tier: 'U' } })).toBe(110);
    expect(value({ to: { weak: true } })).toBe(180);
    expect(value({ to: { weak: true }, home: { weak: true } })).toBe(150);
  });
  it('30 for a post outside teaching', () => {
    const support = {
      teacher: { category: 'A' },
      group: { category: 'A' },
      to: { quota: 30 },
    } as const;
    expect(value(support)).toBe(30);
  });
  const english = { group: { subject: '英语', openings: 2 } } as const;
  it('50 for a short subject with a real teacher of it; 100 for the first of a lacking subject', () => {
    const taught = [{ id: 'n2', schoolId: 'new', mainSubject: '英语' as const }];
    const second = { otherSubjects: ['英语' as const] };
    const byCertificate = { certificates: [{ stage: 'P' as const, subject: '英语' as const }] };
    expect(value({ ...english, teacher: second, others: taught })).toBe(200);
    expect(value({ ...english, teacher: byCertificate, others: taught })).toBe(150);
    expect(value({ ...english, teacher: second })).toBe(300);
    expect(value({ ...english, teacher: byCertificate })).toBe(150);
    // A mover of the school is no settled teacher, nor is one outside the hiring places.
    const gone = [mover({ id: 'n2', schoolId: 'new', mainSubject: '英语' as const })];
    expect(value({ ...english, teacher: second, others: gone })).toBe(300);
    const absent = [{ ...taught[0]!, countsAgainstPosts: false }];
    expect(value({ ...english, teacher: second, others: absent })).toBe(300);
  });
  it('the first bonus counts once for a group', () => {
    const county = tinyCounty({
      schools: [{ id: 'home' }, { id: 'new', tier: 'R' }],
      groups: [{ schoolId: 'new', ...english.group }],
      teachers: ['t1', 't2'].map((id) => mover({ id, schoolId: 'home', mainSubject: '英语' })),
    });
    const v = check(county, { t1: 'new/P/T/英语', t2: 'new/P/T/英语' });
    expect(tier(v, 'shortage-tilt')).toBe(500);
  });
});

describe('balance', () => {
  it('adds the rewards of the arrivals, in ten-thousandths, halves up', () => {
    // E = 3, n = 1: first 10⁴·(2·1 + 1)/3 = 10 000.
    expect(tier(placed({ to: { quota: 3 } }), 'balance')).toBe(10_000);
    // E = 7, n = 1: 10⁴·11/7 = 15 714.29.
    expect(tier(placed({ to: { quota: 7 } }), 'balance')).toBe(15_714);
    // E = 16, n = 1: 10⁴·29/16 = 18 125.
    expect(tier(placed({ to: { quota: 16 } }), 'balance')).toBe(18_125);
  });
  it('goes below zero past the quota (rotation counts everybody)', () => {
    const county = tinyCounty({
      schools: [{ id: 'a', quota: 1 }],
      teachers: ['t1', 't2'].map((id) => ({ id, schoolId: 'a' })),
    });
    // m = 1: 10⁴·(2·0 + 1); m = 2: 10⁴·(2·(−1) + 1).
    expect(tier(check(county, {}, { policy: { round: 'rotation' } }), 'balance')).toBe(0);
    const more = tinyCounty({
      schools: [{ id: 'a', quota: 4 }],
      teachers: ['t1', 't2'].map((id) => ({ id, schoolId: 'a' })),
    });
    // 10⁴·7/4 + 10⁴·5/4.
    expect(tier(check(more, {}, { policy: { round: 'rotation' } }), 'balance')).toBe(30_000);
  });
});

describe('fit', () => {
  const value = (options: Parameters<typeof placed>[0]) => tier(placed(options), 'fit');
  // Subject 4000, stage 1500, no wish, next door 1000, title 500.
  const plain = 7000;
  it('of a plain placement', () => expect(value({})).toBe(plain));
  it('subject', () => {
    expect(value({ teacher: { otherSubjects: ['数学'] }, group: { subject: '数学' } })).toBe(
      plain - 1600,
    );
  });
  it('stage: one level down 900, more 450, up 1200', () => {
    const at = (stage: 'J' | 'H') => ({
      stage,
      certificates: [{ stage: 'H' as const, subject: null }],
    });
    expect(value({ teacher: at('J') })).toBe(plain - 600);
    expect(value({ teacher: at('H') })).toBe(plain - 1050);
    expect(
      value({ to: { stage: 'H' }, teacher: { certificates: [{ stage: 'H', subject: null }] } }),
    ).toBe(plain - 300);
  });
  it('wish: rank, post or school, district; weighted by merit', () => {
    const wish = (...wishes: NonNullable<TinyTeacher['wishes']>) =>
      value({
        teacher: { wishes },
        to: { districtId: 'D' },
        home: {},
      }) - plain;
    // No record: q = 50. 3·100·150/20 = 2250.
    expect(wish({ schoolId: 'new', postGroupId: null })).toBe(2250);
    expect(wish({ schoolId: 'new', postGroupId: 'new/P/T/语文' })).toBe(2250);
    // Rank 2: 3·85·150/20 = 1912.5, halves up.
    expect(
      wish({ schoolId: 'home', postGroupId: null }, { schoolId: 'new', postGroupId: null }),
    ).toBe(1913);
    // Another post of the school: the district only, 3·40·150/20.
    expect(wish({ schoolId: 'new', postGroupId: 'new/P/T/数学' })).toBe(900);
    expect(wish({ schoolId: 'home', postGroupId: null })).toBe(0);
    const best = { wishes: [{ schoolId: 'new', postGroupId: null }], merit: 10_000 };
    expect(value({ teacher: best, policy: { merit: { scale: 'raw' } } })).toBe(plain + 3000);
  });
  it('near: down to 0 at 40 km', () => {
    const at = (position: TinySchool['position']) => value({ to: { position: position! } });
    // 10 km straight, 13 km by road: (4000 − 1300)/4.
    expect(at({ east: 10_000, north: 0 })).toBe(plain - 1000 + 675);
    expect(at({ east: 100_000, north: 0 })).toBe(plain - 1000);
    expect(at(null)).toBe(plain - 1000);
  });
  it('title: room before the round, cumulated for the middle level', () => {
    const to = (H: number, M: number) => ({ titleCaps: { H, M, E: 0 } });
    const home = { titleCaps: { H: 0, M: 0, E: 0 } };
    expect(value({ home, to: to(0, 5), teacher: { title: 'H' } })).toBe(plain - 500);
    expect(value({ home, to: to(1, 0), teacher: { title: 'M' } })).toBe(plain);
    const senior = [{ id: 'n2', schoolId: 'new', title: 'H' as const }];
    expect(value({ home, to: to(1, 0), teacher: { title: 'M' }, others: senior })).toBe(
      plain - 500,
    );
  });
  it('of a stay', () => {
    const county = tinyCounty({
      schools: [{ id: 'a' }],
      teachers: [{ id: 't1', schoolId: 'a', title: 'H' }],
    });
    expect(tier(check(county, {}, { policy: { round: 'rotation' } }), 'fit')).toBe(7000);
  });
});

it('rural-service: years times the wish points', () => {
  const wishes = [{ schoolId: 'new', postGroupId: null }];
  expect(tier(placed({ teacher: { ruralYears: 7, wishes } }), 'rural-service')).toBe(700);
  expect(tier(placed({ teacher: { ruralYears: 7 } }), 'rural-service')).toBe(0);
});

describe('the published lot', () => {
  const lot = tieHasher('2026', 't1');
  it('is added up over the choices, stays by home group', () => {
    const v = placed();
    expect(tier(v, 'hash-high')).toBe(lot.high('new/P/T/语文'));
    expect(tier(v, 'hash-low')).toBe(lot.low('new/P/T/语文'));
    const county = tinyCounty({ schools: [{ id: 'a' }], teachers: [{ id: 't1', schoolId: 'a' }] });
    const stay = check(county, {}, { policy: { round: 'rotation' } });
    expect(tier(stay, 'hash-high')).toBe(lot.high('a/P/T/语文'));
  });
  it('is FNV-1a of seed|teacher|group with the finish of Murmur3, top 17 bits', () => {
    const multiply = (a: bigint, b: bigint) => (a * b) & 0xffffffffn;
    let hash = 0x811c9dc5n;
    for (const unit of '2026|t1|new/P/T/语文') {
      const code = BigInt(unit.charCodeAt(0));
      hash = multiply(hash ^ (code & 0xffn), 0x01000193n);
      hash = multiply(hash ^ (code >> 8n), 0x01000193n);
    }
    hash = multiply(hash ^ (hash >> 16n), 0x85ebca6bn);
    hash = multiply(hash ^ (hash >> 13n), 0xc2b2ae35n);
    hash ^= hash >> 16n;
    expect(BigInt(lot.high('new/P/T/语文'))).toBe(hash >> 15n);
  });
});

describe('one-shot', () => {
  const oneShot = { objective: { mode: 'one-shot' } };
  it('weights are the products of the ranges below', () => {
    expect(Object.fromEntries(oneShotWeights(policyOf(oneShot)))).toEqual({
      fit: 1,
      balance: 101,
      'shortage-tilt': 20_301,
      'soft-rules': 690_234,
      coverage: 35_892_168,
    });
  });
  it('adds up whole points, hundredths, tens, minus penalties', () => {
    const v = placed({ home: { tier: 'B' }, to: { quota: 7 }, policy: oneShot });
    // fit 70, reward 157, w 15, penalty 5, coverage 1.
    expect(v.weighted).toBe(70 + 157 * 101 + 15 * 20_301 - 5 * 690_234 + 35_892_168);
    expect(placed().weighted).toBeNull();
  });
});

it('tiers come in the order of the policy, fewest-moves in a rotation only, coverage in a placement only', () => {
  const order = ['fit', 'fewest-moves', 'coverage'];
  const county = tinyCounty({ schools: [{ id: 'a' }], teachers: [{ id: 't1', schoolId: 'a' }] });
  const ids = (round: string) =>
    check(county, {}, { policy: { round, objective: { order } } }).tiers.map(({ id }) => id);
  expect(ids('placement')).toEqual(['fit', 'coverage']);
  expect(ids('rotation')).toEqual(['fit', 'fewest-moves']);
});

it('the order of the rows in the county changes nothing', () => {
  const county = tinyCounty({
    schools: [{ id: 'a' }, { id: 'b', tier: 'R' }, { id: 'c', tier: 'R' }],
    groups: [{ schoolId: 'b' }, { schoolId: 'c', subject: '数学' }],
    teachers: [mover({ id: 't1', schoolId: 'a' }), mover({ id: 't2', schoolId: 'a', title: 'M' })],
  });
  const turned = {
    ...county,
    schools: [...county.schools].reverse(),
    postGroups: [...county.postGroups].reverse(),
    teachers: [...county.teachers].reverse(),
  };
  expect(canonicalCounty(turned)).toEqual(county);
  const claim = allocation({ t1: 'b/P/T/语文', t2: 'c/P/T/数学' });
  expect(verify(turned, policyOf(), claim)).toEqual(verify(county, policyOf(), claim));
});
