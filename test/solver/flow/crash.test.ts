/** The start for the network simplex: always a spanning tree, feasible where it can be, and optimal. */
import { describe, expect, it } from 'vitest';
import { crash, type FlowProblem, type Start } from '../../../solver/flow/crash.ts';

/** Lehmer's generator: whole numbers 0 … n − 1. */
function dice(seed: number): (n: number) => number {
  let state = seed * 2 + 1;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}

type Arc = [tail: number, head: number, lower: number, upper: number, cost: number];

interface Shape {
  readonly persons: number;
  readonly schools: number;
  /** Standby: an arc to the root, a row that may stay at 0, or none. */
  readonly standby: 'arc' | 'row' | 'none';
  readonly costs: 'any' | 'equal' | 'wide';
  readonly floors: boolean;
  readonly twoParents: boolean;
  readonly reversed: boolean;
}

/** Persons × groups → schools → quotas → districts (and a pool beside them) → root. */
function county(shape: Shape, roll: (n: number) => number): FlowProblem {
  const { persons, schools, standby } = shape;
  const root = -1;
  const arcs: Arc[] = [];
  let nodes = persons;
  const node = () => nodes++;
  const price = () =>
    shape.costs === 'equal'
      ? -7
      : shape.costs === 'wide'
        ? roll(20_000_000) - 15_000_000
        : roll(60) - 50;
  const districts = [node(), node()];
  const pool = shape.twoParents ? node() : root;
  if (shape.twoParents) arcs.push([pool, root, 0, roll(4), 0]);
  for (const d of districts) arcs.push([d, root, 0, roll(3) === 0 ? roll(persons) : persons, 0]);
  const doors: number[] = [];
  for (let s = 0; s < schools; s++) {
    const school = node();
    const quota = node();
    const steps = roll(10);
    for (let m = 0; m < steps; m++) arcs.push([school, quota, 0, 1, 5 * m - 20]);
    arcs.push([school, quota, 0, roll(4) === 0 ? 0 : roll(persons), 30]);
    arcs.push([quota, districts[roll(2)]!, 0, roll(5) === 0 ? 0 : roll(persons), 0]);
    if (shape.twoParents) arcs.push([quota, pool, 0, 2, 0]);
    for (let g = roll(4); g >= 0; g--) {
      const group = node();
      doors.push(group);
      const least = shape.floors && roll(3) === 0 ? roll(3) : 0;
      arcs.push([group, school, least, least + roll(6), 0]);
      if (roll(3) > 0) continue;
      const first = node();
      doors.push(first);
      arcs.push([first, group, 0, 1, -roll(100)]);
    }
  }
  for (let i = 0; i < persons; i++) {
    for (let k = roll(12); k >= 0; k--)
      arcs.push([i, doors[roll(doors.length)]!, 0, roll(20) === 0 ? 0 : 1, price()]);
    if (standby === 'arc') arcs.push([i, root, 0, 1, 0]);
  }
  return assemble(arcs, nodes, persons, shape, roll);
}

/** Arrays, arcs in any order; reversed: every arc the other way round, supplies become demands. */
function assemble(
  arcs: Arc[],
  nodes: number,
  persons: number,
  { standby, reversed }: Shape,
  roll: (n: number) => number,
): FlowProblem {
  for (let k = arcs.length - 1; k > 0; k--) {
    const other = roll(k + 1);
    [arcs[k], arcs[other]] = [arcs[other]!, arcs[k]!];
  }
  for (let i = 0; i < nodes; i++) {
    const most = i < persons ? 1 : 0;
    const least = standby === 'row' ? 0 : most;
    const [low, high] = reversed ? [0 - most, 0 - least] : [least, most];
    // The ends of a logical arc stay as they are: it takes out what it brought in.
    arcs.push(reversed ? [i, -1, low, high, 0] : [-1, i, low, high, 0]);
  }
  const end = (v: number) => (v === -1 ? nodes : v);
  const from = reversed ? 1 : 0;
  return {
    nodes,
    tail: Int32Array.from(arcs, (arc) => end(arc[from]!)),
    head: Int32Array.from(arcs, (arc) => end(arc[1 - from]!)),
    lower: Float64Array.from(arcs, (arc) => arc[2]),
    upper: Float64Array.from(arcs, (arc) => arc[3]),
    cost: Float64Array.from(arcs, (arc) => arc[4]),
  };
}

