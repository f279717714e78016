/**
 * Why the flow solver cannot take a program: data that is not whole, or sums that would not be exact. A
 * session asks again after each change, so what a change cannot have touched is not looked at twice.
 */
import type { Model, Objective } from './model.ts';
import { exactModel, exactObjective, type ModelNumbers, type Numbers } from './validate.ts';

/** Null when the flow solver can take it. O(nz + objectives · n). */
export function flowRefusal(model: Model, objectives: readonly Objective[]): string | null {
  return new Refusal(model, objectives).why();
}

/** The refusal of a program whose model and objectives change in place. */
export class Refusal {
  private readonly model: Model;
  private readonly objectives: readonly Objective[];
  /** Undefined until it is asked for (again): the model's own reason, and that of each objective. */
  private ofModel: ModelNumbers | undefined;
  private readonly ofObjective: (Numbers | undefined)[];
  /** At least the sum of all finite |bounds| of columns. */
  private bounds = 0;

  constructor(model: Model, objectives: readonly Objective[]) {
    this.model = model;
    this.objectives = objectives;
    this.ofObjective = objectives.map(() => undefined);
  }

  objectiveChanged(at: number): void {
    this.ofObjective[at] = undefined;
  }

  /** A column has a finite bound of this size now; one that makes no sum inexact changes nothing. */
  columnReaches(bound: number): void {
    this.bounds += 2 * bound;
    const columns = Math.max(1, this.model.lower.length);
    let largest = 1;
    for (const found of [this.ofModel, ...this.ofObjective])
      largest = Math.max(largest, found?.problem === null ? found.largest : Infinity);
    if (bound <= 2 ** 52 / (largest * columns)) return;
    this.ofModel = undefined;
    this.ofObjective.fill(undefined);
  }

  why(): string | null {
    const { model, objectives, ofObjective } = this;
    if (this.ofModel === undefined) {
      this.ofModel = exactModel(model);
      this.bounds = this.ofModel.bounds;
    }
    if (this.ofModel.problem !== null) return this.ofModel.problem;
    for (const [k, objective] of objectives.entries()) {
      ofObjective[k] ??= exactObjective(model, objective, this.bounds);
      if (ofObjective[k].problem !== null) return ofObjective[k].problem;
    }
    return null;
  }
}
