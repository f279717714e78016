/** The independent check of heads refuses whatever is not so. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { NO_DEMANDS } from '../../src/domain/principals.ts';
import { headProgram, pairKey } from '../../src/formulation/principals/program.ts';
import { planPrincipals } from '../../src/planning/principals/index.ts';
import { headRound } from '../../src/rules/principals/head-round.ts';
import { type HeadClaim, verifyPrincipals } from '../../src/verification/principals/index.ts';
import { tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

const POLICY = parsePolicy({});
const COUNTY = tinyCounty({
  schools: [{ id: 'a' }, { id: 'b', weak: true }, { id: 'c' }, { id: 'j', stage: 'J' }],
  teachers: [
    head('h', 'a', '2019-09', { leadership: { certificate: false } }),
    head('i', 'b', '2023-09', { kinSchoolIds: ['c'] }),
    head('k', 'c', '2025-09'),
    head('m', 'j', null, { certificates: [{ stage: 'J', subject: null }] }),
    head('old', 'j', '2024-09', { birth: '1960-01' }),
    deputy('d', 'a'),
    deputy('e', 'b', { leadership: { trainingHours: 0 } }),
    deputy('f', 'c', { leadership: { deputyYears: 0, middleYears: 0 } }),
  ],
});
const GOOD = { a: 'i', b: 'h', c: 'k', j: 'm' };
const pairs = (heads: Record<string, string>) =>
  Object.entries(heads).map(([schoolId, teacherId]) => ({ teacherId, schoolId }));

function check(
  heads: Record<string, string>,
  claim: Partial<HeadClaim> = {},
  demands = NO_DEMANDS,
) {
  return verifyPrincipals(COUNTY, POLICY, demands, {
    ...{ appointments: pairs(heads), tiers: [], program: null, waived: [] },
    ...claim,
  });
}
const program = headProgram(headRound(COUNTY, POLICY, NO_DEMANDS))
  .columns.map((pair) => `${pairKey(pair)} ${pair.fixed ? 1 : 0} ${pair.worth.join(' ')}`)
  .sort();

test('the plan is accepted with its figures and its program', async () => {
  const { report } = await planPrincipals(COUNTY, POLICY);
  expect(report.appointments.map(({ schoolId, teacherId }) => [schoolId, teacherId])).toEqual(
    Object.entries(GOOD),
  );
  expect(program).toHaveLength(7);
  expect(check(GOOD, { tiers: report.tiers, program }).findings).toEqual([]);
});

test.each([
  ['stays although a move is due', { ...GOOD, a: 'h', b: 'i' }, 'must-move is broken by h at -'],
  ['taken away inside a term', { ...GOOD, c: 'd' }, 'in-term is broken by k at -'],
  ['a relative leads', { a: 'd', c: 'i', j: 'm' }, 'kinship is broken by i at c'],
  ['no hours', { ...GOOD, a: 'e' }, 'training is broken by e at -'],
  ['no years', { ...GOOD, a: 'f' }, 'experience is broken by f at -'],
  ['no juniors ever', { ...GOOD, j: 'd', a: 'i' }, 'stage-fit is broken by d at j'],
  ['retired', { ...GOOD, j: 'old' }, 'old>j cannot be appointed'],
  ['twice', { ...GOOD, a: 'h' }, 'h>a cannot be appointed'],
  ['nobody of that number', { ...GOOD, a: 'x' }, 'x>a cannot be appointed'],
  ['no such school', { ...GOOD, x: 'd' }, 'd>x cannot be appointed'],
])('refused: %s', (_, heads, finding) => {
  const { accepted, findings } = check(heads);
  expect(accepted).toBe(false);
  expect(findings.join('\n')).toContain(finding);
});

test('refused: back after two terms and one year; a whole term later it is not', () => {
  const broken = (until: string) => {
    const lastHeaded = { schoolId: 'a', until, months: 72 };
    const county = tinyCounty({
      schools: [{ id: 'a' }],
      teachers: [deputy('d', 'a', { leadership: { lastHeaded, deputyYears: 0, middleYears: 0 } })],
    });
    const claim = { appointments: pairs({ a: 'd' }), tiers: [], program: null, waived: [] };
    return verifyPrincipals(county, POLICY, NO_DEMANDS, claim).findings;
  };
  expect(broken('2025-09')).toEqual(['must-move is broken by d at -.']);
  expect(broken('2023-09')).toEqual([]);
});

test('a serving head needs no certificate to be moved; a warning says it is missing', () => {
  const { ruleChecks } = check(GOOD);
  const papers = ruleChecks.find(({ name }) => name === 'serving-papers');
  expect(papers).toMatchObject({ status: 'warn', offenders: ['h'] });
  const unknown = ruleChecks.find(({ name }) => name === 'term-known');
  expect(unknown).toMatchObject({ status: 'warn', offenders: ['m'] });
});

describe('what is set aside', () => {
  const due = { ...GOOD, a: 'h', b: 'i' };
  const stays = { kind: 'must-move' as const, teacherId: 'h', schoolId: null };
  test('is a warning, for that person alone', () => {
    const waived = check(due, { waived: [stays] });
    expect(waived.findings).toEqual([]);
    expect(waived.ruleChecks.find(({ ruleId }) => ruleId === 'P02')?.status).toBe('warn');
    expect(check(due, { waived: [{ ...stays, teacherId: 'i' }] }).accepted).toBe(false);
  });
});

describe('demands', () => {
  const pair = { teacherId: 'd', schoolId: 'a' };
  test('forced and banned pairs are kept', () => {
    const forced = { ...NO_DEMANDS, forced: [pair] };
    expect(check(GOOD, {}, forced).findings).toEqual(['forced is broken by d at a.']);
    expect(check({ ...GOOD, a: 'd' }, {}, forced).findings).toEqual([]);
    const banned = { ...NO_DEMANDS, banned: [pair] };
    expect(check({ ...GOOD, a: 'd' }, {}, banned).findings).toEqual([
      'banned is broken by d at a.',
    ]);
  });
});

describe('claims', () => {
  test('a tier by one too many', () => {
    const tiers = check(GOOD).tiers.map(({ name, value }) => ({ name, value: value + 1 }));
    expect(check(GOOD, { tiers }).findings).toHaveLength(tiers.length);
  });
  test('a program with a pair too many, one missing, or another coefficient', () => {
    expect(check(GOOD, { program: [...program, 'f>a 0 1 0 0 0 0 0 0 0 0'] }).accepted).toBe(false);
    expect(check(GOOD, { program: program.slice(1) }).accepted).toBe(false);
    const [first = '', ...rest] = program;
    expect(check(GOOD, { program: [`${first}1`, ...rest] }).findings).toHaveLength(2);
  });
  test('a vacancy is a warning', () => {
    const { a: _, ...three } = GOOD;
    const { findings, vacant, ruleChecks } = check(three);
    expect([findings, vacant]).toEqual([[], ['a']]);
    expect(ruleChecks.find(({ name }) => name === 'one-head')?.status).toBe('warn');
  });
});
