/** A decoded allocation → a verified proposal. An answer the independent check refuses goes no further. */
import { relativeGap } from '../../solver/index.ts';
import { CertificateError } from '../domain/errors.ts';
import { NOTES } from '../domain/notes.ts';
import type { Policy } from '../domain/policy.ts';
import type { Proposal } from '../domain/proposal.ts';
import { type Allocation, type Formulation, fingerprint } from '../formulation/index.ts';
import { moveKind } from '../rules/move-kind.ts';
import { type Claim, type Verification, verify } from '../verification/index.ts';
import { assemble } from './assemble.ts';
import type { Closed, Proven } from './solve-tiers.ts';

export interface ProposalOutcome {
  readonly kind: 'proposal';
  readonly proposal: Proposal;
  readonly formulation: Formulation;
  /** `certificate.json`, the one that the proposal names; null when it names none. */
  readonly certificate: Uint8Array | null;
}

/**
 * Verifies an allocation and makes the proposal of it. Open tiers take the value that the verification computes.
 * @throws CertificateError when the check refuses the allocation, a value or the program itself
 */
export function finish(
  formulation: Formulation,
  allocation: Allocation,
  { closed, limit, solver, rounds, certificate }: Proven,
): ProposalOutcome {
  const { county, policy } = formulation.round;
  const { mode } = policy.objective;
  const closedBy = new Map(closed.map((entry) => [entry.name, entry]));
  const weighted = mode === 'one-shot' ? (closed[0] ?? null) : null;
  const verification = verify(county, policy, {
    placements: withKinds(formulation, allocation),
    standby: allocation.standby,
    tiers: formulation.tiers.flatMap(({ id }) => {
      const entry = closedBy.get(id);
      return entry === undefined ? [] : [{ id, value: entry.value, bound: entry.bound }];
    }),
    weighted,
    stopped: limit !== null,
    program: fingerprint(formulation),
  });
  if (!verification.accepted) throw new CertificateError(verification.findings);
  const objective: Proposal['objective'] = {
    mode,
    note: note(policy, rounds),
    weighted: mode === 'one-shot' ? weightedResult(verification, weighted) : null,
    tiers: tierResults(formulation, verification, closedBy),
    rounds,
  };
  const gap = largestGap(objective);
  const proposal = assemble(formulation, allocation, {
    status: gap === 0 ? 'optimal' : 'feasible',
    // Stopped after the last proof: nothing is missing.
    limit: gap === 0 ? null : limit,
    solver,
    objective,
    gap,
    certificate: certificate?.hash ?? null,
    ruleChecks: verification.ruleChecks,
  });
  return { kind: 'proposal', proposal, formulation, certificate: certificate?.bytes ?? null };
}

/** The kind of each placement (R08); none where the person or the post is not of this round. */
function withKinds({ round }: Formulation, { placements }: Allocation): Claim['placements'] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  return placements.map(({ teacherId, postGroupId }) => {
    const person = people.get(teacherId);
    const post = groups.get(postGroupId);
    const known = person !== undefined && post !== undefined;
    return {
      teacherId,
      postGroupId,
      ...(known ? { kind: moveKind(person, post, round) } : {}),
    };
  });
}

function tierResults(
  { tiers }: Formulation,
  verification: Verification,
  closedBy: ReadonlyMap<string, Closed>,
): Proposal['objective']['tiers'] {
  const values = new Map(verification.tiers.map(({ id, value }) => [id, value]));
  return tiers.map(({ id, objective }) => {
    const entry = closedBy.get(id);
    return {
      id,
      sense: objective.sense,
      value: values.get(id) as number,
      bound: entry?.bound ?? null,
      proof: entry?.proof ?? 'none',
    };
  });
}

function weightedResult(
  { weighted }: Verification,
  closed: Closed | null,
): Proposal['objective']['weighted'] {
  return {
    value: weighted as number,
    bound: closed?.bound ?? null,
    proof: closed?.proof ?? 'none',
  };
}

function note({ objective: { mode }, noEnvy }: Policy, rounds: Proven['rounds']): string | null {
  const notes = [
    ...(mode === 'one-shot' ? [NOTES.oneShot.zh] : []),
    ...(noEnvy === 'minimise' ? [NOTES.wishes.zh] : []),
    ...(rounds === null ? [] : [NOTES.cascade.zh]),
  ];
  return notes.length === 0 ? null : notes.join('');
}

/** Over the tiers, or the weighted sum, or the objectives of all rounds of a cascade. */
function largestGap({ tiers, weighted, rounds }: Proposal['objective']): number | null {
  const single = weighted === null ? tiers : [weighted];
  let largest = 0;
  for (const { value, bound } of rounds?.flatMap((each) => each.objectives) ?? single) {
    if (bound === null) return null;
    largest = Math.max(largest, relativeGap(value, bound));
  }
  return largest;
}
