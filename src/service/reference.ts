/** What the API tells of the program itself: the rulebook, the presets, the tables of the intake, the reports. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLES, type Table, type TableId } from '../intake/headers.ts';
import { demoCounty } from './demo.ts';

export { findingInEnglish } from '../intake/english/index.ts';
export { headCountEn } from '../planning/explain/index.ts';
export { REPORTS } from '../reports/index.ts';
export {
  DOCUMENT_NAME,
  effectName,
  FAMILIES,
  type Family,
  PLACE_NAME,
  RULES,
  type Rule,
  STRENGTH_NAME,
} from '../rules/catalogue/index.ts';
export { policyValue } from '../rules/catalogue/policy-values.ts';
export { ROTATION_PRESETS, withPreset } from '../rules/rotation/presets.ts';
export { productVersion } from './product-version.ts';

/** The policy that the demo county comes with, as a patch of the defaults. */
export function demoPolicy(): Record<string, unknown> {
  const text = readFileSync(join(demoCounty(), 'policy.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

/** 表与列: what the intake reads, by table; the first header of a column is the one that we write. */
export function intakeTables() {
  return Object.entries(TABLES).map(([key, table]: [string, Table]) => ({
    key: key as TableId,
    name: table.sheets[0] ?? key,
    columns: Object.entries(table.columns).map(([field, { headers, required }]) => ({
      field,
      header: headers[0] ?? field,
      required,
    })),
  }));
}
