/** infeasible: why no plan is legal, and the least that must be relaxed. */
import { explainInfeasible } from '../../planning/explain/index.ts';
import { jsonFile, roundOf } from './common.ts';
import type { OperationInput } from './input.ts';
import type { OperationResult } from './result.ts';

export async function infeasible(input: OperationInput): Promise<OperationResult> {
  const { county, policy } = roundOf(input);
  const report = await explainInfeasible(county, policy);
  return { kind: 'answer', files: [jsonFile('answer.json', { kind: 'infeasible', ...report })] };
}
