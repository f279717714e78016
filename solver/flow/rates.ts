/**
 * How all basic variables move when something non-basic moves: round its own cycle in the tree, and round the cycles of
 * the extra columns that keep the active side rows where they are. Rates are per unit of the mover.
 */
import { type State, tidy } from './state.ts';

/** Rates smaller than this are rounding. */
export const RATE = 1e-9;

/** Where a basic variable stands: node of its tree arc, place in the working basis, or side row. */
export interface Place {
  readonly kind: 'tree' | 'extra' | 'slack';
  readonly at: number;
}

export class Rates {
  private readonly state: State;
  /** Nodes whose arc is touched, in the order of discovery, and the rate of that arc. */
  readonly touched: Int32Array;
  touches = 0;
  readonly tree: Float64Array;
  private readonly seen: Uint8Array;
  /** Rates of side rows' activities. */
  readonly side: Float64Array;
  readonly sideTouched: Int32Array;
  sideTouches = 0;
  private readonly sideSeen: Uint8Array;
  /** By place of the working basis. */
  extra = new Float64Array(16);
  private product = new Float64Array(16);
  /** Touched nodes up to here lie on the first side of the entering arc's own cycle. */
  firstSide = 0;
  /** Extra columns move too, so rates are not just those of one cycle. */
  mixed = false;

  constructor(state: State) {
    this.state = state;
    this.touched = new Int32Array(state.nodes);
    this.tree = new Float64Array(state.nodes);
    this.seen = new Uint8Array(state.nodes);
    this.side = new Float64Array(state.sides);
    this.sideTouched = new Int32Array(state.sides);
    this.sideSeen = new Uint8Array(state.sides);
  }

  /** Rates per unit of the entering variable's increase. */
  find(entering: number, direction: number): void {
    this.roomForPlaces();
    const { state } = this;
    const { n, nodes, working } = state;
    const slackOf = entering - n - nodes;
    if (slackOf < 0) {
      this.walkOwnCycle(state.tail[entering]!, state.head[entering]!, direction);
      if (state.sides > 0) {
        this.addPattern(entering, 1);
        this.addTouchedPatterns();
      }
    } else {
      this.firstSide = 0;
    }
    const { size } = working;
    this.mixed = false;
    if (size === 0) return;
    const { extra } = this;
    if (slackOf < 0) {
      working.timesColumn(this.side, this.product);
      for (let k = 0; k < size; k++) extra[k] = 0 - this.product[k]!;
    } else {
      const r = working.placeOfRow[slackOf]!;
      for (let k = 0; k < size; k++) extra[k] = working.entry(k, r);
    }
    this.addExtraCycles();
    if (!this.mixed) return;
    this.clearSides();
    if (slackOf < 0) this.addPattern(entering, 1);
    this.addTouchedPatterns();
    this.addExtraPatterns();
  }

  /**
   * Moves non-basic variables to new values, all at once, and the basic ones with them, whatever bounds they pass.
   * @param each told all basic variables that move
   */
  shift(
    variables: readonly number[],
    values: readonly number[],
    each: (variable: number) => void,
  ): void {
    const { state } = this;
    const { n, nodes, working, x } = state;
    this.roomForPlaces();
    const by = variables.map((v, k) => values[k]! - x[v]!);
    variables.forEach((v, k) => {
      if (v < n + nodes) this.addCycle(v, by[k]!);
    });
    const addOwn = () => {
      variables.forEach((v, k) => {
        if (v < n + nodes) this.addPattern(v, by[k]!);
        else this.addSide(v - n - nodes, 0 - by[k]!);
      });
    };
    addOwn();
    this.addTouchedPatterns();
    this.mixed = false;
    if (working.size > 0) {
      working.timesColumn(this.side, this.product);
      for (let k = 0; k < working.size; k++) this.extra[k] = 0 - this.product[k]!;
      this.addExtraCycles();
    }
    if (this.mixed) {
      this.clearSides();
      addOwn();
      this.addTouchedPatterns();
      this.addExtraPatterns();
    }
    variables.forEach((v, k) => {
      x[v] = values[k]!;
    });
    this.each(1, (_kind, _at, variable, rate) => {
      x[variable] = tidy(x[variable]! + rate);
      each(variable);
    });
    this.clear();
  }

  /** Rate of the basic variable at a place. */
  of({ kind, at }: Place): number {
    return (kind === 'tree' ? this.tree : kind === 'extra' ? this.extra : this.side)[at]!;
  }

  /** The cycles of the extra columns that move. */
  private addExtraCycles(): void {
    const { extra } = this;
    const { working } = this.state;
    for (let k = 0; k < working.size; k++) {
      const by = extra[k]!;
      if (Math.abs(by) <= RATE) extra[k] = 0;
      else {
        this.mixed = true;
        this.addCycle(working.columns[k]!, by);
      }
    }
  }