interface Basis {
  readonly flow: Float64Array;
  readonly reduced: (arc: number) => number;
}

/** Flows and reduced costs of a start; throws unless its arcs are a spanning tree. */
function basisOf(problem: FlowProblem, { tree, atUpper }: Start): Basis {
  const { nodes, tail, head, lower, upper, cost } = problem;
  expect(tree.length).toBe(nodes);
  const near: number[][] = Array.from({ length: nodes + 1 }, () => []);
  for (const a of tree) {
    near[tail[a]!]!.push(a);
    near[head[a]!]!.push(a);
  }
  const above = new Int32Array(nodes + 1).fill(-1);
  const potential = new Float64Array(nodes + 1);
  const order = [nodes];
  for (let k = 0; k < order.length; k++) {
    const v = order[k]!;
    for (const a of near[v]!) {
      const w = tail[a] === v ? head[a]! : tail[a]!;
      if (w === nodes || above[w] !== -1 || a === above[v]) continue;
      above[w] = a;
      potential[w] = potential[v]! + (tail[a] === w ? cost[a]! : -cost[a]!);
      order.push(w);
    }
  }
  expect(order.length).toBe(nodes + 1);
  const inTree = new Set(tree);
  const flow = lower.map((low) => (low === -Infinity ? 0 : low));
  for (const a of atUpper) {
    expect(inTree.has(a)).toBe(false);
    expect(Number.isFinite(upper[a])).toBe(true);
    flow[a] = upper[a]!;
  }
  const surplus = new Float64Array(nodes + 1);
  for (let a = 0; a < flow.length; a++) {
    if (inTree.has(a)) continue;
    surplus[tail[a]!]! -= flow[a]!;
    surplus[head[a]!]! += flow[a]!;
  }
  for (let k = order.length - 1; k > 0; k--) {
    const v = order[k]!;
    const a = above[v]!;
    const out = tail[a] === v;
    flow[a] = out ? surplus[v]! : 0 - surplus[v]!;
    surplus[out ? head[a]! : tail[a]!]! += surplus[v]!;
  }
  return { flow, reduced: (a) => cost[a]! - potential[tail[a]!]! + potential[head[a]!]! };
}

function isFeasible({ lower, upper }: FlowProblem, { flow }: Basis): boolean {
  return flow.every((f, a) => f >= lower[a]! && f <= upper[a]!);
}

/** By slackness on every arc, so without another solver. */
function isOptimal(problem: FlowProblem, basis: Basis): boolean {
  const { lower, upper } = problem;
  return (
    isFeasible(problem, basis) &&
    basis.flow.every((f, a) => {
      const d = basis.reduced(a);
      return (d >= 0 || f === upper[a]) && (d <= 0 || f === lower[a]);
    })
  );
}

const SHAPES: Shape[] = (['arc', 'row', 'none'] as const).flatMap((standby) =>
  (['any', 'equal', 'wide'] as const).flatMap((costs) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({
      persons: 50,
      schools: 4,
      standby,
      costs,
      floors: (bits & 1) > 0,
      twoParents: (bits & 2) > 0,
      reversed: (bits & 4) > 0,
    })),
  ),
);

/** n persons, n tasks, every task must be done. */
function assignment(n: number, most: number): FlowProblem {
  const roll = dice(5);
  const arcs: Arc[] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) arcs.push([i, n + j, 0, 1, 1 + roll(most)]);
  for (let i = 0; i < 2 * n; i++) arcs.push([-1, i, i < n ? 1 : -1, i < n ? 1 : -1, 0]);
  const end = (v: number) => (v === -1 ? 2 * n : v);
  return {
    nodes: 2 * n,
    tail: Int32Array.from(arcs, (arc) => end(arc[0])),
    head: Int32Array.from(arcs, (arc) => end(arc[1])),
    lower: Float64Array.from(arcs, (arc) => arc[2]),
    upper: Float64Array.from(arcs, (arc) => arc[3]),
    cost: Float64Array.from(arcs, (arc) => arc[4]),
  };
}

