/**
 * A proposal handed in again: is it for this county, legal, worth what it says, and complete? Everything but
 * the bounds is recomputed; a bound is checked for its side (a certificate that proves it is a later issue).
 */
import type { County } from '../domain/county.ts';
import { CertificateError, InputError } from '../domain/errors.ts';
import { policyHash } from '../domain/policy.ts';
import { Proposal } from '../domain/proposal.ts';
import { formulate } from '../formulation/index.ts';
import { finish } from './finish.ts';
import type { Closed } from './solve-tiers.ts';

/**
 * @returns what is wrong, in English with ids; empty = accepted
 * @throws InputError when the document is not a proposal at all
 */
export function recheck(raw: unknown, county: County): string[] {
  const parsed = Proposal.safeParse(raw);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues.slice(0, 20).map((issue) => ({
        code: 'not-a-proposal',
        path: issue.path.join('.'),
        message: `方案文件的「${issue.path.join('.')}」不符合格式：${issue.message} (not a proposal)。`,
      })),
    );
  }
  const claimed = parsed.data;
  if (claimed.policy.hash !== policyHash(claimed.policy.values)) {
    return ['policy.hash: does not belong to the policy in the proposal'];
  }
  try {
    return differences(claimed, rebuild(claimed, county));
  } catch (fault) {
    if (fault instanceof CertificateError) return [...fault.findings];
    throw fault;
  }
}

function rebuild(claimed: Proposal, county: County): Proposal {
  const { proposal } = finish(
    formulate(county, claimed.policy.values),
    {
      placements: claimed.placements,
      standby: claimed.standby.map(({ teacherId }) => teacherId),
    },
    {
      closed: closedClaims(claimed),
      limit: claimed.limit,
      solver: claimed.solver,
      rounds: claimed.objective.rounds,
    },
  );
  return proposal;
}

function closedClaims({ objective }: Proposal): Closed[] {
  const claims =
    objective.weighted === null
      ? objective.tiers.map((tier) => ({ name: tier.id as string, ...tier }))
      : [{ name: 'one-shot', ...objective.weighted }];
  return claims.flatMap(({ name, value, bound, proof }) =>
    bound === null || proof === 'none' ? [] : [{ name, value, bound, proof }],
  );
}

/** Top-level parts that do not read the same as the rebuilt proposal; clocks aside. */
function differences(claimed: Proposal, rebuilt: Proposal): string[] {
  return (Object.keys(rebuilt) as (keyof Proposal)[])
    .filter((key) => key !== 'timings')
    .filter((key) => JSON.stringify(claimed[key]) !== JSON.stringify(rebuilt[key]))
    .map((key) => `${key}: differs from what the county and the placements give`);
}
