/** Two proposals of one county side by side, and what a list shows of one. */
import { compareIds } from '../../domain/canonical.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { ProposalDiff, ProposalSummary } from '../contract.ts';

interface Side {
  readonly id: string;
  readonly proposal: Proposal;
}

/** People whose post differs, in order of staff number; tiers of both. */
export function proposalDiff(from: Side, to: Side): ProposalDiff {
  const [before, after] = [postOf(from), postOf(to)];
  const people = [...new Set([...before.keys(), ...after.keys()])].sort(compareIds);
  const [old, fresh] = [tierValues(from), tierValues(to)];
  return {
    from: from.id,
    to: to.id,
    tiers: [...new Set([...old.keys(), ...fresh.keys()])].map((id) => ({
      id,
      from: old.get(id) ?? null,
      to: fresh.get(id) ?? null,
    })),
    people: people.flatMap((teacherId) => {
      const [one, other] = [before.get(teacherId) ?? null, after.get(teacherId) ?? null];
      return one === other ? [] : [{ teacherId, from: one, to: other }];
    }),
    checks: { from: from.proposal.ruleChecks, to: to.proposal.ruleChecks },
  };
}

function postOf({ proposal }: Side): Map<string, string | null> {
  return new Map([
    ...proposal.standby.map(({ teacherId }) => [teacherId, null] as const),
    ...proposal.placements.map(({ teacherId, postGroupId }) => [teacherId, postGroupId] as const),
  ]);
}

function tierValues({ proposal }: Side): Map<string, number> {
  return new Map(proposal.objective.tiers.map(({ id, value }) => [id, value]));
}

/** Figures without people. */
export function summaryOf(proposal: Proposal): ProposalSummary {
  const checks = (status: string) =>
    proposal.ruleChecks.filter((check) => check.status === status).length;
  return {
    round: proposal.round,
    movers: proposal.county.movers,
    placed: proposal.placements.length,
    standby: proposal.standby.length,
    unfilled: proposal.unfilled.reduce((sum, { count }) => sum + count, 0),
    gap: proposal.gap,
    solver: proposal.solver,
    policyHash: proposal.policy.hash,
    tiers: proposal.objective.tiers,
    checks: { pass: checks('pass'), warn: checks('warn'), fail: checks('fail') },
  };
}
