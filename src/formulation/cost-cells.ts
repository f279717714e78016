/** The coefficients of an objective while they are found. */
import type { Costs } from '../../solver/index.ts';

/** All 0 at first; 32-bit whole numbers until one comes that is none. */
export class CostCells {
  items: Costs;

  constructor(size: number) {
    this.items = new Int32Array(size);
  }

  set(at: number, value: number): void {
    if ((value | 0) !== value && this.items instanceof Int32Array)
      this.items = new Float64Array(this.items);
    this.items[at] = value;
  }

  get(at: number): number {
    return this.items[at] as number;
  }
}
