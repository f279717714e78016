/**
 * A proposal handed in again: is it for this county, legal, worth what it says, and complete? `recheck` recomputes
 * everything but the bounds; `recheckCertified` those too, from the certificate; `replay` solves again and compares them.
 */
import type { County } from '../domain/county.ts';
import { CertificateError, InputError } from '../domain/errors.ts';
import { parsePolicy, policyHash } from '../domain/policy.ts';
import { Proposal } from '../domain/proposal.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import { type Allocation, type Formulation, formulate } from '../formulation/index.ts';
import { verify } from '../verification/index.ts';
import { cascadeOrder, OPEN_ROUND, standingAfter } from './cascade.ts';
import { type Certified, certifies } from './certificates.ts';
import { finish, type ProposalOutcome } from './finish.ts';
import { propose } from './propose.ts';
import { closedClaims } from './solve-tiers.ts';
import { goalValues } from './wishes-by-rank.ts';

/**
 * @returns what is wrong, in English with ids; empty = accepted
 * @throws InputError when the document is not a proposal at all
 */
export function recheck(raw: unknown, county: County): string[] {
  return examine(raw, county).findings;
}

/**
 * The same, and every bound recomputed from the certificate: nothing is solved.
 * @param certificate contents of `certificate.json`, anything at all
 * @throws InputError when the document is not a proposal at all
 */
export function recheckCertified(raw: unknown, county: County, certificate: unknown): Certified {
  const { findings, sound } = examine(raw, county);
  if (sound === null) return { findings, gap: null };
  return certifies(sound.proposal, sound.formulation, certificate);
}

interface Examined {
  readonly findings: string[];
  /** The proposal with its program, when there is nothing to find. */
  readonly sound: { readonly proposal: Proposal; readonly formulation: Formulation } | null;
}

function examine(raw: unknown, county: County): Examined {
  const parsed = Proposal.safeParse(raw, inChinese);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-proposal'));
  const claimed = parsed.data;
  if (claimed.policy.hash !== policyHash(claimed.policy.values)) {
    return wrong(['policy.hash: does not belong to the policy in the proposal']);
  }
  try {
    parsePolicy(claimed.policy.values);
    const { proposal, formulation } = rebuild(claimed, county);
    const findings = [...differences(claimed, proposal), ...roundFindings(claimed, formulation)];
    return findings.length > 0
      ? wrong(findings)
      : { findings, sound: { proposal: claimed, formulation } };
  } catch (fault) {
    if (fault instanceof CertificateError) return wrong([...fault.findings]);
    if (fault instanceof InputError) return wrong(fault.issues.map(({ message }) => message));
    throw fault;
  }
}

function wrong(findings: string[]): Examined {
  return { findings, sound: null };
}

/**
 * Solves the round again and compares every bound the proposal calls proven.
 * @returns what is wrong; empty = the same proofs
 */
export async function replay(raw: unknown, county: County): Promise<string[]> {
  const claimed = Proposal.parse(raw);
  const backend = BACKENDS.find((name) => name === claimed.solver.backend) ?? 'auto';
  const outcome = await propose(county, claimed.policy.values, { backend });
  if (outcome.kind !== 'proposal') return [`replay: ${outcome.termination}`];
  const { solver, objective } = outcome.proposal;
  const proven = new Set(proofs(objective));
  return [
    ...(JSON.stringify(solver) === JSON.stringify(claimed.solver)
      ? []
      : [`solver: solved again with ${solver.backend} ${solver.version}`]),
    ...proofs(claimed.objective)
      .filter((proof) => !proven.has(proof))
      .map((proof) => `objective: not proven when solved again: ${proof}`),
  ];
}

const BACKENDS = ['flow', 'highs', 'glpk', 'jslp'] as const;

