/** What the journal changes in the county, and what a contract says (D05, D06, F05, S03, S06, X04, A21). */
import { expect, test } from 'vitest';
import { inJournalOrder, type JournalEntry } from '../../../src/domain/journal.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import {
  contractMonths,
  employers,
  formsDue,
  refusedOffers,
  withJournal,
  workCalendar,
} from '../../../src/rules/workflow/index.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const CALENDAR = workCalendar();
const confirmed = { kind: 'illness' as const, missing: [], from: null, to: null };
const county = tinyCounty({
  schools: [{ id: 's1' }, { id: 's2' }],
  groups: [{ schoolId: 's2' }],
  teachers: [
    { id: 'a', schoolId: 's1', documentsComplete: false },
    { id: 'b', schoolId: 's1', documentsComplete: false, exemption: confirmed },
  ],
});
const POST = 's2/P/T/语文';
const on = (day: string) => ({ id: day, on: day });

function changed(...journal: JournalEntry[]) {
  return withJournal(county, journal, CALENDAR).teachers;
}

test('an empty journal changes nothing', () => {
  expect(withJournal(county, [], CALENDAR)).toEqual(county);
});

test('the proof of not being hired completes the papers of that person', () => {
  const [a, b] = changed({ ...on('2026-07-17'), kind: 'not-hired-proof', teacherId: 'a' });
  expect([a?.documentsComplete, b?.documentsComplete]).toEqual([true, false]);
});

test('a form after the last day is late, without an announcement none is', () => {
  const form: JournalEntry = { ...on('2026-08-04'), kind: 'form-received', teacherId: 'a' };
  const announced: JournalEntry = {
    ...on('2026-07-29'),
    kind: 'vacancies-announced',
    stage: 'cross-district',
  };
  expect(formsDue([announced], CALENDAR)).toBe('2026-08-03');
  expect(changed(form, announced)[0]?.formLate).toBe(true);
  expect(changed({ ...form, on: '2026-08-03' }, announced)[0]?.formLate).toBe(false);
  expect(changed(form)[0]?.formLate).toBe(false);
});

test('a refusal counts against an offer made before it only', () => {
  const refusal: JournalEntry = {
    ...on('2026-08-20'),
    kind: 'refusal',
    teacherId: 'a',
    postGroupId: POST,
  };
  const offer: JournalEntry = { ...refusal, id: 'o', on: '2026-08-18', kind: 'offer' };
  expect(changed(refusal)[0]?.refusedPostGroupIds).toEqual([]);
  expect(changed(refusal, offer)[0]?.refusedPostGroupIds).toEqual([POST]);
  expect(changed(refusal, { ...offer, teacherId: 'b' })[0]?.refusedPostGroupIds).toEqual([]);
  expect(changed(refusal, { ...offer, on: '2026-08-21' })[0]?.refusedPostGroupIds).toEqual([]);
});

test('an objection that was upheld unmakes a direct hire, an open one does not', () => {
  const objection = (upheld: boolean | null): JournalEntry => ({
    ...on('2026-07-07'),
    kind: 'objection',
    stage: 'direct-hire',
    teacherId: 'b',
    upheld,
  });
  expect(changed(objection(true))[1]?.exemption?.missing).toEqual(['publicity']);
  expect(changed(objection(null))[1]?.exemption?.missing).toEqual([]);
  expect(changed(objection(false))[1]?.exemption?.missing).toEqual([]);
});

test('a post contract runs for `contract.postYears`', () => {
  expect(contractMonths(parsePolicy({}))).toBe(12);
  expect(contractMonths(parsePolicy({ 'contract.postYears': 3 }))).toBe(36);
});

test('the primary schools of a town sign with its central school, everybody else with the own one', () => {
  const town = { districtId: 'T1', tier: 'R' as const };
  const units = tinyCounty({
    schools: [
      { id: 'c', ...town, pupils: 300 },
      { id: 'd', ...town, pupils: 200 },
      { id: 'v', ...town },
      { id: 'j', ...town, kind: '初级中学', stage: 'J' },
      { id: 'u', districtId: 'U1', tier: 'U' },
      { id: 'w', districtId: 'T2', tier: 'R' },
    ],
    sites: [
      { id: 'z1', schoolId: 'c' },
      { id: 'z2', schoolId: 'd' },
    ],
  });
  expect(Object.fromEntries(employers(units))).toEqual({
    ...{ c: 'c', d: 'c', v: 'c' },
    ...{ j: 'j', u: 'u', w: 'w' },
  });
});

test('same-day entries are in order of their numbers, not of their texts (12 acts of one day)', () => {
  const acts = Array.from({ length: 12 }, (_, k): JournalEntry => {
    const kind = k === 0 ? 'offer' : k % 2 === 1 ? 'refusal' : 'acceptance';
    return { id: `R${k + 1}`, on: '2026-08-20', kind, teacherId: 'a', postGroupId: POST };
  });
  // R12 is a refusal: as text R9 would be the last.
  expect(inJournalOrder([...acts].reverse()).map(({ id }) => id)).toEqual(acts.map(({ id }) => id));
  expect(refusedOffers(acts)).toEqual(new Map([['a', [POST]]]));
  expect(refusedOffers(acts.slice(0, 11))).toEqual(new Map());
});

test('a refusal that was taken back bars nothing: the last answer to a post counts', () => {
  const answer = (kind: 'offer' | 'refusal' | 'acceptance', day: string): JournalEntry => {
    return { id: `${kind}${day}`, on: day, kind, teacherId: 'a', postGroupId: POST };
  };
  const acts = [
    answer('offer', '2026-08-20'),
    answer('refusal', '2026-08-21'),
    answer('acceptance', '2026-08-22'),
  ];
  expect(changed(...acts)[0]?.refusedPostGroupIds).toEqual([]);
  expect(changed(...acts, answer('refusal', '2026-08-23'))[0]?.refusedPostGroupIds).toEqual([POST]);
  const stained = {
    ...county,
    teachers: county.teachers.map((each) => ({ ...each, refusedPostGroupIds: [POST] })),
  };
  const [a, b] = withJournal(stained, acts, CALENDAR).teachers;
  expect([a?.refusedPostGroupIds, b?.refusedPostGroupIds]).toEqual([[], [POST]]);
});

test('a second copy of a form that was in time makes nobody late', () => {
  const form = (id: string, day: string): JournalEntry => {
    return { id, on: day, kind: 'form-received', teacherId: 'a' };
  };
  const announced: JournalEntry = {
    ...on('2026-07-29'),
    kind: 'vacancies-announced',
    stage: 'cross-district',
  };
  const late = (...forms: JournalEntry[]) => changed(announced, ...forms)[0]?.formLate;
  expect(late(form('1', '2026-08-03'), form('2', '2026-08-05'))).toBe(false);
  expect(late(form('1', '2026-08-04'), form('2', '2026-08-05'))).toBe(true);
});
