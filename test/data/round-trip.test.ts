import { describe, expect, it, vi } from 'vitest';
import { generateFiles, plantDirt, writeCountyWorkbook } from '../../data/index.ts';
import { countyHash } from '../../src/domain/canonical.ts';
import { readCounty, readCountyFrom } from '../../src/intake/index.ts';
import type { RawWorkbook, SheetToWrite } from '../../src/workbook/port.ts';
import { countBy, countyOf, SEEDS } from './counties.ts';

const rawOf = (sheets: readonly SheetToWrite[]): RawWorkbook => ({
  sheets: sheets.map(({ name, headers, rows }) => ({ name, rows: [headers, ...rows] })),
});

vi.setConfig({ testTimeout: 60_000 });

/** True facts of a clean county that the intake points out; everything else would be our mistake. */
const KNOWN_REMARKS = ['exemption-unconfirmed', 'missing-certificate', 'empty-table'];

describe.each(SEEDS)('workbook of seed %i', (seed) => {
  it.each(['round', 'county'] as const)('reads back as the same county, scale %s', (scale) => {
    const generated = countyOf(scale, seed);
    const { county, issues } = readCounty(
      rawOf(writeCountyWorkbook(generated)),
      generated.county.name,
    );
    expect(issues.filter((issue) => !KNOWN_REMARKS.includes(issue.code))).toEqual([]);
    expect(issues.length).toBeLessThan(60);
    expect(county).toEqual(generated.county);
  });

  it('reads back as the same county when only safe dirt was planted', () => {
    const generated = countyOf('round', seed);
    const dirty = plantDirt(writeCountyWorkbook(generated), seed, { onlySafe: true });
    const { county, issues } = readCounty(rawOf(dirty.sheets), generated.county.name);
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    expect(county).toEqual(generated.county);
  });

  it('every unsafe stain comes back as a finding at its cell', () => {
    const dirty = plantDirt(writeCountyWorkbook(countyOf('round', seed)), seed);
    const { county, issues } = readCounty(rawOf(dirty.sheets), '本县');
    const found = new Set(issues.map((issue) => `${issue.sheet} ${issue.cell}`));
    const missed = dirty.planted.filter(
      ({ sheet, cell, safe }) => !safe && !found.has(`${sheet} ${cell}`),
    );
    expect(missed).toEqual([]);
    expect(county).toBeNull();
  });
});

describe('files', () => {
  it('the round has seven files, the same bytes each time, and reads back from bytes', async () => {
    const files = await generateFiles('round', 1);
    expect(files.map((file) => file.name)).toEqual([
      'county.xlsx',
      'policy.json',
      'manual-plan.xlsx',
      'manual-plan-slips.json',
      'infeasible.xlsx',
      'dirty.xlsx',
      'dirty-planted.json',
    ]);
    const again = await generateFiles('round', 1);
    expect(
      again.map((file) => Buffer.from(file.bytes).equals(files[again.indexOf(file)]!.bytes)),
    ).not.toContain(false);
    const workbook = files[0]!;
    expect(workbook.bytes.length).toBeLessThan(1_000_000);
    const { county } = await readCountyFrom({ bytes: workbook.bytes, fileName: workbook.name });
    expect(countyHash(county!)).toBe(countyHash(countyOf('round', 1).county));
  });

  it('a county without movers has no manual plan and no infeasible variant', async () => {
    const files = await generateFiles('county', 1);
    expect(files.map((file) => file.name)).toEqual([
      'county.xlsx',
      'policy.json',
      'dirty.xlsx',
      'dirty-planted.json',
    ]);
  });

  it('the infeasible county can be read', async () => {
    const files = await generateFiles('round', 2);
    const workbook = files.find((file) => file.name === 'infeasible.xlsx')!;
    const { county, issues } = await readCountyFrom({
      bytes: workbook.bytes,
      fileName: workbook.name,
    });
    expect(countBy(issues, (issue) => issue.severity).error).toBeUndefined();
    expect(county?.postGroups.reduce((sum, group) => sum + group.mustFill, 0)).toBe(273);
  });
});
