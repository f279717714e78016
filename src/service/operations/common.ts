/** Small things that several operations need. */
import { County } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { PlanChoice, SolveOptions } from '../../domain/job.ts';
import { type Policy, parsePolicy } from '../../domain/policy.ts';
import { type ManualPlan, planFromJson, readManualPlanFrom } from '../../intake/index.ts';
import { parseJson } from '../load.ts';
import type { NamedFile } from '../messages.ts';
import { checkModelSize } from '../model-size.ts';
import type { OperationInput } from './input.ts';

export function jsonFile(name: string, value: unknown): NamedFile {
  return { name, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`) };
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** @throws Error when the job names no county */
export function countyOf({ county }: Pick<OperationInput, 'county'>): County {
  if (county === null) throw new Error('this job has no county');
  return County.parse(JSON.parse(textOf(county)));
}

/** @throws InputError when the values are no policy */
export function policyOf(
  { policy }: Pick<OperationInput, 'policy'>,
  options?: SolveOptions,
): Policy {
  const parsed = parsePolicy(policy ?? {});
  const mode = options?.mode ?? parsed.objective.mode;
  return { ...parsed, objective: { ...parsed.objective, mode } };
}

/**
 * County and policy of a job that builds a model of them.
 * @throws InputError `model-too-large` before anything of it is built
 */
export function roundOf(
  input: Pick<OperationInput, 'county' | 'policy' | 'memoryMiB'>,
  options?: SolveOptions,
): { readonly county: County; readonly policy: Policy } {
  const county = countyOf(input);
  const policy = policyOf(input, options);
  checkModelSize(county, policy, input.memoryMiB);
  return { county, policy };
}

export function limitsOf({ timeLimitSeconds, nodeLimit }: SolveOptions) {
  return {
    ...(timeLimitSeconds === null ? {} : { timeSeconds: timeLimitSeconds }),
    ...(nodeLimit === null ? {} : { nodes: nodeLimit }),
  };
}

/** @throws InputError when the plan says something that cannot be told for certain */
export async function planOf(
  choice: PlanChoice,
  county: County,
  { files, proposals }: OperationInput,
): Promise<ManualPlan> {
  if ('placements' in choice) return planFromJson({ placements: choice.placements }, county);
  if ('proposalId' in choice) {
    const bytes = proposals[choice.proposalId] as Uint8Array;
    return planFromJson(parseJson(textOf(bytes), 'proposal.json'), county);
  }
  const { name, hash } = choice.file;
  const bytes = files[hash] as Uint8Array;
  if (/\.json$/i.test(name)) return planFromJson(parseJson(textOf(bytes), name), county);
  return readManualPlanFrom({ bytes, fileName: name }, county);
}

export function badInput(code: string, message: string): InputError {
  return new InputError([{ code, message }]);
}
