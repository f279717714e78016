/**
 * The long-step ratio test of the dual simplex: where does a dual step end?
 *
 * The dual objective along the step is concave and piecewise linear; its slope begins with the
 * infeasibility of the leaving variable and falls at each breakpoint, where the reduced cost of a
 * non-basic variable becomes 0. One between two finite bounds can be passed: it goes to its other bound,
 * and the slope falls by |rate| · (upper − lower). The step ends where the slope would no longer be
 * positive: an exact line search. O(h + passed · log h) for h breakpoints, by a heap.
 *
 * I. Maros, "A generalized dual phase-2 simplex algorithm", European Journal of Operational Research
 * 149 (2003) 1–16, doi:10.1016/S0377-2217(02)00433-5.
 */

/** A slope smaller than this is 0. */
const FLAT = 1e-9;

export class Breakpoints {
  /** Variables that were passed by the last step. */
  readonly passed: number[] = [];
  /** The ratio at which it ended. */
  reached = 0;
  private count = 0;
  private variable = new Int32Array(1024);
  private ratio = new Float64Array(1024);
  private rate = new Float64Array(1024);
  private fall = new Float64Array(1024);
  private heap = new Int32Array(1024);

  clear(): void {
    this.count = 0;
  }

  /**
   * @param ratio the step at which the reduced cost is 0
   * @param rate its size decides between equal ratios: the larger, the safer
   * @param room between the variable's bounds
   */
  add(variable: number, ratio: number, rate: number, room: number): void {
    if (this.count === this.variable.length) this.grow();
    const k = this.count++;
    this.variable[k] = variable;
    this.ratio[k] = ratio;
    this.rate[k] = rate;
    this.fall[k] = rate * room;
  }

  /** Whether a slope ends positive beyond all breakpoints, or there is none: without more of them the step has no end. */
  cannotStop(slope: number): boolean {
    if (this.count === 0) return true;
    let left = slope;
    for (let k = 0; k < this.count && left > FLAT; k++) left -= this.fall[k]!;
    return left > FLAT;
  }

  /** The variable at whose breakpoint the step ends; there has to be one. */
  stop(slope: number): number {
    const { heap, fall, passed, variable } = this;
    passed.length = 0;
    let size = this.count;
    for (let k = 0; k < size; k++) heap[k] = k;
    for (let i = (size >> 1) - 1; i >= 0; i--) this.sink(i, size);
    let left = slope;
    for (;;) {
      const k = heap[0]!;
      left -= fall[k]!;
      if (!(left > FLAT) || size === 1) {
        this.reached = this.ratio[k]!;
        return variable[k]!;
      }
      passed.push(variable[k]!);
      heap[0] = heap[--size]!;
      this.sink(0, size);
    }
  }

  private sink(from: number, size: number): void {
    const { heap } = this;
    const own = heap[from]!;
    let i = from;
    for (;;) {
      let below = 2 * i + 1;
      if (below >= size) break;
      if (below + 1 < size && this.before(heap[below + 1]!, heap[below]!)) below++;
      if (!this.before(heap[below]!, own)) break;
      heap[i] = heap[below]!;
      i = below;
    }
    heap[i] = own;
  }

  private before(a: number, b: number): boolean {
    const { ratio, rate, variable } = this;
    if (ratio[a] !== ratio[b]) return ratio[a]! < ratio[b]!;
    if (rate[a] !== rate[b]) return rate[a]! > rate[b]!;
    return variable[a]! < variable[b]!;
  }

  private grow(): void {
    const size = 2 * this.variable.length;
    const longer = <T extends Int32Array | Float64Array>(list: T, old: T): T => {
      list.set(old);
      return list;
    };
    this.variable = longer(new Int32Array(size), this.variable);
    this.heap = longer(new Int32Array(size), this.heap);
    this.ratio = longer(new Float64Array(size), this.ratio);
    this.rate = longer(new Float64Array(size), this.rate);
    this.fall = longer(new Float64Array(size), this.fall);
  }
}
