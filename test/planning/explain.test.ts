/** Explanations of small counties, each confirmed by enumerating everything that is legal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import {
  appealPack,
  explainTeacher,
  isConfirmed,
  openProposal,
  otherPeople,
  otherPosts,
  unfilledPost,
  whyNot,
} from '../../src/planning/explain/index.ts';
import { propose } from '../../src/planning/index.ts';
import type { Replanner } from '../../src/planning/replan.ts';
import { bestWith, compareValues, explained, legalAllocations } from '../support/explained.ts';
import { placementCounty, placementPolicy, rotationCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

/** Answers by kind. */
type Seen = { [kind: string]: number; floor?: number };

/** Asks why nobody is anywhere else and confirms each answer. @returns answers by kind */
async function confirmAll(county: County, policy: Policy, seen: Seen) {
  const explainer = await explained(county, policy);
  if (explainer === null) return;
  expect(explainer.isOptimum).toBe(true);
  const legal = legalAllocations(county, policy);
  for (const { teacher } of explainer.round.people) {
    const { admissible } = explainTeacher(explainer, teacher.id);
    const costs: (readonly number[])[] = [];
    for (const { id } of county.postGroups) {
      const answer = await whyNot(explainer, teacher.id, id);
      seen[answer.kind] = (seen[answer.kind] ?? 0) + 1;
      const best = bestWith(legal, teacher.id, id);
      const told = admissible.find(({ postGroupId }) => postGroupId === id);
      if (answer.kind === 'is-here') continue;
      expect(told !== undefined).toBe('losses' in answer || answer.kind === 'impossible');
      if (!('losses' in answer)) {
        expect(best).toBeNull();
        continue;
      }
      // The optimum is unique up to lots, so another place is never better.
      expect(answer.kind).not.toBe('better');
      expect(isConfirmed(explainer, answer)).toBe(true);
      const minimised = explainer.goals.map(({ sense }, k) => {
        const { other } = answer.losses[k]!;
        return sense === 'min' ? other : 0 - other;
      });
      expect(minimised).toEqual(best?.values);
      costs.push(answer.losses.map(({ loss }) => loss));
      expectChain(explainer, answer);
      if (told?.floor != null) {
        seen.floor = (seen.floor ?? 0) + 1;
        const { at, loss } = told.floor;
        const floor = answer.losses.map((_, k) => (k === at ? loss : 0));
        expect(
          compareValues(costs.at(-1)!.slice(0, at + 1), floor.slice(0, at + 1)),
        ).toBeGreaterThanOrEqual(0);
      }
    }
    costs.sort(compareValues);
    const { best, candidates } = await otherPosts(explainer, teacher.id, 2);
    expect(candidates).toBe(admissible.length);
    expect(best.map(({ losses }) => losses.map(({ loss }) => loss))).toEqual(costs.slice(0, 2));
  }
}

/** The moves of the chains are exactly the differences of the two allocations. */
function expectChain(
  { postOf }: NonNullable<Awaited<ReturnType<typeof explained>>>,
  {
    allocation,
    chains,
    teacherId,
  }: Extract<Awaited<ReturnType<typeof whyNot>>, { losses: unknown }>,
) {
  const after = new Map(allocation.placements.map((each) => [each.teacherId, each.postGroupId]));
  const changed = [...new Set([...postOf.keys(), ...after.keys()])].filter(
    (id) => postOf.get(id) !== after.get(id),
  );
  expect(
    chains
      .flat()
      .map((move) => move.teacherId)
      .sort(),
  ).toEqual(changed.sort());
  expect(chains[0]?.[0]?.teacherId).toBe(teacherId);
  for (const chain of chains)
    expect(chain.slice(1).map(({ from }) => from)).toEqual(chain.slice(0, -1).map(({ to }) => to));
}

