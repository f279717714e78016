/** Synthetic counties and their files: the only door of `data/`. */

export { writeCountyFile } from './generator/county-file.ts';
export { plantDirt } from './generator/dirty.ts';
export { generateFiles } from './generator/files.ts';
export { type GeneratedCounty, generateCounty, type ScaleName } from './generator/generate.ts';
export { makeInfeasible } from './generator/infeasible.ts';
export { makeManualPlan } from './generator/manual-plan.ts';
export { writeCountyWorkbook } from './generator/workbook.ts';
