/** What-ifs: every warm answer is that of a cold solve of the changed round, and nothing of it stays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { type PlanChange, type Replanner, replanner } from '../../src/planning/replan.ts';
import { countyAfter } from '../../src/planning/replan-changes.ts';
import { capsByName } from '../../src/planning/replan-program.ts';
import { verify } from '../../src/verification/index.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

async function asked(county: County, raw: Record<string, unknown> = {}): Promise<Replanner> {
  const found = await replanner(county, parsePolicy(raw));
  if (found.kind !== 'replanner') throw new Error(JSON.stringify(found.reasons));
  return found;
}

/** Tier values of the changed round, solved from nothing; null without a legal allocation. */
async function cold(
  county: County,
  policy: Policy,
  changes: readonly PlanChange[],
): Promise<number[] | null> {
  const openings = changes.filter((change) => change.kind === 'openings');
  const changed = countyAfter(county, policy, openings);
  if (changed.postGroups.some((group) => group.mustFill > group.openings)) return null;
  const locks = { forced: [...policy.locks.forced], banned: [...policy.locks.banned] };
  for (const change of changes)
    if ((change.kind === 'force' || change.kind === 'ban') && change.postGroupId !== null)
      locks[change.kind === 'force' ? 'forced' : 'banned'].push({
        teacherId: change.teacherId,
        postGroupId: change.postGroupId,
      });
  const outcome = await propose(changed, { ...policy, locks }).catch((fault) => {
    if (fault instanceof InputError && fault.issues[0]?.code === 'lock-impossible') return null;
    throw fault;
  });
  if (outcome?.kind !== 'proposal') return null;
  const { weighted, tiers } = outcome.proposal.objective;
  return weighted === null ? tiers.map(({ value }) => value) : [weighted.value];
}

const draw = fc.record({
  kind: fc.constantFrom('force' as const, 'ban' as const, 'openings' as const, 'policy' as const),
  who: fc.nat(),
  post: fc.nat(),
  by: fc.constantFrom(-1, 1, 1, 2),
  policy: fc.record({
    titleTilt: fc.record({
      pct: fc.constantFrom(0, 20, 50),
      mode: fc.constantFrom('pool' as const, 'points' as const, 'factor' as const, 'off' as const),
    }),
    ruralTilt: fc.record({ rural: fc.constantFrom(0, 50, 100), weak: fc.constantFrom(0, 90) }),
    merit: fc.record({ scale: fc.constantFrom('raw' as const, 'school-percentile' as const) }),
    objective: fc.record({ tieSeed: fc.constantFrom('2026', '2027') }),
    distance: fc.record({ softLimitKm: fc.constantFrom(1, 30) }),
  }),
  /** A direction shut: another program. */
  strict: fc.constantFrom(false, false, true),
});
type Draw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

function changeOf(
  { kind, who, post, by, policy, strict }: Draw,
  { round, pairs }: Replanner['formulation'],
): PlanChange {
  const postGroupId = round.groups[post % round.groups.length]!.group.id;
  if (kind === 'policy') {
    const base = round.policy;
    const other: Policy = {
      ...base,
      titleTilt: policy.titleTilt,
      ruralTilt: { ...base.ruralTilt, ...policy.ruralTilt },
      merit: { ...base.merit, ...policy.merit },
      objective: { ...base.objective, ...policy.objective },
      distance: { ...base.distance, ...policy.distance },
      flow: strict ? { ...base.flow, skip: 'strict' } : base.flow,
    };
    return { kind, policy: other };
  }
  if (kind === 'openings') {
    const { openings, posts } = round.groups[post % round.groups.length]!.group;
    const have = round.policy.round === 'placement' ? openings : posts;
    return { kind, postGroupId, by: Math.max(by, -have) };
  }
  // Mostly pairs that the rules admit, for the others are soon answered.
  const admitted = pairs.person.length > 0 && post % 4 !== 0 ? post % pairs.person.length : null;
  if (admitted !== null) {
    const { teacher } = round.people[pairs.person[admitted]!]!;
    const { group } = round.groups[pairs.group[admitted]!]!;
    return { kind, teacherId: teacher.id, postGroupId: group.id };
  }
  const { teacher, homeGroup } = round.people[who % round.people.length]!;
  // The own post of a rotation is a stay, which a policy cannot lock: it has a test of its own.
  const own = round.policy.round === 'rotation' && homeGroup?.group.id === postGroupId;
  if (own) return { kind: 'openings', postGroupId, by: 1 };
  return { kind, teacherId: teacher.id, postGroupId };
}

