/** Properties of the whole intake: order does not matter, no row is lost in silence, no message tells about a person. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyHash } from '../../src/domain/canonical.ts';
import { County } from '../../src/domain/county.ts';
import { TABLES, type TableId } from '../../src/intake/headers.ts';
import { checkDigit } from '../../src/intake/identity.ts';
import { readCounty, readCountyFrom } from '../../src/intake/index.ts';
import type { CellValue, RawWorkbook } from '../../src/workbook/port.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';
import { readTiny, rowOf } from './complaints.ts';

const TABLE_IDS = Object.keys(TABLES) as TableId[];

/** Any table, row and column of the tiny county. */
const anyCell = fc.constantFrom(...TABLE_IDS).chain((id) =>
  fc.record({
    id: fc.constant(id),
    row: fc.nat(tinyTables()[id].length - 1),
    column: fc.constantFrom(...Object.keys(TABLES[id].columns)),
  }),
);

const junk = fc.constantFrom<CellValue[]>(
  null,
  '',
  '??',
  -1,
  0.5,
  1e20,
  true,
  '无',
  '小学',
  '语文',
);

describe('the tiny county', () => {
  it('is a county of the schema without a finding', () => {
    const { county, issues } = readTiny();
    expect(issues).toEqual([]);
    expect(() => County.parse(county)).not.toThrow();
    expect(county?.name).toBe('测试县');
  });
});

describe('order', () => {
  it('of the rows changes nothing, to the byte', () => {
    const plain = readTiny().county;
    const tables = tinyTables();
    const shuffled = fc.record({
      schools: fc.shuffledSubarray(tables.schools, { minLength: tables.schools.length }),
      posts: fc.shuffledSubarray(tables.posts, { minLength: tables.posts.length }),
      titles: fc.shuffledSubarray(tables.titles, { minLength: tables.titles.length }),
      roster: fc.shuffledSubarray(tables.roster, { minLength: tables.roster.length }),
      wishes: fc.shuffledSubarray(tables.wishes, { minLength: tables.wishes.length }),
      merits: fc.shuffledSubarray(tables.merits, { minLength: tables.merits.length }),
      approved: fc.shuffledSubarray(tables.approved, { minLength: tables.approved.length }),
      sites: fc.constant(tables.sites),
      researchers: fc.constant(tables.researchers),
      tasks: fc.constant(tables.tasks),
    });
    fc.assert(
      fc.property(shuffled, (mixed) => {
        const { county } = readCounty(tinyWorkbook(mixed), '测试县');
        expect(JSON.stringify(county)).toBe(JSON.stringify(plain));
      }),
    );
    expect(countyHash(County.parse(plain))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of sheets and columns changes nothing either', () => {
    const reversed: RawWorkbook = {
      sheets: tinyWorkbook()
        .sheets.toReversed()
        .map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => row.toReversed()) })),
    };
    const { county, issues } = readCounty(reversed, '测试县');
    expect(county).toEqual(readTiny().county);
    expect(issues).toEqual([]);
  });
});

describe('junk in any cell', () => {
  it('never throws; the county is null exactly when there is an error', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCell, junk), { maxLength: 4 }), (stains) => {
        const { county, issues } = readTiny((tables) => {
          for (const [{ id, row, column }, value] of stains) {
            rowOf(tables, id, row)[column] = value;
          }
        });
        expect(county === null).toBe(issues.some((issue) => issue.severity === 'error'));
      }),
      { numRuns: 300 },
    );
  });

  it('either leaves every person in the county or is named at its row', () => {
    const stain = fc.tuple(fc.nat(5), fc.constantFrom(...Object.keys(TABLES.roster.columns)), junk);
    fc.assert(
      fc.property(stain, ([row, column, value]) => {
        const { county, issues } = readTiny((tables) => {
          rowOf(tables, 'roster', row)[column] = value;
        });
        if (county !== null) expect(county.teachers).toHaveLength(6);
        else {
          const rows = issues.map((issue) => issue.cell?.replace(/^[A-Z]+/, ''));
          // A lost or second staff number may also be named where it is missed.
          expect(rows.includes(String(row + 2)) || column === 'staffNo').toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the findings in the order of sheets, rows and columns', () => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'merits', 0).total = -1;
      rowOf(tables, 'roster', 3).title = '大师';
      rowOf(tables, 'roster', 3).birth = '不详';
      rowOf(tables, 'roster', 0).title = '大师';
      rowOf(tables, 'posts', 0).openings = -2;
    });
    expect(issues.map(({ sheet, cell }) => `${sheet} ${cell}`)).toEqual([
      '岗位设置表 G2',
      '教职工花名册 O2',
      '教职工花名册 E5',
      '教职工花名册 O5',
      '业绩考核表 C2',
    ]);
  });
});

describe('privacy', () => {
  const digits = '37068219710312002';
  const secret = {
    name: '欧阳机密',
    idNumber: digits + checkDigit(digits),
    birth: '1971年3月12日',
    exemption: '重病住院',
    homeDistrict: '机密路7号',
  };

  it('no finding tells a name, an ID number, a birth date or a health reason, whichever columns are mixed up', () => {
    const keys = Object.keys(TABLES.roster.columns);
    let findings = 0;
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.shuffledSubarray(keys, { minLength: keys.length }),
        (row, order) => {
          const { issues } = readTiny((tables) => {
            const person = rowOf(tables, 'roster', row);
            const values = { ...person, ...secret };
            keys.forEach((key, i) => {
              person[key] = values[order[i] as keyof typeof values] ?? null;
            });
          });
          findings += issues.length;
          for (const word of [...Object.values(secret), '机密', '1971', '重病']) {
            expect(JSON.stringify(issues)).not.toContain(word);
          }
        },
      ),
    );
    expect(findings).toBeGreaterThan(100);
  });

  it('holds on the forms and records too', () => {
    const { issues } = readTiny((tables) => {
      Object.assign(rowOf(tables, 'wishes', 0), { wish1: secret.name, obeys: secret.name });
      Object.assign(rowOf(tables, 'wishes', 0), {
        kinSchools: secret.name,
        refused: secret.idNumber,
      });
      Object.assign(rowOf(tables, 'wishes', 1), { staffNo: secret.idNumber });
      Object.assign(rowOf(tables, 'merits', 0), { staffNo: secret.name, total: secret.name });
    });
    expect(issues.length).toBeGreaterThan(5);
    expect(JSON.stringify(issues)).not.toMatch(/机密|37068219/);
  });

  it('keeps the ID number out of the county', () => {
    const { county } = readTiny((tables) => {
      rowOf(tables, 'roster', 0).idNumber = secret.idNumber;
    });
    expect(county?.teachers[0]?.birth).toBe('1971-03');
    expect(JSON.stringify(county)).not.toContain(digits);
  });
});

describe('readCountyFrom', () => {
  it('gives the county a name that does not depend on the path', async () => {
    const { writeWorkbook } = await import('../../src/workbook/index.ts');
    const sheets = tinyWorkbook().sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
      name,
      headers: headers.map(String),
      rows: rows.map((row) =>
        row.map((v) => (typeof v === 'string' || typeof v === 'number' ? v : null)),
      ),
    }));
    const bytes = await writeWorkbook(sheets);
    const [one, two] = await Promise.all(
      ['a.xlsx', 'b.xlsx'].map((fileName) => readCountyFrom({ bytes, fileName })),
    );
    expect(one?.county).toEqual(two?.county);
    expect(one?.county).toEqual({ ...readTiny().county, name: '本县' });
  });
});
