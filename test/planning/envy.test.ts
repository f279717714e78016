/** No justified envy: who ranks above a colleague at a post she would rather have, and what explains it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerLines } from '../../src/cli/explain-lines.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { type Explainer, envyReport, openProposal } from '../../src/planning/explain/index.ts';
import { propose } from '../../src/planning/index.ts';
import { participants } from '../../src/rules/movers.ts';
import { contested, contestedPolicy } from '../support/contested-county.ts';
import { bestWith, compareValues, explained, legalAllocations } from '../support/explained.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const wish = (schoolId: string) => [{ schoolId, postGroupId: null }];
const RAW = { merit: { scale: 'raw' } };

/** Two street teachers of one school wish for the same post nearby; the other one is far. */
const county = tinyCounty({
  schools: [
    { id: 'u', tier: 'U' },
    { id: 'near', tier: 'R' },
    { id: 'far', tier: 'R', position: { east: 20_000, north: 0 } },
  ],
  groups: [
    { schoolId: 'near', openings: 1 },
    { schoolId: 'far', openings: 1 },
  ],
  teachers: [
    mover({ id: 'high', schoolId: 'u', merit: 9000, wishes: wish('near') }),
    mover({ id: 'low', schoolId: 'u', merit: 6000, wishes: wish('near') }),
  ],
});

async function proposed(raw: Record<string, unknown> = RAW) {
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  return JSON.parse(JSON.stringify(outcome.proposal));
}

describe('a better post given to the lower-ranked', () => {
  test('the optimum gives it to the higher one: nothing to report', async () => {
    const report = await envyReport(await openProposal(county, await proposed()));
    expect(report).toMatchObject({ rankBy: 'percent', lines: [], unexplained: 0 });
  });
  test('planted: both persons and the post are reported, and nothing explains it', async () => {
    const raw = await proposed();
    const [a, b] = raw.placements;
    [a.teacherId, b.teacherId] = [b.teacherId, a.teacherId];
    const report = await envyReport(await openProposal(county, raw));
    expect(report.lines).toMatchObject([
      {
        teacherId: 'high',
        colleagueId: 'low',
        colleagues: ['low'],
        postGroupId: 'near/P/T/语文',
        rank: 90,
        colleagueRank: 60,
        explained: false,
        by: null,
      },
    ]);
    expect([report.explained, report.unexplained]).toEqual([0, 1]);
    expect(report.lines[0]?.sentence).toContain('没有规则可以解释');
  });
  test('ranked by the raw total, by rural years: what the policy says', async () => {
    const raw = await proposed({ merit: { scale: 'raw', rankBy: 'rural-years' } });
    const [a, b] = raw.placements;
    [a.teacherId, b.teacherId] = [b.teacherId, a.teacherId];
    const report = await envyReport(await openProposal(county, raw));
    // Both have none, so nobody is above anybody.
    expect(report).toMatchObject({ rankBy: 'rural-years', lines: [] });
  });
});

test('a colleague that a higher tier placed is explained by it, with the exact loss', async () => {
  // Only the lower one may take the far post's title room: a second senior there is 20 points over.
  const senior = tinyCounty({
    schools: [
      { id: 'u', tier: 'U' },
      { id: 'near', tier: 'R', titleCaps: { H: 0, M: 0, E: 9 } },
      { id: 'far', tier: 'R', position: { east: 20_000, north: 0 } },
    ],
    groups: [
      { schoolId: 'near', openings: 1 },
      { schoolId: 'far', openings: 1 },
    ],
    teachers: [
      mover({ id: 'high', schoolId: 'u', merit: 9000, title: 'H', wishes: wish('near') }),
      mover({ id: 'low', schoolId: 'u', merit: 6000, wishes: wish('near') }),
    ],
  });
  const explainer = await explained(senior, parsePolicy({ ...RAW, titleTilt: { mode: 'off' } }));
  const report = await envyReport(explainer as Explainer);
  expect(report.lines).toMatchObject([
    { teacherId: 'high', colleagueId: 'low', explained: true, by: 'soft-rules' },
  ]);
  const loss = report.lines[0]?.losses.find(({ tier }) => tier === 'soft-rules');
  // Over the senior posts and over senior and middle together.
  expect(loss).toEqual({ tier: 'soft-rules', proposal: 0, other: 40, loss: 40 });
  expect(report.cutOffs).toMatchObject([
    { postGroupId: 'far/P/T/语文', placed: 1, open: 0, classes: [{ match: 100, ranked: 1 }] },
    { postGroupId: 'near/P/T/语文', placed: 1, open: 0, classes: [{ match: 100, ranked: 1 }] },
  ]);
});