describe('every "why not" is confirmed by brute force', () => {
  test('in placements', { timeout: 240_000 }, async () => {
    const seen: Seen = {};
    const mode = fc.constantFrom('lexicographic', 'lexicographic', 'one-shot');
    await fc.assert(
      fc.asyncProperty(placementCounty, placementPolicy, mode, (county, raw, m) =>
        confirmAll(county, parsePolicy({ ...raw, objective: { mode: m } }), seen),
      ),
      { numRuns: 120, seed: 7 },
    );
    for (const kind of ['not-admissible', 'costs', 'impossible', 'floor', 'is-here'])
      expect([kind, (seen[kind] ?? 0) >= 5]).toEqual([kind, true]);
  });
  test('in rotations', { timeout: 240_000 }, async () => {
    const seen: Seen = {};
    const rotation = fc.record({ duePct: fc.constantFrom(0, 100), donorFloor: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(rotationCounty, rotation, (county, raw) =>
        confirmAll(county, parsePolicy({ round: 'rotation', rotation: raw }), seen),
      ),
      { numRuns: 60, seed: 7 },
    );
    for (const kind of ['not-admissible', 'costs', 'may-not-rotate', 'floor'])
      expect([kind, (seen[kind] ?? 0) >= 5]).toEqual([kind, true]);
  });
});

const county = tinyCounty({
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U' },
    { id: 'r', tier: 'R', position: { east: 20_000, north: 0 } },
  ],
  groups: [
    { schoolId: 'u', openings: 1 },
    { schoolId: 'r', openings: 1 },
    { schoolId: 'r', subject: '音乐', openings: 1 },
  ],
  teachers: [
    mover({
      id: 't1',
      schoolId: 'b',
      name: '甲某',
      wishes: [{ schoolId: 'r', postGroupId: null }],
    }),
    mover({ id: 't2', schoolId: 'u', name: '乙某' }),
    { id: 't3', schoolId: 'u' },
    { id: 't4', schoolId: 'u', leader: true },
    mover({
      id: 't5',
      schoolId: 'u',
      exemption: { kind: 'illness', missing: [], from: null, to: null },
    }),
  ],
});

async function opened(raw: Record<string, unknown> = {}) {
  const explainer = await explained(county, parsePolicy(raw));
  if (explainer === null) throw new Error('no allocation');
  return explainer;
}

describe('why here', () => {
  test('the fit by its parts, the terms by tier, and the caps that are used up', async () => {
    const { here } = explainTeacher(await opened(), 't2');
    expect(here).toMatchObject({
      decision: 'placed',
      postGroupId: 'r/P/T/语文',
      // 20 km straight are 26 km by road: 1 400 of 4 000 left, a quarter of it counts.
      fit: { total: 6350, parts: { subject: 4000, stage: 1500, wish: 0, near: 350, title: 500 } },
      subjectMatch: 100,
      terms: expect.arrayContaining([
        { tier: 'coverage', value: 1 },
        { tier: 'fit', value: 6350 },
      ]),
      soft: [],
    });
    expect(here.binding?.map(({ name, used, limit }) => [name, used, limit])).toContainEqual([
      'post-openings:r/P/T/语文',
      1,
      1,
    ]);
  });
  test.each([
    ['t3', '已在原校聘任'],
    ['t4', 'I08'],
  ])('%s is not in the round, and is told why', async (id, words) => {
    const { here } = explainTeacher(await opened(), id);
    expect([here.decision, here.sentence]).toEqual(['outside', expect.stringContaining(words)]);
  });
  test('an exempt person stands by; the ground is not told', async () => {
    const { here, nearest } = explainTeacher(await opened(), 't5');
    expect(here.decision).toBe('standby');
    const told = JSON.stringify({ here, nearest });
    expect(told).toContain('直聘');
    expect(told).not.toMatch(/illness|重病|病/);
    expect(nearest.map(({ test: failed }) => failed?.name)).toContain('in-the-round');
  });
});

describe('why not', () => {
  test('the failing test has its figures', async () => {
    const explainer = await opened();
    const up = await whyNot(explainer, 't2', 'u/P/T/语文');
    expect(up).toMatchObject({ kind: 'not-admissible', test: { name: 'flow-direction' } });
    expect(up.sentence).toContain('原校属街道，目标校属街道');
    const music = await whyNot(explainer, 't2', 'r/P/T/音乐');
    expect(music.sentence).toContain('匹配 0%');
  });
  test('a post that is taken tells who would have to move, and the price', async () => {
    const explainer = await opened();
    const answer = await whyNot(explainer, 't1', 'r/P/T/语文');
    if (!('losses' in answer)) throw new Error(answer.kind);
    expect([answer.kind, answer.full]).toEqual(['costs', true]);
    expect(answer.chains.map((chain) => chain.map(({ teacherId, to }) => [teacherId, to]))).toEqual(
      [
        [
          ['t1', 'r/P/T/语文'],
          ['t2', null],
        ],
      ],
    );
    expect(answer.losses[0]).toEqual({ tier: 'coverage', proposal: 2, other: 1, loss: 1 });
    expect(answer.sentence).toContain('保上岗');
  });
  test('people and posts that the county does not have are bad input', async () => {
    const explainer = await opened();
    await expect(whyNot(explainer, 'nobody', 'r/P/T/语文')).rejects.toBeInstanceOf(InputError);
    await expect(whyNot(explainer, 't1', 'nowhere')).rejects.toBeInstanceOf(InputError);
  });
});

describe('a post', () => {
  test('is told whom it could have and at what price', async () => {
    const ranking = await otherPeople(await opened(), 'r/P/T/语文', 3);
    expect(ranking.best.map(({ teacherId }) => teacherId)).toEqual(['t1']);
  });
  test('that is empty: nobody is admitted, and what stops those on standby', async () => {
    const empty = unfilledPost(await opened(), 'r/P/T/音乐');
    expect(empty).toMatchObject({ open: 1, admissible: [] });
    expect(empty.standbyRejected).toMatchObject([{ test: 'subject-match', count: 1 }]);
  });
});

