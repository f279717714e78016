/** A1: `flow.mode` = cascade — successive rounds by direction — against the joint reading. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose, recheck } from '../../src/planning/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

/** One rural post; a street teacher may take it, and a rural one who wishes for it. */
const county = tinyCounty({
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U' },
    { id: 'r1', tier: 'R' },
    { id: 'r2', tier: 'R' },
  ],
  groups: [{ schoolId: 'r2', openings: 1 }],
  teachers: [
    mover({ id: 'bureau', schoolId: 'b' }),
    mover({ id: 'rural', schoolId: 'r1', wishes: [{ schoolId: 'r2', postGroupId: null }] }),
    mover({ id: 'street', schoolId: 'u' }),
  ],
});

async function run(raw: Record<string, unknown>) {
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  return outcome.proposal;
}
const placed = (proposal: Awaited<ReturnType<typeof run>>) =>
  proposal.placements.map(({ teacherId }) => teacherId);

describe('the two readings differ', () => {
  test('joint: the better fit gets the post', async () => {
    const proposal = await run({});
    expect(placed(proposal)).toEqual(['rural']);
    expect(proposal.objective.rounds).toBeNull();
  });
  test('cascade: street → rural comes before rural → rural', async () => {
    const proposal = await run({ 'flow.mode': 'cascade' });
    expect(placed(proposal)).toEqual(['street']);
    expect(proposal.objective.rounds?.map(({ arcs, placed: n }) => [...arcs, n])).toEqual([
      ['BU', 0],
      ['UR', 1],
      ['RR', 1],
      ['BR', 1],
    ]);
    expect([proposal.status, proposal.gap]).toEqual(['optimal', 0]);
    expect(proposal.objective.note).toContain('逐轮');
  });
  test('strict: no last round from bureau-run to rural', async () => {
    const proposal = await run({ flow: { mode: 'cascade', skip: 'strict' } });
    expect(proposal.objective.rounds).toHaveLength(3);
  });
});

test('a lock for a later direction holds', async () => {
  const locks = { forced: [{ teacherId: 'bureau', postGroupId: 'r2/P/T/语文' }] };
  expect(placed(await run({ flow: { mode: 'cascade' }, locks }))).toEqual(['bureau']);
});

test('a cascade proposal is accepted by the check, a tampered one is not', async () => {
  const proposal = JSON.parse(JSON.stringify(await run({ 'flow.mode': 'cascade' })));
  expect(recheck(proposal, county)).toEqual([]);
  proposal.placements[0].teacherId = 'rural';
  expect(recheck(proposal, county)).not.toEqual([]);
});

test('invented rounds are refused', async () => {
  const proposal = JSON.parse(JSON.stringify(await run({ 'flow.mode': 'cascade' })));
  const invented = {
    arcs: ['BU'],
    placed: 999,
    objectives: [{ name: 'x', value: 1, bound: 1, proof: 'dual' }],
  };
  proposal.objective.rounds = [invented];
  expect(recheck(proposal, county).join()).toContain('objective.rounds');
});

test('a must-fill post that the order leaves short is blamed on the order', async () => {
  const torn = tinyCounty({
    schools: [
      { id: 'b', tier: 'B' },
      { id: 'u', tier: 'U' },
      { id: 'r', tier: 'R' },
    ],
    groups: [
      { schoolId: 'u', openings: 1 },
      { schoolId: 'r', openings: 1, mustFill: 1 },
    ],
    teachers: [mover({ id: 't1', schoolId: 'b' })],
  });
  expect(await propose(torn, parsePolicy({}))).toMatchObject({ kind: 'proposal' });
  const outcome = await propose(torn, parsePolicy({ 'flow.mode': 'cascade' }));
  expect(outcome).toMatchObject({
    kind: 'no-allocation',
    termination: 'infeasible',
    reasons: [{ code: 'cascade-order', required: 1, short: 1 }],
  });
});
