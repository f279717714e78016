/** O1–O6 worked by hand (§2.6). */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  balanceReward,
  coverage,
  fitParts,
  ruralService,
  shortageWeight,
  softPenalty,
  stayFit,
  wishPercent,
} from '../../src/rules/objective-terms.ts';
import { prepareRound } from '../../src/rules/round.ts';
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from '../support/tiny-county.ts';

interface Scene {
  readonly teacher?: Partial<TinyTeacher>;
  readonly group?: Partial<TinyGroup>;
  readonly home?: Partial<TinySchool>;
  readonly target?: Partial<TinySchool>;
  readonly policy?: Record<string, unknown>;
  readonly others?: readonly TinyTeacher[];
}

function scene({ teacher, group, home, target, policy, others = [] }: Scene) {
  const county = tinyCounty({
    schools: [
      { id: 'home', tier: 'U', ...home },
      { id: 'new', tier: 'R', position: { east: 10_000, north: 0 }, ...target },
      { id: 'side', tier: 'R', districtId: 'D-new' },
    ],
    groups: [{ schoolId: 'new', openings: 1, ...group }],
    teachers: [mover({ id: 't', schoolId: 'home', ...teacher }), ...others],
  });
  const round = prepareRound(county, parsePolicy(policy ?? {}));
  return [round.people[0]!, round.groups[0]!, round] as const;
}

describe('O1', () => {
  test('a recorded refusal takes the person out of coverage (X04)', () => {
    expect(coverage(scene({})[0])).toBe(1);
    expect(coverage(scene({ teacher: { refusedPostGroupIds: ['new/P/T/语文'] } })[0])).toBe(0);
  });
});

describe('O2', () => {
  test.each([
    ['listed order, near, same subject', {}, 0],
    ['B→R fallback (A1)', { home: { tier: 'B' } }, 5],
    ['B→R under the free reading', { home: { tier: 'B' }, policy: { 'flow.skip': 'free' } }, 0],
    ['convertible subject needs training', { group: { subject: '科学' } }, 3],
    ['farther than the soft limit', { policy: { distance: { softLimitKm: 12 } } }, 3],
    ['at the soft limit', { policy: { distance: { softLimitKm: 13 } } }, 0],
    [
      'everything at once',
      { home: { tier: 'B' }, group: { subject: '心理' }, policy: { distance: { softLimitKm: 1 } } },
      11,
    ],
  ] as [string, Scene, number][])('%s', (_name, change, penalty) => {
    expect(softPenalty(...scene(change))).toBe(penalty);
  });
});

describe('O3', () => {
  test.each([
    ['rural', {}, 150],
    ['street', { home: { tier: 'B' }, target: { tier: 'U' } }, 110],
    ['rural and weak', { target: { weak: true } }, 180],
    ['weak to weak', { target: { weak: true }, home: { weak: true } }, 150],
    ['short subject', { group: { subject: '音乐' }, teacher: { mainSubject: '音乐' } }, 200],
    [
      'short subject with the certificate only',
      { group: { subject: '音乐' }, teacher: { certificates: [{ stage: 'P', subject: '音乐' }] } },
      150,
    ],
    ['not a teaching post', { group: { category: 'W' }, teacher: { category: 'W' } }, 30],
  ] as [string, Scene, number][])('%s', (_name, change, weight) => {
    expect(shortageWeight(...scene(change))).toBe(weight);
  });
  test('a school lacks a subject when no settled teacher has it as main subject', () => {
    const settled = { id: 'x', schoolId: 'new', mainSubject: '语文' as const };
    expect(scene({})[1].lacksSubject).toBe(true);
    expect(scene({ others: [settled] })[1].lacksSubject).toBe(false);
  });
});

describe('O4', () => {
  test('rewards fall strictly, round halves up and turn negative above the quota', () => {
    const [, post] = scene({ target: { quota: 7 } });
    const rewards = [1, 2, 7, 8].map((m) => balanceReward(post.site, m));
    expect(rewards).toEqual([18571, 15714, 1429, -1429]);
  });
});

describe('O5', () => {
  test('the parts of a plain move: 13 km by road', () => {
    expect(fitParts(...scene({}))).toEqual({
      subject: 4000,
      stage: 1500,
      wish: 0,
      near: 675,
      title: 500,
    });
  });
  test('a wish is weighted by the record', () => {
    const wishes = [
      { schoolId: 'home', postGroupId: null },
      { schoolId: 'new', postGroupId: null },
    ];
    // Rank 2: p = 85; no record: q = 50; ⌊3·85·150/20⌉ = 1912.5 → 1913.
    expect(fitParts(...scene({ teacher: { wishes } })).wish).toBe(1913);
    // Best of the school among two: q = ⌊100·(2·1+1)/4⌋ = 75 → ⌊3·85·175/20⌉ = 2231.
    const others = [{ id: 'z', schoolId: 'home', merit: 5000 }];
    expect(fitParts(...scene({ teacher: { wishes, merit: 9000 }, others })).wish).toBe(2231);
    const raw = { merit: { scale: 'raw' } };
    expect(fitParts(...scene({ teacher: { wishes, merit: 9000 }, policy: raw })).wish).toBe(2423);
  });
  test('a wish for a school of the same town counts 40', () => {
    const wishes = [{ schoolId: 'side', postGroupId: null }];
    expect(wishPercent(...scene({ teacher: { wishes } }))).toBe(40);
  });
  test('stages: one down 900, two down 450, up 1200', () => {
    const stage = (from: 'P' | 'J' | 'H', to: 'P' | 'J' | 'H') =>
      fitParts(...scene({ home: { stage: from }, target: { stage: to } })).stage;
    expect([stage('J', 'P'), stage('H', 'P'), stage('P', 'J')]).toEqual([900, 450, 1200]);
  });
  test('no title point where the level is full', () => {
    const full = { titleCaps: { H: 0, M: 1, E: 9 } };
    const policy = { titleTilt: { mode: 'off' } };
    const title = (level: 'H' | 'M' | 'E') =>
      fitParts(...scene({ teacher: { title: level }, target: full, policy })).title;
    expect([title('H'), title('M'), title('E')]).toEqual([0, 500, 500]);
  });
  test('an unknown position gives no points for nearness', () => {
    expect(fitParts(...scene({ target: { position: null } })).near).toBe(0);
  });
  test('a stay: own subject, stage, way and title post', () => {
    expect(stayFit(scene({})[0])).toBe(7000);
  });
});

describe('O6', () => {
  test('rural years weigh the wish', () => {
    const wishes = [{ schoolId: 'new', postGroupId: 'new/P/T/语文' }];
    expect(ruralService(...scene({ teacher: { wishes, ruralYears: 7 } }))).toBe(700);
    expect(ruralService(...scene({ teacher: { ruralYears: 7 } }))).toBe(0);
  });
});
