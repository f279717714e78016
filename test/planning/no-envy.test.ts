/** `noEnvy = minimise` as a rule of the policy: the round itself meets wishes in the order of rank, and proves it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { DEFAULT_POLICY, parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { auditPlan } from '../../src/planning/audit/index.ts';
import {
  type Explainer,
  envyReport,
  isConfirmed,
  whyNot,
} from '../../src/planning/explain/index.ts';
import { propose, recheck, recheckCertified, replay } from '../../src/planning/index.ts';
import { envyStudy } from '../../src/planning/scenarios/studies/index.ts';
import { Workbench } from '../../src/planning/scenarios/workbench.ts';
import { objectives } from '../../src/planning/solve-tiers.ts';
import { contested } from '../support/contested-county.ts';
import { explained } from '../support/explained.ts';
import { placementCounty } from '../support/random-county.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const wish = (schoolId: string) => [{ schoolId, postGroupId: null }];

/** Both wish for the near post; the record speaks for `able`, the rural years for `rural`. */
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
    mover({ id: 'able', schoolId: 'u', merit: 9000, ruralYears: 0, wishes: wish('near') }),
    mover({ id: 'rural', schoolId: 'u', merit: 2000, ruralYears: 12, wishes: wish('near') }),
  ],
});
const RANKED = { merit: { scale: 'raw', rankBy: 'rural-years' } };
const minimise = (raw: Record<string, unknown> = RANKED) =>
  parsePolicy({ ...raw, noEnvy: 'minimise' });

async function proposed(of: County, policy: ReturnType<typeof parsePolicy>) {
  const outcome = await propose(of, policy);
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  const { proposal, certificate } = outcome;
  const file = certificate === null ? null : JSON.parse(new TextDecoder().decode(certificate));
  return { proposal, file };
}

const holderOf = (
  { placements }: { placements: readonly { teacherId: string; postGroupId: string }[] },
  post: string,
) => placements.find(({ postGroupId }) => postGroupId === post)?.teacherId;

describe('the planted case', () => {
  test('by default the fit decides and the envy is only reported', async () => {
    expect(DEFAULT_POLICY.noEnvy).toBe('report');
    const policy = parsePolicy(RANKED);
    const { proposal } = await proposed(county, policy);
    expect(holderOf(proposal, 'near/P/T/语文')).toBe('able');
    expect(proposal.objective.note).toBeNull();
    const report = await envyReport((await explained(county, policy)) as Explainer);
    expect(report).toMatchObject({ unexplained: 1, lines: [{ teacherId: 'rural' }] });
    const goals = objectives(formulate(county, policy)).map(({ name }) => name);
    expect(goals.filter((name) => name.startsWith('wishes'))).toEqual([]);
  });

  test('minimised, the post goes to the higher rank: proven, certified, checked again, told', async () => {
    const { proposal, file } = await proposed(county, minimise());
    expect(holderOf(proposal, 'near/P/T/语文')).toBe('rural');
    expect(proposal).toMatchObject({ status: 'optimal', gap: 0 });
    expect(proposal.objective.note).toContain('按业绩名次由高到低满足志愿');
    expect(file.rounds[0].tiers.map(({ name }: { name: string }) => name)).toContain('wishes:1');
    expect(recheckCertified(proposal, county, file)).toEqual({ findings: [], gap: 0 });
    expect(await replay(proposal, county)).toEqual([]);
    const report = await envyReport((await explained(county, minimise())) as Explainer);
    expect(report).toMatchObject({ lines: [], unexplained: 0 });
  });

  test('the certificate of the fit alone does not prove it', async () => {
    const { proposal } = await proposed(county, minimise());
    const { file } = await proposed(county, parsePolicy(RANKED));
    expect(recheckCertified(proposal, county, file).findings).not.toEqual([]);
  });

  test('one weighted sum has no tier that wishes could come before: refused', () => {
    const raw = { noEnvy: 'minimise', objective: { mode: 'one-shot' } };
    expect(() => parsePolicy(raw)).toThrow(InputError);
  });

  test('why not: the wish of the higher rank is the first loss, and the check confirms it', async () => {
    const explainer = (await explained(county, minimise())) as Explainer;
    const answer = await whyNot(explainer, 'able', 'near/P/T/语文');
    if (answer.kind !== 'costs') throw new Error(answer.kind);
    expect(answer.losses.find(({ loss }) => loss !== 0)).toMatchObject({ tier: 'wishes:1' });
    expect(answer.sentence).toContain('第 1 名次的志愿');
    expect(isConfirmed(explainer, answer)).toBe(true);
  });

  test('a what-if that changes the ranks is solved with the new ranks', async () => {
    const explainer = (await explained(county, minimise())) as Explainer;
    const policy = minimise({ merit: { scale: 'raw', rankBy: 'total' } });
    const { plan } = await explainer.replanner.tryOut([{ kind: 'policy', policy }]);
    expect(holderOf(plan!.allocation, 'near/P/T/语文')).toBe('able');
  });

  test('a scenario of a comparison, an audit that says by what it compares', async () => {
    const bench = new Workbench(county, parsePolicy(RANKED));
    const result = await bench.run({ key: 'k', policy: minimise(), data: [] });
    expect(holderOf(result, 'near/P/T/语文')).toBe('rural');
    const { proposal } = await proposed(county, minimise());
    const audit = await auditPlan(county, minimise(), proposal.placements);
    expect(audit.note).toContain('按名次满足志愿');
    expect(audit.distance.repairToOptimum).toMatchObject({ at: 'fit' });
  });
});

test('what a limit of no node leaves open is not called optimal: the certificate says the same', async () => {
  for (const any of fc.sample(placementCounty, { numRuns: 15, seed: 4 })) {
    const outcome = await propose(any, minimise({}), { limits: { nodes: 0 }, backend: 'highs' });
    if (outcome.kind !== 'proposal' || outcome.certificate === null) continue;
    const file = JSON.parse(new TextDecoder().decode(outcome.certificate));
    const { gap } = recheckCertified(outcome.proposal, any, file);
    expect(outcome.proposal.status === 'optimal').toBe(gap === 0);
  }
});

test('the round meets wishes as the study does, of a cascade too; nothing that is left is unexplained', async () => {
  const seen = { fewer: 0, rounds: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(contested, placementCounty),
      fc.constantFrom('joint', 'cascade'),
      async (any, mode) => {
        const raw = { flow: { mode }, merit: { scale: 'raw' }, titleTilt: { mode: 'off' } };
        const study = await envyStudy(any, parsePolicy(raw));
        if (study.kind !== 'envy') return;
        const { proposal, file } = await proposed(any, minimise(raw));
        expect(recheck(proposal, any)).toEqual([]);
        expect(recheckCertified(proposal, any, file)).toEqual({ findings: [], gap: 0 });
        const values = Object.fromEntries(
          proposal.objective.tiers.map(({ id, value }) => [id, value]),
        );
        expect(values).toEqual(study.after.tiers);
        seen.rounds += proposal.objective.rounds?.length ?? 0;
        if (study.after.lines < study.before.lines) seen.fewer++;
        if (mode === 'cascade') return;
        const report = await envyReport((await explained(any, minimise(raw))) as Explainer);
        expect(report.lines.length).toBe(study.after.lines);
        expect(report.unexplained).toBe(0);
      },
    ),
    { numRuns: 80, seed: 3 },
  );
  expect(seen.fewer).toBeGreaterThan(0);
  expect(seen.rounds).toBeGreaterThan(20);
}, 120_000);
