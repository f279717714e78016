import { describe, expect, it } from 'vitest';
import { plantDirt, writeCountyWorkbook } from '../../data/index.ts';
import { cellAddress } from '../../src/workbook/port.ts';
import { countyOf, SEEDS } from './counties.ts';

describe.each(SEEDS)('dirty workbook of seed %i', (seed) => {
  const clean = writeCountyWorkbook(countyOf('round', seed));
  const dirty = plantDirt(clean, seed);

  it('names every cell that differs from the clean workbook, and no other', () => {
    const differing: string[] = [];
    for (const sheet of dirty.sheets) {
      const twin = clean.find((one) => one.name === sheet.name)!;
      const rows = [sheet.headers, ...sheet.rows];
      const before = [twin.headers, ...twin.rows];
      rows.forEach((row, index) => {
        if (before[index] === undefined) differing.push(`${sheet.name} ${cellAddress(index, 0)}`);
        else {
          row.forEach((value, column) => {
            if (value !== before[index]?.[column])
              differing.push(`${sheet.name} ${cellAddress(index, column)}`);
          });
        }
      });
    }
    const planted = dirty.planted.map(({ sheet, cell }) => `${sheet} ${cell}`);
    expect([...planted].sort()).toEqual(differing.sort());
    expect(new Set(planted).size).toBe(planted.length);
  });

  it('has dirt of both sorts and many kinds', () => {
    expect(new Set(dirty.planted.map(({ kind }) => kind)).size).toBeGreaterThan(25);
    expect(dirty.planted.filter(({ safe }) => !safe).length).toBeGreaterThan(15);
    expect(plantDirt(clean, seed, { onlySafe: true }).planted.every(({ safe }) => safe)).toBe(true);
  });
});