describe('only a sound proposal of this county is explained', () => {
  const proposal = async () => {
    const outcome = await propose(county, parsePolicy({}));
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    return JSON.parse(JSON.stringify(outcome.proposal));
  };
  test.each([
    [
      'another county',
      'other-county',
      (p: { county: { hash: string } }) => {
        p.county.hash = '0';
      },
    ],
    [
      'another policy',
      'other-policy',
      (p: { policy: { hash: string } }) => {
        p.policy.hash = '0';
      },
    ],
    [
      'a broken rule',
      'not-legal',
      (p: { placements: { postGroupId: string }[] }) => {
        p.placements[0]!.postGroupId = p.placements[1]!.postGroupId;
      },
    ],
    [
      'no proposal',
      'not-a-proposal',
      (p: { format: string }) => {
        p.format = 'x';
      },
    ],
  ])('%s is refused', async (_name, code, spoil) => {
    const raw = await proposal();
    (spoil as (p: unknown) => void)(raw);
    const fault = await openProposal(county, raw).catch((e) => e);
    expect(fault).toBeInstanceOf(InputError);
    expect(fault.issues[0].code).toBe(code);
  });
  test('one that is legal but not the optimum is explained against itself', async () => {
    const raw = await proposal();
    const left = raw.placements.pop();
    raw.standby.push({ ...raw.standby[0], teacherId: left.teacherId, reason: 'posts-filled' });
    const explainer = await openProposal(county, raw);
    expect(explainer.isOptimum).toBe(false);
    const answer = await whyNot(explainer, left.teacherId, left.postGroupId);
    expect(answer.kind).toBe('better');
    if ('losses' in answer) expect(answer.losses[0]).toMatchObject({ tier: 'coverage', loss: -1 });
  });
});

test('a cascade is explained round by round', async () => {
  const explainer = await opened({ 'flow.mode': 'cascade' });
  const answer = await whyNot(explainer, 't1', 'r/P/T/语文');
  expect(answer.kind).toBe('costs');
  if ('losses' in answer) expect(isConfirmed(explainer, answer)).toBe(true);
});

describe('a re-solve that a limit ends', () => {
  const cut = async (plan: Awaited<ReturnType<Replanner['tryOut']>>['plan']) => {
    const explainer = await opened();
    const tryOut = async () => ({ plan, termination: 'none' as const, rebuilt: false });
    return { ...explainer, replanner: { ...explainer.replanner, tryOut } };
  };
  test('without a plan is unknown, not proven impossible', async () => {
    const answer = await whyNot(await cut(null), 't1', 'r/P/T/语文');
    expect(answer.kind).toBe('unknown');
    expect(answer.sentence).toContain('也未证明无解');
    const ranking = await otherPeople(await cut(null), 'r/P/T/语文', 3);
    expect(ranking).toMatchObject({ best: [], impossible: [], unknown: [{ teacherId: 't1' }] });
  });
  test('with a plan that is not proven: the losses are upper bounds', async () => {
    const asked = [{ kind: 'force', teacherId: 't1', postGroupId: 'r/P/T/语文' }] as const;
    const { plan } = await (await opened()).replanner.tryOut(asked);
    const answer = await whyNot(await cut(plan && { ...plan, proven: false }), 't1', 'r/P/T/语文');
    expect([answer.kind, answer.sentence.includes('可能偏高')]).toEqual(['costs', true]);
  });
});

describe('the appeal pack', () => {
  test('has reasons, hashes and the replay, and nobody else by number or name', async () => {
    const pack = await appealPack(await opened(), 't1', {
      postGroupIds: ['r/P/T/音乐'],
      product: '0.1.0',
      replay: 'tiaopei explain county.xlsx --proposal proposal.json --teacher t1',
    });
    expect(
      pack.questions.map(({ postGroupId, kind, confirmed }) => [postGroupId, kind, confirmed]),
    ).toEqual([
      ['r/P/T/语文', 'costs', true],
      ['r/P/T/音乐', 'not-admissible', null],
    ]);
    for (const hash of [pack.basis.county, pack.basis.policy])
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const outcome = await propose(county, parsePolicy({}));
    if (outcome.kind !== 'proposal' || outcome.certificate === null) throw new Error(outcome.kind);
    const { rounds } = JSON.parse(new TextDecoder().decode(outcome.certificate));
    expect([pack.basis.program]).toEqual(rounds.map(({ model }: { model: string }) => model));
    const text = JSON.stringify(pack);
    expect(text).toContain('人员1');
    expect(text).not.toMatch(/t2|t3|t4|t5|甲某|乙某/);
  });
});
