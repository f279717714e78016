/** Names and texts that look like formulas: no report emits one, in no format. */
import { describe, expect, test } from 'vitest';
import { REPORTS, writeReport } from '../../src/reports/index.ts';
import { readWorkbook, writeCsv } from '../../src/workbook/index.ts';
import { reportScene } from '../support/report-scene.ts';
import { zipMembers } from '../support/zip-members.ts';

const HOSTILE: Readonly<Record<string, string>> = {
  m1: "=cmd|' /C calc'!A0",
  m2: '+1+1',
  m3: '-2+3',
  m4: '@SUM(A1)',
  m5: '\t=1+1',
  m6: '\u0001\u0008=HYPERLINK("http://x")',
  e1: '＝1+1',
};

describe('every report of people with hostile names', () => {
  test('stores them as text in a workbook, and gives them back as they are', async () => {
    const sources = await reportScene({ names: HOSTILE });
    for (const { id, formats, needs } of REPORTS) {
      if (!formats.includes('xlsx') || needs(sources) !== null) continue;
      const { name, bytes } = await writeReport(id, 'xlsx', sources);
      const formulas = [...zipMembers(bytes)]
        .filter(([part]) => part.startsWith('xl/worksheets/sheet'))
        .filter(([, xml]) => /<f[ >]|t="str"/.test(xml));
      expect([id, formulas.map(([part]) => part)]).toEqual([id, []]);
      if (id !== 'direct-hire-list' && id !== 'deployment-plan') continue;
      const { sheets } = await readWorkbook({ bytes, fileName: name });
      const cells = new Set(sheets.flatMap(({ rows }) => rows.flat()));
      const expected = id === 'direct-hire-list' ? ['m6', 'e1'] : ['m1', 'm3'];
      for (const short of expected) expect(cells).toContain(HOSTILE[short]);
    }
  });
  test('never begins a field of a .csv with what a spreadsheet would run', async () => {
    const sources = await reportScene({ names: HOSTILE });
    for (const { id, formats, needs } of REPORTS) {
      if (!formats.includes('csv') || needs(sources) !== null) continue;
      const text = new TextDecoder('utf8', { ignoreBOM: true }).decode(
        (await writeReport(id, 'csv', sources)).bytes,
      );
      expect([id, text.charCodeAt(0)]).toEqual([id, 0xfeff]);
      const fields = text
        .slice(1)
        .split(/[,\r\n]+/)
        .map((field) => field.replace(/^"/, ''));
      const run = fields.filter((field) =>
        /^[\s\p{Cc}]*[=+@＝＋－＠]|^\s*-(?!\d+(\.\d+)?$)/u.test(field),
      );
      expect([id, run]).toEqual([id, []]);
    }
  });
  test('holds no field in a paper but the page number', async () => {
    const sources = await reportScene({ names: HOSTILE });
    const { bytes } = await writeReport('notices', 'docx', sources);
    const members = zipMembers(bytes);
    const text = [...members.values()].join('\n');
    expect(
      text.match(/<w:instrText[^>]*>[^<]*/g)?.map((field) => field.replace(/<[^>]*>/, '')),
    ).toEqual(['PAGE']);
    expect(members.get('word/document.xml')).toContain('=cmd|');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
  });
});

test('a .csv keeps commas, quotes, leading zeros, negative numbers and empty cells', () => {
  const bytes = writeCsv({
    headers: ['甲', '乙'],
    rows: [
      ['a,b', 'say "x"'],
      ['007', -3],
      [null, '-3'],
      ['第一行\n第二行', ' x'],
    ],
  });
  expect(new TextDecoder().decode(bytes)).toBe(
    '甲,乙\r\n"a,b","say ""x"""\r\n007,-3\r\n,"\'-3"\r\n第一行 第二行," x"\r\n',
  );
});
