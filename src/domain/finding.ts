/** What the intake says about a workbook: one finding a cell (or sheet), in the planner's words. */
import { z } from 'zod';

export const IntakeIssue = z.strictObject({
  /** Stable code in kebab case, e.g. `unknown-school`. */
  code: z.string(),
  /** 'error' stops the solve; 'warning' does not. */
  severity: z.enum(['error', 'warning']),
  sheet: z.string().nullable(),
  /** A1-style address; null for a finding about the sheet or the file. */
  cell: z.string().nullable(),
  /** What is wrong, Chinese. Never contains a name, an ID number or a health reason. */
  message: z.string(),
  /** What to do, or what was assumed; Chinese. */
  suggestion: z.string(),
});
export type IntakeIssue = z.infer<typeof IntakeIssue>;