/** Every closed objective with its bound, as comparable text. */
function proofs({ tiers, weighted, rounds }: Proposal['objective']): string[] {
  const closed = [
    ...tiers.map(({ id, ...rest }) => ({ at: id as string, ...rest })),
    ...(weighted === null ? [] : [{ at: 'one-shot', ...weighted }]),
    ...(rounds ?? []).flatMap(({ arcs, objectives }) =>
      objectives.map(({ name, ...rest }) => ({ at: `${arcs.join('-')} ${name}`, ...rest })),
    ),
  ];
  return closed
    .filter(({ proof }) => proof !== 'none')
    .map(({ at, value, bound, proof }) => `${at} ${value} ≤ ${bound} (${proof})`);
}

function rebuild(claimed: Proposal, county: County): ProposalOutcome {
  return finish(
    formulate(county, claimed.policy.values),
    {
      placements: claimed.placements,
      standby: claimed.standby.map(({ teacherId }) => teacherId),
    },
    {
      closed: closedClaims(claimed.objective),
      limit: claimed.limit,
      solver: claimed.solver,
      rounds: claimed.objective.rounds,
      certificate: claimed.certificate === null ? null : { hash: claimed.certificate, bytes: null },
    },
  );
}

/** A cascade's rounds against the placements that stood after each of them: directions, heads, closed values. */
function roundFindings({ objective, placements }: Proposal, formulation: Formulation): string[] {
  const { policy } = formulation.round;
  const isCascade = policy.round === 'placement' && policy.flow.mode === 'cascade';
  if (objective.rounds === null) return isCascade ? ['objective.rounds: missing'] : [];
  if (!isCascade) return ['objective.rounds: only a cascade has rounds'];
  const order = cascadeOrder(policy);
  const solved = objective.rounds.filter(({ arcs }) => arcs.length > 0);
  const findings = solved.flatMap((round, k) =>
    JSON.stringify(claimedRound(round)) === JSON.stringify(expectedRound(round, k))
      ? []
      : [`objective.rounds.${k}: differs from what the placements give`],
  );
  const rest = objective.rounds.slice(solved.length);
  const lastIsOpen = solved.at(-1)?.objectives.some(({ bound }) => bound === null) ?? false;
  const cutOff = JSON.stringify(rest) === JSON.stringify([OPEN_ROUND]);
  const ends = rest.length === 0 ? solved.length === order.length || lastIsOpen : cutOff;
  return ends ? findings : [...findings, 'objective.rounds: a round is missing or too many'];

  function expectedRound(round: CascadeRound, k: number) {
    const standing = standingAfter(formulation, { placements }, k);
    const values = valuesOf(formulation, standing);
    const closed = closedNames(round);
    return {
      arcs: [order[k]],
      placed: standing.placements.length,
      values: values
        .filter(({ name }) => closed.has(name))
        .map(({ name, value }) => ({ name, value, bound: value })),
    };
  }
}

type CascadeRound = NonNullable<Proposal['objective']['rounds']>[number];

function closedNames({ objectives }: CascadeRound): Set<string> {
  return new Set(objectives.filter(({ proof }) => proof !== 'none').map(({ name }) => name));
}

function claimedRound(round: CascadeRound) {
  const closed = closedNames(round);
  return {
    arcs: round.arcs,
    placed: round.placed,
    values: round.objectives
      .filter(({ name }) => closed.has(name))
      .map(({ name, value, bound }) => ({ name, value, bound })),
  };
}

/** What an allocation is worth by the definitions, in the objectives that were handed to the solver. */
function valuesOf(
  formulation: Formulation,
  allocation: Allocation,
): readonly { name: string; value: number }[] {
  const { round } = formulation;
  const claim = { ...allocation, tiers: [], weighted: null, program: null };
  const { tiers, weighted } = verify(round.county, round.policy, claim);
  if (weighted !== null) return [{ name: 'one-shot', value: weighted }];
  return goalValues(formulation, allocation, tiers);
}

/** Top-level parts that do not read the same as the rebuilt proposal; clocks aside. */
function differences(claimed: Proposal, rebuilt: Proposal): string[] {
  return (Object.keys(rebuilt) as (keyof Proposal)[])
    .filter((key) => key !== 'timings')
    .filter((key) => JSON.stringify(claimed[key]) !== JSON.stringify(rebuilt[key]))
    .map((key) => `${key}: differs from what the county and the placements give`);
}
