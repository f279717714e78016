/** establish: the establishment and the posts that follow from it. */
import { establishCounty } from '../../planning/establish.ts';
import { establishmentFiles } from '../../reports/establishment-workbook.ts';
import { checkSiteProgramSize } from '../model-size.ts';
import { countyOf, jsonFile, policyOf } from './common.ts';
import type { OperationInput } from './input.ts';
import type { OperationResult } from './result.ts';

/** @throws InputError `model-too-large` before the second program is built */
export async function establish(input: OperationInput): Promise<OperationResult> {
  const county = countyOf(input);
  const policy = policyOf(input);
  checkSiteProgramSize(county, input.memoryMiB);
  const result = await establishCounty(county, policy);
  const files = await establishmentFiles(county, policy, result);
  return { kind: 'answer', files: [jsonFile('answer.json', result), ...files] };
}