/** @returns how many answers were warm, had a plan, and differed from the base */
async function compare(county: County, raw: Record<string, unknown>, draws: readonly Draw[][]) {
  const found = await replanner(county, parsePolicy(raw));
  const seen = { warm: 0, planned: 0, different: 0 };
  if (found.kind !== 'replanner' || found.formulation.round.people.length === 0) return seen;
  for (const list of draws) {
    const drawn = list.map((each) => changeOf(each, found.formulation));
    // Two cuts of one group could ask for fewer posts than none.
    const cuts = drawn.filter((change) => change.kind === 'openings' && change.by < 0);
    const changes = drawn.filter((change) => !cuts.slice(1).includes(change));
    const forced = changes.filter(({ kind }) => kind === 'force');
    if (forced.length > 1) continue;
    const { plan, rebuilt } = await found.tryOut(changes);
    const policy =
      changes.findLast((change) => change.kind === 'policy')?.policy ??
      found.formulation.round.policy;
    const values = plan?.tiers.map(({ value }) => value) ?? null;
    expect(values).toEqual(await cold(county, policy, changes));
    expect(plan?.proven ?? true).toBe(true);
    if (!rebuilt) seen.warm++;
    if (plan !== null) seen.planned++;
    if (plan !== null && JSON.stringify(plan.tiers) !== JSON.stringify(found.base.tiers))
      seen.different++;
  }
  const again = await found.tryOut([]);
  expect(again.plan).toEqual(found.base);
  return seen;
}