/** `persons` with an arc each into a chain or a lattice of `layers` × `width` nodes. */
function layered(persons: number, layers: number, width: number): FlowProblem {
  const arcs: Arc[] = [];
  const at = (layer: number, k: number) => persons + layer * width + k;
  for (let i = 0; i < persons; i++)
    for (let k = 0; k < 40; k++) arcs.push([i, at(0, k % width), 0, 1, k]);
  for (let layer = 0; layer < layers; layer++)
    for (let k = 0; k < width; k++)
      for (let m = 0; m < width; m++)
        arcs.push([at(layer, k), layer + 1 < layers ? at(layer + 1, m) : -1, 0, 9, k + m]);
  const nodes = persons + layers * width;
  const shape: Shape = { ...SHAPES[0]!, standby: 'none' };
  return assemble(arcs, nodes, persons, shape, dice(1));
}

describe('crash', () => {
  it('is a spanning tree with flows in their bounds on 2 160 random networks', () => {
    let optimal = 0;
    let feasible = 0;
    let runs = 0;
    SHAPES.forEach((shape, k) => {
      for (let run = 0; run < 30; run++) {
        const roll = dice(1 + 1000 * k + run);
        const size = { persons: 50 + roll(40), schools: 1 + roll(8) };
        const problem = county({ ...shape, ...size }, roll);
        const start = crash(problem);
        if (start === null) throw new Error(`no start: shape ${k}, run ${run}`);
        const basis = basisOf(problem, start);
        // Everybody may stay outside and nothing is demanded: a feasible flow exists.
        if (shape.standby === 'none' || shape.floors) continue;
        runs++;
        if (isFeasible(problem, basis)) feasible++;
        else expect(shape.twoParents).toBe(true);
        if (isOptimal(problem, basis)) optimal++;
      }
    });
    expect(feasible).toBeGreaterThan(0.99 * runs);
    expect(optimal).toBeGreaterThan(0.85 * runs);
  });

  it('is optimal on assignment problems, ties or not', () => {
    for (const most of [1, 3, 1000, 30_000_000]) {
      const problem = assignment(60, most);
      expect(isOptimal(problem, basisOf(problem, crash(problem)!))).toBe(true);
    }
  });

  it('answers twice the same', () => {
    for (const shape of SHAPES.slice(0, 24)) {
      const problem = county(shape, dice(3));
      expect(crash(problem)).toEqual(crash(problem));
    }
  });

  it('says null to other shapes', () => {
    const small = county({ ...SHAPES[0]!, persons: 20 }, dice(1));
    expect(crash(small)).toBeNull();
    // Ways to the root: 6^9 of them; a single one, but 100 pipes long; 4: few enough.
    expect(crash(layered(60, 10, 6))).toBeNull();
    expect(crash(layered(60, 100, 1))).toBeNull();
    expect(crash(layered(60, 3, 2))).not.toBeNull();
    // Most arcs are not those of sources.
    expect(crash(layered(60, 2, 100))).toBeNull();
  });

  it('takes a supply inside the network as another shape', () => {
    const problem = county(SHAPES[0]!, dice(1));
    const lower = problem.lower.slice();
    const upper = problem.upper.slice();
    lower[lower.length - 1] = 2;
    upper[upper.length - 1] = 2;
    expect(crash({ ...problem, lower, upper })).toBeNull();
  });

  it('copes with arcs that turn in a circle, run out of the root or begin where they end', () => {
    const problem = layered(60, 2, 2);
    const { nodes } = problem;
    const own = problem.tail.length - nodes;
    const extra: Arc[] = [
      [62, 60, 0, 5, -10],
      [nodes, 61, 0, 5, -10],
      [60, 60, 0, 5, -10],
    ];
    const insert = (list: ArrayLike<number>, k: number) => [
      ...Array.from(list).slice(0, own),
      ...extra.map((arc) => arc[k]!),
      ...Array.from(list).slice(own),
    ];
    const wider = {
      nodes,
      tail: Int32Array.from(insert(problem.tail, 0)),
      head: Int32Array.from(insert(problem.head, 1)),
      lower: Float64Array.from(insert(problem.lower, 2)),
      upper: Float64Array.from(insert(problem.upper, 3)),
      cost: Float64Array.from(insert(problem.cost, 4)),
    };
    const basis = basisOf(wider, crash(wider)!);
    for (let k = 0; k < extra.length; k++) expect(basis.flow[own + k]).toBe(0);
  });
});
