/** The generator's files as bytes, ready to be written into a folder. */

import { writeWorkbook } from '../../src/workbook/index.ts';
import type { SheetToWrite } from '../../src/workbook/port.ts';
import { plantDirt } from './dirty.ts';
import { type GeneratedCounty, generateCounty, type ScaleName } from './generate.ts';
import { makeInfeasible } from './infeasible.ts';
import { makeManualPlan } from './manual-plan.ts';
import { writeCountyWorkbook } from './workbook.ts';

interface GeneratedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const json = (name: string, value: unknown): GeneratedFile => ({
  name,
  bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`),
});

async function workbook(name: string, sheets: readonly SheetToWrite[]): Promise<GeneratedFile> {
  return { name, bytes: await writeWorkbook(sheets) };
}

async function roundFiles(generated: GeneratedCounty): Promise<GeneratedFile[]> {
  const plan = makeManualPlan(generated.county);
  return [
    await workbook('manual-plan.xlsx', [plan.sheet]),
    json('manual-plan-slips.json', plan.slips),
    await workbook('infeasible.xlsx', writeCountyWorkbook(makeInfeasible(generated))),
  ];
}

async function dirtyFiles(
  { seed }: GeneratedCounty,
  sheets: readonly SheetToWrite[],
): Promise<GeneratedFile[]> {
  const dirty = plantDirt(sheets, seed);
  return [await workbook('dirty.xlsx', dirty.sheets), json('dirty-planted.json', dirty.planted)];
}

/**
 * All files of one scale and seed; the same seed gives the same bytes. The hand-made plan and the
 * infeasible county only for `round`: without movers they mean nothing.
 */
export async function generateFiles(scale: ScaleName, seed: number): Promise<GeneratedFile[]> {
  const generated = generateCounty(scale, seed);
  const sheets = writeCountyWorkbook(generated);
  return [
    await workbook('county.xlsx', sheets),
    json('policy.json', generated.policy),
    ...(scale === 'round' ? await roundFiles(generated) : []),
    ...(await dirtyFiles(generated, sheets)),
  ];
}