describe('a warm answer is the cold one, and is taken back', () => {
  const lists = fc.array(fc.array(draw, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  test('in placements, tier by tier and in one sum', { timeout: 120_000 }, async () => {
    const sums = { warm: 0, planned: 0, different: 0 };
    const mode = fc.constantFrom('lexicographic', 'lexicographic', 'one-shot');
    await fc.assert(
      fc.asyncProperty(placementCounty, placementPolicy, mode, lists, async (county, raw, m, l) => {
        const seen = await compare(county, { ...raw, objective: { mode: m } }, l);
        for (const key of ['warm', 'planned', 'different'] as const) sums[key] += seen[key];
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(sums.warm).toBeGreaterThan(60);
    expect(sums.planned).toBeGreaterThan(60);
    expect(sums.different).toBeGreaterThan(40);
  });
  test('in rotations', { timeout: 120_000 }, async () => {
    const sums = { warm: 0, planned: 0, different: 0 };
    const rotation = fc.record({
      duePct: fc.constantFrom(0, 100),
      donorFloor: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(rotationCounty, rotation, lists, async (county, raw, l) => {
        const seen = await compare(county, { round: 'rotation', rotation: raw }, l);
        for (const key of ['warm', 'planned', 'different'] as const) sums[key] += seen[key];
      }),
      { numRuns: 80, seed: 7 },
    );
    expect(sums.warm).toBeGreaterThan(40);
    expect(sums.different).toBeGreaterThan(15);
  });
});

const county = tinyCounty({
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U', quota: 2 },
    { id: 'r', tier: 'R' },
  ],
  groups: [
    { schoolId: 'u', openings: 1 },
    { schoolId: 'r', openings: 1 },
  ],
  teachers: [mover({ id: 't1', schoolId: 'b' }), mover({ id: 't2', schoolId: 'u' })],
});
const placed = ({ allocation }: Replanner['base']) =>
  allocation.placements.map(({ teacherId, postGroupId }) => `${teacherId} ${postGroupId}`);

describe('single questions', () => {
  test('no post at all is a question too', async () => {
    const { base, tryOut } = await bound();
    expect(placed(base)).toEqual(['t1 u/P/T/语文', 't2 r/P/T/语文']);
    const off = await tryOut([{ kind: 'force', teacherId: 't1', postGroupId: null }]);
    expect(off.plan?.allocation.standby).toEqual(['t1']);
    const on = await tryOut([{ kind: 'ban', teacherId: 't1', postGroupId: null }]);
    expect(on.plan).toEqual(base);
  });
  test('a pair that a rule forbids has no plan: that is a value', async () => {
    const { tryOut } = await bound();
    const answer = await tryOut([{ kind: 'force', teacherId: 't2', postGroupId: 'u/P/T/语文' }]);
    expect(answer).toEqual({ plan: null, termination: 'infeasible', rebuilt: false });
  });
  test('a raised quota has its unit step', async () => {
    const full = tinyCounty({
      schools: [
        { id: 'u', tier: 'U' },
        { id: 'r', tier: 'R', quota: 1 },
      ],
      groups: [{ schoolId: 'r', openings: 3 }],
      teachers: ['t1', 't2', 't3'].map((id) => mover({ id, schoolId: 'u' })),
    });
    const { base, formulation, tryOut } = await bound(full);
    expect(base.allocation.placements).toHaveLength(1);
    const caps = [...capsByName(formulation).keys()].filter((name) => /quota/.test(name));
    const raise = caps
      .filter((name) => !name.startsWith('stage-quota'))
      .map((row) => ({ kind: 'cap' as const, row, by: 2 }));
    const stage = caps
      .filter((name) => name.startsWith('stage-quota'))
      .map((row) => ({ kind: 'cap' as const, row, by: 2 }));
    const { plan, rebuilt } = await tryOut([...raise, ...stage]);
    expect([plan?.allocation.placements.length, rebuilt]).toEqual([3, false]);
  });
  test('a direction that was shut builds the program anew and says so', async () => {
    const { tryOut } = await bound();
    const policy = parsePolicy({ 'flow.arcs': ['BU'] });
    const { plan, rebuilt } = await tryOut([{ kind: 'policy', policy }]);
    expect([placed(plan!), rebuilt]).toEqual([['t1 u/P/T/语文'], true]);
  });
  test.each([
    ['a person', { kind: 'force', teacherId: 'nobody', postGroupId: null }, 'nobody'],
    ['a post', { kind: 'ban', teacherId: 't1', postGroupId: 'nowhere' }, 'nowhere'],
    ['a post to open', { kind: 'openings', postGroupId: 'nowhere', by: 1 }, 'nowhere'],
    ['a cap', { kind: 'cap', row: 'school-quota:x', by: 1 }, 'school-quota:x'],
    ['half a head', { kind: 'cap', row: 'school-quota:u', by: 0.5 }, '0.5'],
    ['fewer posts than none', { kind: 'openings', postGroupId: 'u/P/T/语文', by: -2 }, '负'],
  ] as const)('%s that is not there is bad input', async (_name, change, word) => {
    const { tryOut } = await bound();
    const fault = await tryOut([change]).catch((e) => e);
    expect(fault).toBeInstanceOf(InputError);
    expect(fault.message).toContain(word);
    expect((await tryOut([])).plan).not.toBeNull();
  });
  test('questions asked together do not mix', async () => {
    const { base, tryOut } = await bound();
    const off = { kind: 'force', teacherId: 't1', postGroupId: null } as const;
    const answers = await Promise.all([tryOut([off]), tryOut([]), tryOut([off])]);
    expect(answers[0]).toEqual(answers[2]);
    expect(answers[1]?.plan).toEqual(base);
  });

  async function bound(of: County = county) {
    const found = await asked(of);
    return {
      base: found.base,
      formulation: found.formulation,
      tryOut: (changes: readonly PlanChange[]) => found.tryOut(changes),
    };
  }
});

test('no legal allocation is a value with reasons', async () => {
  const torn = {
    ...county,
    postGroups: county.postGroups.map((group) => ({ ...group, openings: 3, mustFill: 3 })),
  };
  expect(await replanner(torn, parsePolicy({}))).toMatchObject({
    kind: 'no-allocation',
    termination: 'infeasible',
    reasons: [{ code: 'must-fill' }, { code: 'must-fill' }],
  });
});

describe('a cascade', () => {
  const raw = { 'flow.mode': 'cascade' };
  test('is solved anew, and a lock stands from its first round on', async () => {
    const found = await asked(county, raw);
    const change = { kind: 'force', teacherId: 't1', postGroupId: 'r/P/T/语文' } as const;
    const { plan, rebuilt } = await found.tryOut([change]);
    expect([placed(plan!), rebuilt]).toEqual([['t1 r/P/T/语文'], true]);
    const policy = parsePolicy(raw);
    expect(plan?.tiers.map(({ value }) => value)).toEqual(await cold(county, policy, [change]));
    const { placements, standby } = plan!.allocation;
    const claim = { placements, standby, tiers: [], weighted: null, program: null };
    expect(verify(county, policy, claim).accepted).toBe(true);
  });
  test('is not asked what it cannot be', async () => {
    const found = await asked(county, raw);
    const fault = await found
      .tryOut([{ kind: 'force', teacherId: 't1', postGroupId: null }])
      .catch((e) => e);
    expect(fault).toBeInstanceOf(InputError);
  });
});
