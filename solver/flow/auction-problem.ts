/** The problem an auction solves, and how it looks in the direction in which its sources send. */

/**
 * min cost·f over flows with lower ≤ f ≤ upper and Σ out − Σ in = 0 at each node but the root; all
 * data whole. Root is node number `nodes`. The last `nodes` arcs are the logical ones, root → node i:
 * what the row of node i may send; they cost nothing.
 */
export interface FlowProblem {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Of the arcs that are not logical. */
  readonly cost: Float64Array;
}

/** The problem in the direction in which sources send. */
export interface View {
  readonly problem: FlowProblem;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** −1 when the arcs are turned round: a logical arc then takes out what it brings in. */
  readonly sign: 1 | -1;
  /** Number of arcs that are not logical. */
  readonly own: number;
  /** The source at each node, −1 elsewhere (length nodes + 1). */
  readonly sourceAt: Int32Array;
  /** Outweighs every cost. */
  readonly penalty: number;
}

/** What a node takes in from the root in the chosen direction, at least. */
export function leastSupply(
  { tail, nodes, lower, upper }: FlowProblem,
  node: number,
  sign: 1 | -1,
) {
  const a = tail.length - nodes + node;
  return sign === 1 ? lower[a]! : 0 - upper[a]!;
}

/** The same, at most. */
export function mostSupply({ tail, nodes, lower, upper }: FlowProblem, node: number, sign: 1 | -1) {
  const a = tail.length - nodes + node;
  return sign === 1 ? upper[a]! : 0 - lower[a]!;
}
