/** What flows in the pipes of an auction's network, a unit at a time, the cheapest step first. */
import type { Pipes } from './auction-pipes.ts';

export class PipeFlow {
  /** Of each pipe: units, the costs of the next unit (∞ when full) and of the last one (0 when empty). */
  readonly flow: Float64Array;
  readonly next: Float64Array;
  readonly last: Float64Array;
  private readonly pipes: Pipes;
  /** Step with the last unit (or the first step), and the units in it. */
  private readonly stepAt: Int32Array;
  private readonly stepUsed: Float64Array;

  constructor(pipes: Pipes) {
    this.pipes = pipes;
    this.flow = new Float64Array(pipes.count);
    this.next = new Float64Array(pipes.count);
    this.last = new Float64Array(pipes.count);
    this.stepAt = pipes.stepStart.slice(0, pipes.count);
    this.stepUsed = new Float64Array(pipes.count);
    for (let p = 0; p < pipes.count; p++) this.read(p);
  }

  /** One unit more; `read` has to follow before its costs are used. */
  add(p: number): void {
    const { stepRoom } = this.pipes;
    this.flow[p]!++;
    if (this.stepUsed[p]! >= stepRoom[this.stepAt[p]!]!) {
      this.stepAt[p]!++;
      this.stepUsed[p] = 0;
    }
    this.stepUsed[p]!++;
  }

  /** One unit less; `read` has to follow before its costs are used. */
  remove(p: number): void {
    const { stepRoom, stepStart } = this.pipes;
    this.flow[p]!--;
    this.stepUsed[p]!--;
    if (this.stepUsed[p] === 0 && this.stepAt[p]! > stepStart[p]!) {
      this.stepAt[p]!--;
      this.stepUsed[p] = stepRoom[this.stepAt[p]!]!;
    }
  }

  /** Brings `next` and `last` of a pipe up to date. */
  read(p: number): void {
    const { stepCost, stepRoom, stepStart } = this.pipes;
    const at = this.stepAt[p]!;
    this.last[p] = this.flow[p]! > 0 ? stepCost[at]! : 0;
    if (this.stepUsed[p]! < stepRoom[at]!) this.next[p] = stepCost[at]!;
    else this.next[p] = at + 1 < stepStart[p + 1]! ? stepCost[at + 1]! : Infinity;
  }

  /** Units sent on each member of `pipes.arcs`. */
  byArc(): Float64Array {
    const { count, arcs, stepStart, stepMember, stepRoom } = this.pipes;
    const units = new Float64Array(arcs.length);
    for (let p = 0; p < count; p++) {
      const at = this.stepAt[p]!;
      for (let k = stepStart[p]!; k < at; k++) units[stepMember[k]!]! += stepRoom[k]!;
      units[stepMember[at]!]! += this.stepUsed[p]!;
    }
    return units;
  }

  /** Arc of the pipe's next unit; only when it has room. */
  nextArc(p: number): number {
    const { arcs, stepMember, stepRoom } = this.pipes;
    const at = this.stepAt[p]!;
    return arcs[stepMember[this.stepUsed[p]! < stepRoom[at]! ? at : at + 1]!]!;
  }

  /** Arc of the pipe's last unit; only when it has one. */
  lastArc(p: number): number {
    const { arcs, stepMember } = this.pipes;
    return arcs[stepMember[this.stepAt[p]!]!]!;
  }
}
