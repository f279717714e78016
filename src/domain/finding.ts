/** What the intake says about the files that were handed in: findings by cell, and what each sheet was taken for. */
import { z } from 'zod';
import { TableKey } from './mends.ts';

export const IntakeIssue = z.strictObject({
  /** Stable code in kebab case, e.g. `unknown-school`. */
  code: z.string(),
  /** 'error' stops the solve; 'warning' does not; 'mended' = a safe mend that was applied, listed so that it is seen. */
  severity: z.enum(['error', 'warning', 'mended']),
  /** Bare file name; null for a finding about everything handed in. */
  file: z.string().nullable(),
  sheet: z.string().nullable(),
  /** A1-style address; null for a finding about the sheet or the file. */
  cell: z.string().nullable(),
  /** What the cell says, at most 40 characters; 「＊＊＊」 for names, ID numbers, birth dates and health. Null where no one cell is meant. */
  read: z.string().nullable(),
  /** What it was taken for, shortened and masked likewise; null where nothing was. */
  takenFor: z.string().nullable(),
  /** What is wrong, Chinese. Never contains a name, an ID number or a health reason. */
  message: z.string(),
  /** What to do, or what was assumed; Chinese. */
  suggestion: z.string(),
  /** 'applied' = safe, done; 'offered' = unsafe, waits for a yes (an error as long as it waits); 'accepted' = was said yes to; null = nothing to mend. */
  mend: z.enum(['applied', 'offered', 'accepted']).nullable(),
});
export type IntakeIssue = z.infer<typeof IntakeIssue>;

/** What one sheet of one file was taken for. */
export const RecognisedSheet = z.strictObject({
  file: z.string(),
  sheet: z.string(),
  /** Null for a sheet that is none of the tables. */
  table: TableKey.nullable(),
  /** The last row of the header, 1-based; null where none was found. */
  headerRow: z.int().positive().nullable(),
  /** Rows with data in them below the header. */
  rows: z.int().nonnegative(),
  columns: z.array(
    z.strictObject({
      /** Letters of the column. */
      column: z.string(),
      header: z.string(),
      /** The field it was taken for; null for one that is not used. */
      field: z.string().nullable(),
      /** Fields it might mean, best first; empty where `field` is told. */
      guesses: z.array(z.string()),
    }),
  ),
});
export type RecognisedSheet = z.infer<typeof RecognisedSheet>;
