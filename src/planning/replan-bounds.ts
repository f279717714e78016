/** Bounds of a program while a question moves them, and the model with them. */
import type { Change, Model } from '../../solver/index.ts';
import type { ReadyProgram } from './replan-program.ts';

/** Bounds while several changes are put on top of each other. */
export class Bounds {
  readonly columns = new Map<number, [number, number]>();
  readonly rows = new Map<number, [number, number]>();
  private readonly program: ReadyProgram;

  constructor(program: ReadyProgram) {
    this.program = program;
  }

  column(at: number): [number, number] {
    const { lower, upper } = this.program.formulation.model;
    return entry(this.columns, at, lower, upper);
  }

  row(at: number): [number, number] {
    const { rowLower, rowUpper } = this.program.formulation.model;
    return entry(this.rows, at, rowLower, rowUpper);
  }

  shut(at: number): void {
    if (at !== -1) this.column(at)[1] = 0;
  }

  /** Opens the first spare steps of a school, so that it can hold `heads` in all. @returns false when they are too few */
  openSteps(school: number, heads: number): boolean {
    const { columns } = this.program.formulation;
    const steps = columns.steps.filter((step) => step.school === school).length;
    const spare = this.program.spare.get(school) ?? [];
    if (heads - steps > spare.length) return steps === 0;
    for (const at of spare.slice(0, Math.max(0, heads - steps))) this.column(at)[1] = 1;
    return true;
  }

  /** @returns null when some bounds cross: nothing is legal */
  changes(): Change[] | null {
    const all = [...this.columns.values(), ...this.rows.values()];
    if (all.some(([lower, upper]) => lower > upper)) return null;
    return [
      ...[...this.columns].map(
        ([column, [lower, upper]]): Change => ({ kind: 'column', column, lower, upper }),
      ),
      ...[...this.rows].map(
        ([row, [lower, upper]]): Change => ({ kind: 'row', row, lower, upper }),
      ),
    ];
  }
}

function entry(
  map: Map<number, [number, number]>,
  at: number,
  lower: Float64Array,
  upper: Float64Array,
): [number, number] {
  const found: [number, number] = map.get(at) ?? [lower[at] as number, upper[at] as number];
  map.set(at, found);
  return found;
}

/** The model with other bounds; objectives are not its own. */
export function modelAfter(model: Model, changes: readonly Change[]): Model {
  const after = {
    ...model,
    lower: model.lower.slice(),
    upper: model.upper.slice(),
    rowLower: model.rowLower.slice(),
    rowUpper: model.rowUpper.slice(),
  };
  for (const change of changes) {
    if (change.kind === 'objective') continue;
    const [at, lower, upper] =
      change.kind === 'column'
        ? [change.column, after.lower, after.upper]
        : [change.row, after.rowLower, after.rowUpper];
    lower[at] = change.lower;
    upper[at] = change.upper;
  }
  return after;
}
