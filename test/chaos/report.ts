/** What a run of chaos is asked for, and what it tells. */

export interface ChaosOptions {
  readonly on: 'embedded' | 'postgres';
  readonly kills: number;
  readonly seed: number;
  readonly workers: number;
  readonly onKill: (done: number, of: number) => void;
}

export interface ChaosReport {
  readonly on: string;
  readonly kills: number;
  readonly accepted: number;
  readonly done: number;
  readonly failed: number;
  /** Jobs that needed more than one attempt. */
  readonly retried: number;
  readonly mostAttempts: number;
  readonly seconds: number;
  /** `phase/moment target` → kills. */
  readonly histogram: Readonly<Record<string, number>>;
  /** What must not be; empty = all is well. */
  readonly wrong: readonly string[];
}
