/** The worker thread of scenarios: a county comes once, as shared bytes, and stays for all its cases. */
import type { Limits } from '../../solver/index.ts';
import type { CaseResult } from '../domain/comparison.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { type Task, Workbench } from '../planning/scenarios/index.ts';

/** A county and the policy that its cases are measured by. */
export interface Ground {
  /** Different for different grounds. */
  readonly id: string;
  /** JSON of {@link GroundText} in UTF-8; every thread reads the same memory. */
  readonly bytes: SharedArrayBuffer;
}

export interface GroundText {
  readonly county: County;
  readonly policy: Policy;
}

export interface ScenarioCall {
  readonly ground: Ground;
  readonly task: Task;
  readonly limits: Limits;
}

let standing: { readonly id: string; readonly bench: Workbench } | null = null;

/** Solves one case; the ground of the case before is kept when it is the same. */
export default async function run({ ground, task, limits }: ScenarioCall): Promise<CaseResult> {
  if (standing?.id !== ground.id) standing = { id: ground.id, bench: workbench(ground) };
  return standing.bench.run(task, limits);
}

function workbench({ bytes }: Ground): Workbench {
  const text = new TextDecoder().decode(Uint8Array.from(new Uint8Array(bytes)));
  const { county, policy } = JSON.parse(text) as GroundText;
  return new Workbench(county, policy);
}
