/** The dirty workbook: nothing planted is swallowed, and with the planted cells corrected it is the clean county. */
import { describe, expect, it, vi } from 'vitest';
import { plantDirt, writeCountyWorkbook } from '../../data/index.ts';
import type { IntakeIssue } from '../../src/domain/finding.ts';
import { type Mends, NO_MENDS } from '../../src/domain/mends.ts';
import { readCounty } from '../../src/intake/index.ts';
import { cellPosition, type RawWorkbook, type SheetToWrite } from '../../src/workbook/port.ts';
import { countyOf } from './counties.ts';

vi.setConfig({ testTimeout: 120_000 });

const rawOf = (sheets: readonly SheetToWrite[]): RawWorkbook => ({
  sheets: sheets.map(({ name, headers, rows }) => ({ name, rows: [headers, ...rows] })),
});

/** What is understood as it is written, without a word: no value of it is in doubt or rewritten. */
const UNDERSTOOD: readonly string[] = [
  ...['line-break-in-header', 'total-row', 'footnote-row'],
  ...['certificate-synonym', 'grades-with-years', 'span-dots'],
];

const generated = countyOf('round', 1);
const clean = writeCountyWorkbook(generated);
const dirty = plantDirt(clean, 1);
const raw = rawOf(dirty.sheets);

/** The clean values of the unsafe cells, as a clerk would write them into a mends file. */
function corrections(): Mends {
  const unsafe = dirty.planted.filter(({ safe }) => !safe);
  const cells = unsafe.map(({ sheet, cell }) => {
    const { row, column } = cellPosition(cell)!;
    const value = clean.find(({ name }) => name === sheet)?.rows[row - 1]?.[column] ?? '';
    return { sheet, cell, value: String(value) };
  });
  return { ...NO_MENDS, cells };
}

const address = ({ sheet, cell }: { sheet: string | null; cell: string | null }) =>
  `${sheet} ${cell}`;
const addresses = (issues: readonly IntakeIssue[]) => new Set(issues.map(address));

describe('the dirty workbook', () => {
  it('has an error or a warning at every cell that hides something', () => {
    const { issues } = readCounty(raw, '本县');
    const found = addresses(issues.filter(({ severity }) => severity !== 'mended'));
    const missed = dirty.planted.filter(({ safe, ...at }) => !safe && !found.has(address(at)));
    expect(missed).toEqual([]);
    expect(dirty.planted.filter(({ safe }) => !safe).length).toBeGreaterThan(25);
  });

  it('has a finding at every other planted cell too, but where the writing is plain', () => {
    // With the rows corrected that were refused: of a refused row the other cells are not judged.
    const { issues } = readCounty(raw, '本县', corrections());
    const found = addresses(issues);
    const missed = dirty.planted.filter(
      ({ safe, kind, ...at }) => safe && !UNDERSTOOD.includes(kind) && !found.has(address(at)),
    );
    expect(missed).toEqual([]);
    expect(dirty.planted.filter(({ safe }) => safe).length).toBeGreaterThan(250);
  });

  it('with the unsafe cells corrected is the clean county', () => {
    const { county, issues } = readCounty(raw, generated.county.name, corrections());
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(county).toEqual(generated.county);
  });
});
