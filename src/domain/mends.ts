/** The mends file: what a planner said yes to, which sheet and column means what, corrected cells. Written once, replayed at will. */
import { z } from 'zod';
import { InputError } from './errors.ts';
import { inChinese } from './zod-issues.ts';

/** The tables of a county; `src/intake/headers.ts` tells their headers and columns. */
export const TableKey = z.enum([
  'schools',
  'posts',
  'titles',
  'roster',
  'wishes',
  'merits',
  'approved',
  'sites',
  'researchers',
  'tasks',
]);
export type TableKey = z.infer<typeof TableKey>;

const MENDS_FORMAT = 'tiaopei-mends/1';

const Letters = z.string().regex(/^[A-Z]{1,3}$/);
const Address = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/);
/** Longest text of a corrected cell. */
const LONGEST_VALUE = 2000;

/** Where a mend holds; a part that is left out holds everywhere. */
const File = z.string().min(1).optional();

export const Mends = z.strictObject({
  format: z.literal(MENDS_FORMAT),
  /** Offered mends that were accepted; a code alone accepts all of the kind. */
  accept: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        file: File,
        sheet: z.string().min(1).optional(),
        cell: Address.optional(),
      }),
    )
    .default([]),
  /** Which table a sheet is. */
  sheets: z
    .array(
      z.strictObject({
        file: File,
        sheet: z.string(),
        table: z.union([TableKey, z.literal('ignore')]),
      }),
    )
    .default([]),
  /** Which column means what; `field` is a key of the table's columns. */
  columns: z
    .array(
      z.strictObject({
        file: File,
        sheet: z.string(),
        column: Letters,
        field: z.string().min(1),
      }),
    )
    .default([]),
  /** More names of a column, beside those of `headers.ts`. */
  headers: z
    .array(
      z.strictObject({
        table: TableKey,
        field: z.string().min(1),
        names: z.array(z.string().min(1)).min(1),
      }),
    )
    .default([]),
  /** Cells that were corrected by hand; '' empties a cell. */
  cells: z
    .array(
      z.strictObject({
        file: File,
        sheet: z.string(),
        cell: Address,
        value: z.string().max(LONGEST_VALUE),
      }),
    )
    .default([]),
});
export type Mends = z.infer<typeof Mends>;

export const NO_MENDS: Mends = Mends.parse({ format: MENDS_FORMAT });

/**
 * Mends from outside.
 * @throws InputError `bad-mends`; it names the key, never the value, which may be a person's name
 */
export function parseMends(value: unknown): Mends {
  const parsed = Mends.safeParse(value, inChinese);
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.slice(0, 20).map((issue) => {
      const path = issue.path.join('.');
      return { code: 'bad-mends', path, message: `修正文件「${path}」：${issue.message}` };
    }),
  );
}