describe('cut-offs', () => {
  /** One post of two places. */
  const of = async (merits: (number | null)[], rankBy = 'percent') => {
    const one = tinyCounty({
      schools: [
        { id: 'u', tier: 'U' },
        { id: 'r', tier: 'R' },
      ],
      groups: [{ schoolId: 'r', openings: merits.length }],
      teachers: merits.map((merit, k) => mover({ id: `t${k}`, schoolId: 'u', merit })),
    });
    const explainer = await explained(one, parsePolicy({ merit: { scale: 'raw', rankBy } }));
    return (await envyReport(explainer as Explainer)).cutOffs[0];
  };
  test('are the lowest rank admitted, in the words of what people are ranked by', async () => {
    const two = await of([9000, 6000]);
    expect(two?.classes).toEqual([{ match: 100, ranked: 2, lowest: 60 }]);
    expect(two?.sentence).toContain('业绩折算分 60');
    expect((await of([9000, 6000], 'rural-years'))?.sentence).toContain('农村任教年限');
  });
  test.each([[[9000]], [[9000, null]]])(
    'say nothing of the only one with a record: %j',
    async (merits) => {
      const one = await of(merits);
      expect(one?.classes).toEqual([{ match: 100, ranked: 1, lowest: null }]);
      expect(one?.sentence).toContain('仅一人，不公布');
      expect(JSON.stringify(one)).not.toMatch(/\b(90|9000)\b/);
    },
  );
});

test('a line whose re-solve a limit ended is not explained by it', async () => {
  const raw = await proposed();
  const [a, b] = raw.placements;
  [a.teacherId, b.teacherId] = [b.teacherId, a.teacherId];
  const explainer = await openProposal(county, raw);
  const tryOut = async () => ({ plan: null, termination: 'none' as const, rebuilt: false });
  const report = await envyReport({ ...explainer, replanner: { ...explainer.replanner, tryOut } });
  expect(report.lines).toMatchObject([{ teacherId: 'high', explained: false, by: null }]);
  expect(report.lines[0]?.sentence).toContain('在时限内没有算出结果');
});

test('the heading of an envy report says in words what people are ranked by', async () => {
  const report = await envyReport(await openProposal(county, await proposed()));
  const [head] = answerLines({ kind: 'envy', ...report }, ({ zh }) => zh);
  expect(head).toContain('按业绩折算分排序');
});

test('every line of random plans is confirmed by enumeration', { timeout: 240_000 }, async () => {
  const seen = { tier: 0, rules: 0, none: 0 };
  await fc.assert(
    fc.asyncProperty(contested, contestedPolicy, fc.nat(), async (of, raw, pick) => {
      const policy = parsePolicy({ ...raw, ...RAW });
      const outcome = await propose(of, policy);
      if (outcome.kind !== 'proposal') return;
      const legal = legalAllocations(of, policy);
      // The optimum, or any legal plan as a bureau might have made it, handed in as a proposal.
      const best = outcome.proposal.placements;
      const placements = pick % 3 === 0 ? legal[pick % legal.length]!.placements : best;
      const made = JSON.parse(JSON.stringify(outcome.proposal));
      const placed = new Map(placements.map((each) => [each.teacherId, each.postGroupId]));
      made.placements = placements.map(({ teacherId, postGroupId }) => ({
        ...PLACEMENT,
        teacherId,
        postGroupId,
      }));
      made.standby = participants(of, policy)
        .filter(({ id }) => !placed.has(id))
        .map(({ id }) => ({
          teacherId: id,
          reason: 'posts-filled',
          unplacedReason: null,
          rejectedBy: [],
        }));
      const explainer = await openProposal(of, made);
      const own = explainer.goals.map(({ sense, value }) => (sense === 'min' ? value : 0 - value));
      const fit = explainer.goals.findIndex(({ id }) => id === 'fit');
      for (const line of (await envyReport(explainer)).lines) {
        expect(line.rank).toBeGreaterThan(line.colleagueRank);
        expect(placed.get(line.colleagueId)).toBe(line.postGroupId);
        const forced = bestWith(legal, line.teacherId, line.postGroupId);
        if (line.by === 'rules') {
          seen.rules++;
          expect(forced).toBeNull();
          continue;
        }
        const worse = compareValues(forced!.values.slice(0, fit), own.slice(0, fit)) > 0;
        expect(line.explained).toBe(worse);
        seen[worse ? 'tier' : 'none']++;
        if (!worse) continue;
        // The first tier that is worse, by the exact loss.
        const at = forced!.values.findIndex((value, k) => value !== own[k]);
        expect(line.by).toBe(explainer.goals[at]!.id);
        expect(line.losses[at]!.loss).toBe(forced!.values[at]! - own[at]!);
        expect(line.losses.slice(0, at).every(({ loss }) => loss === 0)).toBe(true);
      }
    }),
    { numRuns: 200, seed: 7 },
  );
  expect(seen.tier).toBeGreaterThan(4);
  expect(seen.none).toBeGreaterThan(4);
  expect(seen.rules).toBeGreaterThan(0);
});

/** What a proposal says beside who and where; not read by an explanation. */
const PLACEMENT = {
  fromSchoolId: '',
  schoolId: '',
  flow: 'UR',
  fit: 0,
  distance: null,
  subjectMatch: 0,
  wishRank: null,
  title: 'E',
  needsTraining: false,
  locked: false,
  kind: 'cross-district',
};
