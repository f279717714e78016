/** The ambiguities of the competitions and of standby (A2, A13, A18, A21–A24): two readings of the key, two results. */
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/domain/journal.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { standbyRecord } from '../../src/rules/standby/index.ts';
import { verify } from '../../src/verification/index.ts';
import { mover, type TinyCounty, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { allocation, ruleCheck } from '../verification/allocation.ts';
import { decisionOf, runSummer } from '../verification/summer/small-summer.ts';
import { rural, staff } from './cases/scenes.ts';

type Raw = Record<string, unknown>;

/** Heads short of the in-school floor when everybody who is hired is hired already. */
function short(tiny: TinyCounty, inSchoolFloor: Raw = {}): number {
  const policy = parsePolicy({ round: 'in-school', inSchoolFloor });
  const verification = verify(tinyCounty(tiny), policy, allocation({}));
  return ruleCheck(verification, 'I04', 'in-school-floor').measured;
}

test('A2 inSchoolFloor.base: of the smaller of posts and incumbents, of the posts, of the county together', () => {
  // A school with 40 posts and 30 people, and one with 10 posts and 20 people on them and above.
  const uneven: TinyCounty = {
    schools: [
      { id: 'a', quota: 40 },
      { id: 'b', quota: 20 },
    ],
    groups: [
      { schoolId: 'a', posts: 40, openings: 0 },
      { schoolId: 'b', posts: 10, openings: 0 },
    ],
    teachers: [...staff(30, 'a'), ...staff(20, 'b')],
  };
  expect(short(uneven)).toBe(0);
  expect(short(uneven, { base: 'posts' })).toBe(9);
  expect(short(uneven, { base: 'county' })).toBe(0);
  expect(short(uneven, { base: 'posts', pct: 75 })).toBe(0);
});

test('A23 inSchoolFloor.countsRotation: who teaches here on exchange counts as a hire, or not', () => {
  const exchange = { homeSchoolId: 'b', homePostGroupId: null, since: '2025-09', until: '2028-08' };
  const visited: TinyCounty = {
    schools: [{ id: 'a' }, { id: 'b' }],
    groups: [{ schoolId: 'a', posts: 5, openings: 0 }],
    teachers: [...staff(4, 'a'), { id: 'guest', schoolId: 'a', exchange }],
  };
  expect(short(visited)).toBe(0);
  expect(short(visited, { countsRotation: false })).toBe(1);
});

test('A13 inDistrictMinMatchPct: half a match must be taken, or any', async () => {
  const county = tinyCounty({
    schools: [
      { id: 'a', districtId: 'D' },
      { id: 'b', districtId: 'D' },
    ],
    groups: [{ schoolId: 'b', subject: '科学' }],
    teachers: [mover({ id: 't1', schoolId: 'a' })],
  });
  const taken = async (raw: Raw) => {
    const outcome = await propose(county, parsePolicy({ round: 'in-district', ...raw }));
    return outcome.kind === 'proposal' ? outcome.proposal.placements.length : null;
  };
  expect(await taken({})).toBe(0);
  expect(await taken({ inDistrictMinMatchPct: 30 })).toBe(1);
});

describe('A18, A22: standby', () => {
  const county = tinyCounty({
    schools: [{ id: 'home' }, rural('new')],
    groups: [{ schoolId: 'new' }],
    teachers: [mover({ id: 't1', schoolId: 'home' })],
  });
  const post = { teacherId: 't1', postGroupId: 'new/P/T/语文' } as const;
  const offer: JournalEntry = { id: '1', on: '2026-08-20', kind: 'offer', ...post };
  const refusal: JournalEntry = { id: '2', on: '2026-08-21', kind: 'refusal', ...post };
  const record = (journal: JournalEntry[], raw: Raw = {}, asOf = '2026-09-01') => {
    const [person] = county.teachers;
    return standbyRecord(person!, { county, policy: parsePolicy(raw), journal, asOf });
  };
  test('A18 only the refusal of an offer on record costs pay; without a post the pay stays', () => {
    expect(record([]).pay).toEqual({ schoolId: 'home', stopped: [] });
    expect(record([refusal]).pay.stopped).toEqual([]);
    expect(record([offer, refusal]).pay).toEqual({
      schoolId: 'new',
      stopped: ['town-allowance', 'rural-living-subsidy', 'performance-pay'],
    });
  });
  test('A22 standby.location: at the arranged school, or at the own one', () => {
    const home = { standby: { location: 'home' } };
    expect(record([offer, refusal]).shadowSchoolId).toBe('new');
    expect(record([offer, refusal], home).shadowSchoolId).toBe('home');
    expect(record([offer, refusal], home).pay.stopped).toEqual(['performance-pay']);
  });
  test('A22 standby.maxMonths: twelve months, or six', () => {
    const half = { standby: { maxMonths: 6 } };
    expect(record([]).endsBefore).toBe('2027-09');
    expect(record([], half).endsBefore).toBe('2027-03');
    const inMarch = (raw: Raw) => record([offer, refusal], raw, '2027-03-01').channel;
    expect([inMarch({}), inMarch(half)]).toEqual(['training', 'dismissal']);
  });
});

describe('through a summer', () => {
  test('A21 contract.postYears: a post contract of one year, or of three', async () => {
    const months = async (raw: Raw) => {
      const { state } = await runSummer(undefined, raw, 2);
      const hires = state.stages.flatMap(({ decisions }) => decisions);
      return [...new Set(hires.map(({ contractMonths }) => contractMonths))];
    };
    expect(await months({})).toEqual([12]);
    expect(await months({ contract: { postYears: 3 } })).toEqual([36]);
  });
  test('A24 directHire.mayCompete: a direct hire who would rather compete may, or may not', async () => {
    const kind = async (raw: Raw) =>
      decisionOf((await runSummer(undefined, raw, 2)).state, 'b-keen')?.kind;
    expect(await kind({})).toBe('in-school');
    expect(await kind({ directHire: { mayCompete: false } })).toBe('direct');
  });
  test('A24 … and who competes in vain has the direct hire again', async () => {
    const ill = { kind: 'illness', missing: [], from: null, to: null } as const;
    const keen: TinyTeacher = {
      id: 'keen',
      schoolId: 's',
      merit: 1000,
      exemption: ill,
      optsIn: true,
    };
    const { state } = await runSummer(
      {
        schools: [{ id: 's' }],
        groups: [{ schoolId: 's', posts: 1, openings: 0 }],
        teachers: [keen, { id: 'better', schoolId: 's', merit: 9000 }],
      },
      {},
      2,
    );
    expect(decisionOf(state, 'better')?.kind).toBe('in-school');
    expect(decisionOf(state, 'keen')).toMatchObject({ kind: 'direct', ground: 'illness' });
    expect(state.stages[1]?.ledger).toMatchObject({ held: 1, above: 1, vacant: 0 });
  });
});
