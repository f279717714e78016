/** audit: a plan made by hand, its smallest legal repair and the optimum. */
import { auditPlan } from '../../planning/index.ts';
import { auditWorkbook } from '../../reports/audit-workbook.ts';
import { jsonFile, limitsOf, planOf, roundOf } from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

export async function audit(
  { plan: choice, options }: SpecOf<'audit'>,
  input: OperationInput,
): Promise<OperationResult> {
  const { county, policy } = roundOf(input, options);
  const plan = await planOf(choice, county, input);
  const { backend } = options;
  const found = await auditPlan(county, policy, plan.placements, {
    backend,
    limits: limitsOf(options),
  });
  const workbook = { name: 'audit.xlsx', bytes: await auditWorkbook(county, found) };
  const answer = jsonFile('answer.json', { ...found, warnings: plan.warnings });
  return { kind: 'answer', files: [answer, workbook] };
}
