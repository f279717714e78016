/** One promise and what became of it. */
/** Whose promises they are. */
export const OURS = 'flow';

export interface TargetRow {
  readonly part: string;
  readonly what: string;
  readonly required: string;
  readonly measured: string;
  readonly verdict: string;
  /** Ratio or figure, and what it may be at most; for the plot. */
  readonly ratio: number | null;
  readonly limit: number | null;
}

/** A row without a figure: why there is none. */
export function nothing(why = 'not measured'): Pick<TargetRow, 'measured' | 'verdict' | 'ratio'> {
  return { measured: why, verdict: 'no figure', ratio: null };
}

export function emptyRow(part: string, what: string, required: string, why?: string): TargetRow {
  return { part, what, required, limit: null, ...nothing(why) };
}
