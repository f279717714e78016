/** The spanning tree under random exchanges, against one that is searched anew each time. */
import { describe, expect, it } from 'vitest';
import { Tree } from '../../../solver/flow/tree.ts';
import { Dice } from '../support/random-programs.ts';

interface Graph {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Arcs of a first spanning tree. */
  readonly spanning: Int32Array;
}

/** Root = `nodes`; a random spanning tree and `extra` arcs more, parallel ones and loops too. */
function randomGraph(nodes: number, extra: number, dice: Dice): Graph {
  const order = dice.shuffled(nodes);
  const ends = order.map((node, k) => {
    const other = k === 0 || dice.chance(0.2) ? nodes : order[dice.whole(0, k - 1)]!;
    return dice.chance(0.5) ? [node, other] : [other, node];
  });
  for (let k = 0; k < extra; k++) ends.push([dice.whole(0, nodes), dice.whole(0, nodes)]);
  return {
    nodes,
    tail: Int32Array.from(ends, ([t]) => t!),
    head: Int32Array.from(ends, ([, h]) => h!),
    spanning: Int32Array.from(order, (_, k) => k),
  };
}

/** For each node the nodes above it, nearest first, and the arc to the first of them. */
function naive({ nodes, tail, head }: Graph, arcs: ReadonlySet<number>) {
  const arc = new Int32Array(nodes + 1).fill(-1);
  const above: number[][] = Array.from({ length: nodes + 1 }, () => []);
  const reached = new Set([nodes]);
  for (const node of reached)
    for (const a of arcs) {
      if (tail[a] !== node && head[a] !== node) continue;
      const other = tail[a] === node ? head[a]! : tail[a]!;
      if (reached.has(other)) continue;
      reached.add(other);
      arc[other] = a;
      above[other] = [node, ...above[node]!];
    }
  return { arc, above };
}

function expectSame(tree: Tree, graph: Graph, arcs: ReadonlySet<number>): void {
  const { arc, above } = naive(graph, arcs);
  for (let node = 0; node < graph.nodes; node++) {
    expect(tree.arc[node]).toBe(arc[node]);
    expect(tree.parent[node]).toBe(above[node]![0]);
    expect(tree.depth[node]).toBe(above[node]!.length);
    expect(tree.up[node]).toBe(graph.tail[arc[node]!] === node ? 1 : 0);
  }
}

/** Exchanges a random arc outside the tree for a random one on the cycle it closes; false when it closes none. */
function exchange(tree: Tree, graph: Graph, arcs: Set<number>, dice: Dice): boolean {
  const { tail, head } = graph;
  const entering = dice.whole(0, tail.length - 1);
  const t = tail[entering]!;
  const h = head[entering]!;
  if (arcs.has(entering) || t === h) return false;
  const { above } = naive(graph, arcs);
  const pathOf = (node: number) => [node, ...above[node]!];
  const cycle = [
    ...pathOf(t).filter((node) => !pathOf(h).includes(node)),
    ...pathOf(h).filter((node) => !pathOf(t).includes(node)),
  ];
  const top = dice.pick(cycle);
  const tailBelow = pathOf(t).includes(top);
  arcs.delete(tree.arc[top]!);
  arcs.add(entering);
  tree.rehang(top, tailBelow ? t : h, tailBelow ? h : t, entering, tailBelow ? 1 : 0);
  return true;
}

function grown(seed: number) {
  const dice = new Dice(seed);
  const graph = randomGraph(dice.whole(1, 25), dice.whole(1, 30), dice);
  const tree = new Tree(graph.nodes);
  tree.build(graph.spanning, graph.tail, graph.head);
  return { dice, graph, tree, arcs: new Set(graph.spanning) };
}

describe('Tree', () => {
  it('is the tree of its arcs, after building and after every exchange', () => {
    let exchanges = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { dice, graph, tree, arcs } = grown(seed);
      expectSame(tree, graph, arcs);
      for (let k = 0; k < 25; k++) {
        if (!exchange(tree, graph, arcs, dice)) continue;
        exchanges++;
        expectSame(tree, graph, arcs);
      }
    }
    expect(exchanges).toBeGreaterThan(500);
  });

  it('knows who is below whom, and adds to exactly those', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { dice, graph, tree, arcs } = grown(seed);
      for (let k = 0; k < 10; k++) exchange(tree, graph, arcs, dice);
      const { above } = naive(graph, arcs);
      const top = dice.whole(0, graph.nodes - 1);
      const values = new Float64Array(graph.nodes + 1);
      tree.addBelow(top, values, 7);
      for (let node = 0; node < graph.nodes; node++) {
        const below = node === top || above[node]!.includes(top);
        expect(tree.isBelow(node, top)).toBe(below);
        expect(values[node]).toBe(below ? 7 : 0);
      }
      expect(values[graph.nodes]).toBe(0);
    }
  });

  it('lists every node once, after its parent', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { dice, graph, tree, arcs } = grown(seed);
      for (let k = 0; k < 10; k++) exchange(tree, graph, arcs, dice);
      const order = tree.preorder();
      const seen = new Set([tree.root]);
      for (const node of order) {
        expect(seen.has(tree.parent[node]!)).toBe(true);
        seen.add(node);
      }
      expect(seen.size).toBe(graph.nodes + 1);
    }
  });

  it('comes back from its own arcs', () => {
    const { dice, graph, tree, arcs } = grown(7);
    for (let k = 0; k < 10; k++) exchange(tree, graph, arcs, dice);
    const again = new Tree(graph.nodes);
    again.build(tree.arcs(), graph.tail, graph.head);
    expectSame(again, graph, arcs);
  });

  it('refuses arcs that are no spanning tree', () => {
    const tree = new Tree(3);
    // A cycle 0 – 1 – 2 that never meets the root.
    const cycle = [Int32Array.of(0, 1, 2), Int32Array.of(1, 2, 0)] as const;
    expect(() => tree.build(Int32Array.of(0, 1, 2), ...cycle)).toThrow(/not a spanning tree/);
  });
});
