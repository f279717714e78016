/** What the competitions change: who takes part, which posts are open to whom (I02, I03, I07, S01–S04, D07, X22). */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../../src/rules/admissibility.ts';
import { softPenalty } from '../../src/rules/objective-terms.ts';
import { prepareRound } from '../../src/rules/round.ts';
import { type Scene, scene } from '../support/competition-scene.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

type Raw = Record<string, unknown>;
const verdict = (change: Scene) => {
  const failure = firstFailure(...scene(change));
  return ADMISSIBILITY_TESTS[failure]?.name ?? 'admissible';
};
const ILL = { kind: 'illness', missing: [], from: null, to: null } as const;
const inSchool = { round: 'in-school' } as const;
const inDistrict = { round: 'in-district' } as const;

describe('who takes part', () => {
  const people = (round: string, raw: Raw = {}) => {
    const county = tinyCounty({
      schools: [{ id: 's', quota: 9 }],
      teachers: [
        mover({ id: 'loser', schoolId: 's' }),
        mover({ id: 'surplus', schoolId: 's', unplacedReason: 'subject-surplus' }),
        mover({ id: 'head', schoolId: 's', leader: true }),
        { id: 'later', schoolId: 's', hiring: 'waiting', title: 'H' },
        { id: 'settled', schoolId: 's' },
      ],
    });
    return prepareRound(county, parsePolicy({ round, ...raw }));
  };
  const ids = (...args: Parameters<typeof people>) =>
    people(...args).people.map(({ teacher }) => teacher.id);
  test('everybody unplaced competes; a subject surplus too (A17 is of the placement)', () => {
    expect(ids('in-school')).toEqual(['loser', 'surplus']);
    expect(ids('in-district')).toEqual(['loser', 'surplus']);
    expect(ids('placement')).toEqual(['loser']);
  });
  test('who waits for a later batch is in no round and takes no place (I02)', () => {
    for (const round of ['in-school', 'in-district', 'placement', 'rotation']) {
      expect(ids(round)).not.toContain('later');
      expect(people(round).schools[0]?.present).toBe(4);
    }
    expect(people('in-school').schools[0]?.settled).toBe(2);
  });
  test('but holds a title of the stage (T01)', () => {
    expect(people('in-school').stageTitles.get('P')).toEqual({ senior: 1, seniorMiddle: 1 });
  });
});

describe('in-school, a pair that may be', () => {
  test.each<[string, Omit<Scene, 'round'>]>([
    ['the own school (I03)', {}],
    ['without papers of the old school (S03)', { teacher: { documentsComplete: false } }],
    ['at a bureau-run school without exam', { home: { tier: 'B' } }],
    [
      'a senior post of the own school without exam',
      {
        home: { parts: [{ stage: 'J' }, { stage: 'H' }] },
        group: { stage: 'H' },
        teacher: { certificates: [{ stage: 'H', subject: null }] },
      },
    ],
    ['an exempt person who wants to compete (D07)', { teacher: { exemption: ILL, optsIn: true } }],
    [
      'a junior teacher for a support post (I07)',
      { home: { stage: 'J' }, group: { category: 'A' } },
    ],
    ['… or a logistics post', { home: { stage: 'J' }, group: { category: 'W' } }],
    [
      'a home farther than the limit: nobody moves (X20)',
      {
        // The middle of the district is 30 km from its schools.
        target: { position: { east: 60_000, north: 0 } },
        teacher: { homeDistrictId: 'D1' },
        policy: { distance: { maxKm: 12 } },
      },
    ],
    ['a late form', { home: { stage: 'J' }, teacher: { formLate: true } }],
    [
      'a key school in the basin',
      { home: { keySchool: true, zone: 'plain' }, policy: { zones: true } },
    ],
  ])('%s', (_name, change) => {
    expect(verdict({ ...inSchool, ...change })).toBe('admissible');
  });
});