  private addExtraPatterns(): void {
    const { extra } = this;
    const { working } = this.state;
    for (let k = 0; k < working.size; k++)
      if (extra[k] !== 0) this.addPattern(working.columns[k]!, extra[k]!);
  }

  /** The side of the end that flow leaves from first: the order the ratio test breaks ties by. */
  private walkOwnCycle(tail: number, head: number, direction: number): void {
    const { parent, depth, up } = this.state.tree;
    let a = tail;
    let b = head;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) a = parent[a]!;
      else b = parent[b]!;
    }
    const apex = a;
    const first = direction > 0 ? tail : head;
    const second = direction > 0 ? head : tail;
    // A unit on the arc runs tail → head and comes back from head up to the apex and down to tail.
    const firstSign = direction > 0 ? -1 : 1;
    for (let i = first; i !== apex; i = parent[i]!)
      this.touch(i, up[i] === 1 ? firstSign : -firstSign);
    this.firstSide = this.touches;
    for (let i = second; i !== apex; i = parent[i]!)
      this.touch(i, up[i] === 1 ? -firstSign : firstSign);
  }

  /** Adds `by` units round the cycle that a column closes with the tree. */
  private addCycle(column: number, by: number): void {
    const { tree, tail, head } = this.state;
    const { parent, depth, up } = tree;
    let a = tail[column]!;
    let b = head[column]!;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) {
        this.touch(a, up[a] === 1 ? -by : by);
        a = parent[a]!;
      } else {
        this.touch(b, up[b] === 1 ? by : -by);
        b = parent[b]!;
      }
    }
  }

  private touch(node: number, by: number): void {
    if (this.seen[node] === 0) {
      this.seen[node] = 1;
      this.touched[this.touches++] = node;
    }
    this.tree[node]! += by;
  }

  private addTouchedPatterns(): void {
    const { arc } = this.state.tree;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const by = this.tree[node]!;
      if (by !== 0) this.addPattern(arc[node]!, by);
    }
  }

  private addPattern(variable: number, by: number): void {
    const { network, n } = this.state;
    if (variable >= n) return;
    const p = network.pattern[variable]!;
    if (p === 0) return;
    const { patternStart, patternRow, patternValue } = network;
    for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
      this.addSide(patternRow[k]!, by * patternValue[k]!);
  }

  private addSide(s: number, by: number): void {
    if (this.sideSeen[s] === 0) {
      this.sideSeen[s] = 1;
      this.sideTouched[this.sideTouches++] = s;
    }
    this.side[s]! += by;
  }

  /** Visits the basic variables that move, with their rates. */
  each(
    direction: number,
    visit: (kind: Place['kind'], at: number, variable: number, rate: number) => void,
  ): void {
    const { state, extra } = this;
    const { n, nodes, working } = state;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const rate = direction * this.tree[node]!;
      if (Math.abs(rate) > RATE) visit('tree', node, state.tree.arc[node]!, rate);
    }
    for (let k = 0; k < working.size; k++)
      if (extra[k] !== 0) visit('extra', k, working.columns[k]!, direction * extra[k]!);
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      const rate = direction * this.side[s]!;
      if (Math.abs(rate) > RATE && working.placeOfRow[s] === -1)
        visit('slack', s, n + nodes + s, rate);
    }
  }

  /** Moves the entering variable by `step` in its direction, and all basic ones with it. */
  move(entering: number, direction: number, step: number): void {
    const { state, extra } = this;
    if (step === 0) return;
    const { x, tree, working, n, nodes } = state;
    const by = direction * step;
    const exact = working.size === 0;
    x[entering]! += by;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const a = tree.arc[node]!;
      const value = x[a]! + by * this.tree[node]!;
      x[a] = exact ? value : tidy(value);
    }
    for (let k = 0; k < working.size; k++) {
      if (extra[k] === 0) continue;
      const column = working.columns[k]!;
      x[column] = tidy(x[column]! + by * extra[k]!);
    }
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      if (working.placeOfRow[s] !== -1) continue;
      const at = n + nodes + s;
      x[at] = tidy(x[at]! + by * this.side[s]!);
    }
  }

  /** Writes a column's cycle, seen by the active side rows, to `out` from `at` on. */
  cycleColumn(column: number, out: Float64Array, at: number): void {
    const { working } = this.state;
    this.addCycle(column, 1);
    this.addPattern(column, 1);
    this.addTouchedPatterns();
    for (let r = 0; r < working.size; r++) out[at + r] = this.side[working.rows[r]!]!;
    this.clear();
  }

  private roomForPlaces(): void {
    const needed = this.state.working.size + 2;
    if (needed <= this.extra.length) return;
    this.extra = new Float64Array(2 * needed);
    this.product = new Float64Array(2 * needed);
  }

  clear(): void {
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      this.tree[node] = 0;
      this.seen[node] = 0;
    }
    this.touches = 0;
    this.clearSides();
  }

  private clearSides(): void {
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      this.side[s] = 0;
      this.sideSeen[s] = 0;
    }
    this.sideTouches = 0;
  }
}
