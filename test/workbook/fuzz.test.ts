/** Whatever bytes come in, the reader ends soon, with sheets or with a refusal for the person who handed them in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { annotateRows, readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import { inflateWhole, listEntries } from '../../src/workbook/zip-entries.ts';
import { handmadeZip } from './handmade-zip.ts';

const NAMES = ['a.xlsx', 'a.xls', 'a.csv', 'a.tsv', 'a.zip', 'a'];
const fileName = fc.constantFrom(...NAMES);

/** 'read', or the code of the refusal; any other fault comes out. */
async function outcome(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await readWorkbook({ bytes, fileName: name });
    return 'read';
  } catch (fault) {
    if (fault instanceof InputError) return fault.issues[0]?.code ?? 'no code';
    throw fault;
  }
}

const MAGIC = [
  [],
  [0x50, 0x4b, 3, 4],
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  [...Buffer.from('<html><table><tr><td')],
  [0xff, 0xfe],
];

describe('random bytes', () => {
  it('behind any beginning, under any name', async () => {
    const bytes = fc
      .tuple(fc.constantFrom(...MAGIC), fc.uint8Array({ maxLength: 2000 }))
      .map(([magic, rest]) => Uint8Array.from([...magic, ...rest]));
    await fc.assert(
      fc.asyncProperty(bytes, fileName, async (content, name) => {
        expect(await outcome(content, name)).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 300, seed: 9 },
    );
  });
});

describe('a workbook', () => {
  it('cut off anywhere is refused, never read in part', async () => {
    const whole = await writeWorkbook([{ name: '县', headers: ['甲'], rows: [['乙'], [3]] }]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: whole.length - 1 }), async (length) => {
        expect(await outcome(whole.slice(0, length), 'a.xlsx')).toBe('not-a-workbook');
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('with hostile XML in a part ends in sheets or a refusal', async () => {
    const whole = await writeWorkbook([{ name: '县', headers: ['甲'], rows: [['乙'], [3]] }]);
    const parts: { name: string; xml: string }[] = [];
    for (const entry of listEntries(whole)) {
      parts.push({
        name: entry.name,
        xml: new TextDecoder().decode(await inflateWhole(entry, 1e6)),
      });
    }
    const hostile = fc.constantFrom(
      '<a>'.repeat(20_000),
      '<c r="XFD1048576"><v>1</v></c>',
      '<row r="99999999999999999999"><c r="A1"><v>1e999</v></c></row>',
      '<c r="ZZZZZZ1" t="s"><v>-5</v></c>',
      '</sheetData></worksheet>',
      '&#x110000;&unknown;',
      '<mergeCell ref="A1:XFD1048576"/>',
      '\0\u0001<',
    );
    const damage = fc.tuple(fc.nat(parts.length - 1), fc.nat(1000), hostile);
    await fc.assert(
      fc.asyncProperty(damage, async ([part, at, junk]) => {
        const damaged = parts.map(({ name, xml }, k) => {
          const place = Math.min(at, xml.length);
          const text = k === part ? xml.slice(0, place) + junk + xml.slice(place) : xml;
          return { name, content: Buffer.from(text) };
        });
        expect(await outcome(handmadeZip(damaged), 'a.xlsx')).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 120, seed: 9 },
    );
  });
});

describe('text that looks like a formula', () => {
  it('is written back as text', async () => {
    const attacks = ["=cmd|' /C calc'!A0", '+1+1', '-2', '@SUM(A1)', '\t=1'];
    const rows = [['姓名'], ...attacks.map((attack) => [attack])];
    const marks = [{ sheetIndex: 0, row: 1, column: 0, colour: 'error', comment: '=1+1' } as const];
    const list = { name: '问题清单', headers: ['问题'], rows: [['=1+1']] };
    const bytes = await annotateRows({ sheets: [{ name: '县', rows }] }, { marks, list });
    for (const entry of listEntries(bytes)) {
      const xml = new TextDecoder().decode(await inflateWhole(entry, 1e6));
      expect(xml).not.toMatch(/<f[\s>]/);
    }
    const { sheets } = await readWorkbook({ bytes, fileName: 'a.xlsx' });
    expect(sheets[0]?.rows.map((row) => row[0])).toEqual(['姓名', ...attacks]);
  });
});