describe('in-school, a pair that may not', () => {
  test.each<[string, string, Omit<Scene, 'round'>]>([
    ['other-district', 'another school (I03)', { group: { schoolId: 'new' } }],
    ['in-the-round', 'exempt, content with it', { teacher: { exemption: ILL } }],
    [
      'in-the-round',
      'exempt, and nobody exempt may compete (A24)',
      { teacher: { exemption: ILL, optsIn: true }, policy: { 'directHire.mayCompete': false } },
    ],
    [
      'in-the-round',
      'a new recruit, who never opts in (D14)',
      { teacher: { exemption: { ...ILL, kind: 'new-recruit' }, optsIn: true } },
    ],
    ['subject-match', 'a primary teacher for a support post', { group: { category: 'A' } }],
    [
      'subject-match',
      'a junior teacher for management',
      { home: { stage: 'J' }, group: { category: 'M' } },
    ],
    [
      'subject-match',
      'no re-posting by policy (I07)',
      { home: { stage: 'J' }, group: { category: 'A' }, policy: { repostToSupport: false } },
    ],
  ])('%s: %s', (name, _why, change) => {
    expect(verdict({ ...inSchool, ...change })).toBe(name);
  });
  test('re-posting is of the own school only, and needs training (I07, B01)', () => {
    const change = { home: { stage: 'J' }, group: { category: 'A', stage: 'P' } } as const;
    expect(verdict({ ...inDistrict, ...change })).toBe('subject-match');
    expect(
      softPenalty(...scene({ ...inSchool, home: { stage: 'J' }, group: { category: 'A' } })),
    ).toBe(3);
  });
});

describe('in-district', () => {
  test.each<[string, string, Omit<Scene, 'round'>]>([
    ['admissible', 'another school of the district, tiers alike', {}],
    ['admissible', 'street to rural', { target: { tier: 'R' } }],
    [
      'admissible',
      'upward by return right',
      { home: { tier: 'R' }, target: { tier: 'U' }, teacher: { returnRight: true } },
    ],
    ['admissible', 'a junior teacher to a primary school (S04)', { home: { stage: 'J' } }],
    [
      'admissible',
      'a key school outside the zones',
      { target: { keySchool: true, zone: 'plain' }, policy: { zones: true } },
    ],
    ['flow-direction', 'upward (X02)', { home: { tier: 'R' }, target: { tier: 'U' } }],
    ['other-district', 'the own school', { group: { schoolId: 'home' } }],
    ['other-district', 'another district', { target: { districtId: 'D9' } }],
    ['in-the-round', 'papers missing (S03)', { teacher: { documentsComplete: false } }],
    ['in-the-round', 'exempt, opted in', { teacher: { exemption: ILL, optsIn: true } }],
    [
      'admissible',
      'from one bureau-run school to another: in the county seat already (X11)',
      { home: { tier: 'B' }, target: { tier: 'B' }, teacher: { examPassed: false } },
    ],
    [
      'entry-exam',
      'into a kindergarten (X22)',
      {
        target: { stage: 'K' },
        teacher: { certificates: [{ stage: 'K', subject: null }] },
      },
    ],
    ['subject-match', 'convertible only: 30 % (A13, S02)', { group: { subject: '科学' } }],
    ['subject-match', 'generalist only: 40 %', { group: { subject: '数学' } }],
    [
      'admissible',
      'the certificate alone: 50 %',
      { group: { subject: '科学' }, teacher: { certificates: [{ stage: 'P', subject: '科学' }] } },
    ],
    [
      'admissible',
      'convertible, when 30 is enough',
      { group: { subject: '科学' }, policy: { inDistrictMinMatchPct: 30 } },
    ],
    [
      'subject-match',
      'no match at all, when 0 is enough',
      { group: { subject: '音乐' }, policy: { inDistrictMinMatchPct: 0 } },
    ],
  ])('%s: %s', (name, _why, change) => {
    expect(verdict({ ...inDistrict, ...change })).toBe(name);
  });
});
