/** place without solving, and what a place job solves: `steer` and `keep` are policies of their own. */
import { Policy } from '../../domain/policy.ts';
import { Proposal } from '../../domain/proposal.ts';
import { scorePlan } from '../../planning/index.ts';
import { pinStudy } from '../../planning/scenarios/studies/index.ts';
import {
  badInput,
  countyOf,
  jsonFile,
  limitsOf,
  planOf,
  policyOf,
  roundOf,
  textOf,
} from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

/** `?operation=none`: validates and scores the plan. */
export async function score(
  { plan: choice, options }: SpecOf<'place'>,
  input: OperationInput,
): Promise<OperationResult> {
  if (choice === null) {
    throw badInput(
      'plan-missing',
      'operation=none 须给出方案 plan (there is no plan to validate)。',
    );
  }
  const county = countyOf(input);
  const plan = await planOf(choice, county, input);
  const scored = scorePlan(county, steered(policyOf(input, options), input), plan.placements);
  const answer = { kind: 'evaluation', ...scored, warnings: plan.warnings };
  return { kind: 'evaluation', files: [jsonFile('answer.json', answer)] };
}

/** The policy with the locks of `steer`. */
function steered(policy: Policy, { spec }: Pick<OperationInput, 'spec'>): Policy {
  if (spec.kind !== 'place' || spec.steer === null) return policy;
  const { forced, banned } = policy.locks;
  const { steer } = spec;
  const locks = { forced: [...forced, ...steer.forced], banned: [...banned, ...steer.banned] };
  return Policy.parse({ ...policy, locks });
}

/**
 * The policy that a place job solves by. With `keep`, first the fewest people who must change (proven), then those who
 * need not are locked to their posts: around them the optimum is found as ever.
 * @throws InputError when nothing legal is left
 */
export async function policyToSolve(spec: SpecOf<'place'>, input: OperationInput): Promise<Policy> {
  const policy = steered(policyOf(input, spec.options), input);
  if (spec.keep === null) return policy;
  const { county } = roundOf(input, spec.options);
  const raw = JSON.parse(textOf(input.proposals[spec.keep] as Uint8Array)) as unknown;
  const published = Proposal.parse(raw);
  const limits = limitsOf(spec.options);
  const study = await pinStudy(county, policy, { published, most: 2, limits });
  // Nothing legal: the solve itself says so, with its reasons.
  const fewest = study.kind === 'pin' ? study.points[0] : undefined;
  if (fewest === undefined) return policy;
  const changing = new Set(fewest.people.map(({ teacherId }) => teacherId));
  const fixed = new Set(policy.locks.forced.map(({ teacherId }) => teacherId));
  const kept = published.placements
    .filter(({ teacherId }) => !changing.has(teacherId) && !fixed.has(teacherId))
    .map(({ teacherId, postGroupId }) => ({ teacherId, postGroupId }));
  const { forced, banned } = policy.locks;
  return { ...policy, locks: { forced: [...forced, ...kept], banned } };
}
