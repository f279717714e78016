/** Instances nobody here made, with published optima; they lie beside the clone in ../shared/external. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dualBound,
  type Model,
  ModelBuilder,
  type Objective,
  proves,
  solve,
} from '../../solver/index.ts';

const root = new URL('../../../shared/external/', import.meta.url);

interface Problem {
  readonly model: Model;
  readonly objective: Objective;
}

function numbers(path: string): number[] {
  return readFileSync(new URL(path, root), 'utf8').trim().split(/\s+/).map(Number);
}

function finish(builder: ModelBuilder, costs: readonly number[]): Problem {
  const objective = { name: 'cost', sense: 'min' as const, coefficients: Float64Array.from(costs) };
  return { model: builder.build(), objective };
}

/** n agents, n jobs, triples [agent, job, cost]. */
function assignment(n: number, triples: readonly (readonly [number, number, number])[]): Problem {
  const builder = new ModelBuilder('assignment');
  const rows = Array.from({ length: 2 * n }, (_, i) =>
    builder.addRow(`${i < n ? 'agent' : 'job'} ${i % n}`, 1, 1),
  );
  for (const [i, j] of triples)
    builder.addColumn(`${i} ${j}`, 0, 1, true, [rows[i]!, rows[n + j]!], [1, 1]);
  return finish(
    builder,
    triples.map(([, , cost]) => cost),
  );
}

function dense(path: string): Problem {
  const [n, ...costs] = numbers(path);
  return assignment(
    n!,
    costs.map((cost, k) => [Math.floor(k / n!), k % n!, cost] as const),
  );
}

function sparse(path: string): Problem {
  const [n, ...rest] = numbers(path);
  const triples = Array.from({ length: rest.length / 3 }, (_, k) => {
    return [rest[3 * k]! - 1, rest[3 * k + 1]! - 1, rest[3 * k + 2]!] as const;
  });
  return assignment(n!, triples);
}

/** Generalised assignment: agents m, jobs n, costs m × n, resources m × n, capacities m. */
function generalised(path: string): Problem {
  const [m, n, ...rest] = numbers(path) as [number, number, ...number[]];
  const builder = new ModelBuilder('generalised assignment');
  for (let j = 0; j < n; j++) builder.addRow(`job ${j}`, 1, 1);
  for (let i = 0; i < m; i++) builder.addRow(`agent ${i}`, 0, rest[2 * m * n + i]!);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      builder.addColumn(`${i} ${j}`, 0, 1, true, [j, n + i], [1, rest[m * n + i * n + j]!]);
  return finish(builder, rest.slice(0, m * n));
}

/** DIMACS minimum-cost flow; tail +1, head −1, supply > 0 sends. */
function flow(path: string): Problem {
  const builder = new ModelBuilder('flow');
  const supply: number[] = [];
  const arcs: number[][] = [];
  for (const line of readFileSync(new URL(path, root), 'utf8').split('\n')) {
    const [kind, ...fields] = line.trim().split(/\s+/);
    if (kind === 'p') supply.push(...new Array<number>(Number(fields[1])).fill(0));
    if (kind === 'n') supply[Number(fields[0]) - 1] = Number(fields[1]);
    if (kind === 'a') arcs.push(fields.map(Number));
  }
  for (const [i, s] of supply.entries()) builder.addRow(`node ${i + 1}`, s, s);
  for (const [k, [tail, head, lower, capacity]] of arcs.entries())
    builder.addColumn(`arc ${k}`, lower!, capacity!, true, [tail! - 1, head! - 1], [1, -1]);
  return finish(
    builder,
    arcs.map((arc) => arc[4]!),
  );
}

describe.runIf(existsSync(root))('published instances', { timeout: 120_000 }, () => {
  it.each([
    ['orlib-assign/assign100.txt', 305],
    ['orlib-assign/assign200.txt', 475],
    ['orlib-assign/assign300.txt', 626],
  ])('%s: %i, proven exactly', async (path, optimum) => {
    await expectProven(dense(path), optimum);
  });

  it('orlib-assign/assignp800.txt: 2239, proven exactly', async () => {
    await expectProven(sparse('orlib-assign/assignp800.txt'), 2239);
  });

  it.each([
    ['min-cost-flow/netgen_8_08a.min', 142274536],
    ['min-cost-flow/netgen_8_10a.min', 369269289],
    ['min-cost-flow/transport_2x3.min', 85],
    ['min-cost-flow/transport_40x30.min', 42667],
  ])('%s: %i, proven exactly', async (path, optimum) => {
    await expectProven(flow(path), optimum);
  });

  it.each([
    ['orlib-gap/gap1-0', 261],
    ['orlib-gap/gap3-2', 446],
    ['orlib-gap/gap6-1', 527],
    ['orlib-gap/gap9-4', 488],
    ['orlib-gap/gap12-0', 974],
    ['orlib-gap/c05100', 1931],
  ])('%s: %i', async (path, optimum) => {
    const { model, objective } = generalised(path);
    const solution = await solve(model, objective);
    expect(solution).toMatchObject({ termination: 'optimal', objective: optimum });
  });
});

async function expectProven({ model, objective }: Problem, optimum: number): Promise<void> {
  const solution = await solve(model, objective);
  expect(solution).toMatchObject({ termination: 'optimal', objective: optimum, nodes: 0 });
  expect(proves(dualBound(model, objective, solution.duals!.rows), optimum)).toBe(true);
}
