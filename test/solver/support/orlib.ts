/** Readers of the OR-Library's own formats; they belong to its instances, not to the solver. */
import { ModelBuilder } from '../../../solver/index.ts';
import type { Program } from './programs.ts';

function numbersIn(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

function finish(builder: ModelBuilder, costs: readonly number[]): Program {
  const objective = { name: 'cost', sense: 'min' as const, coefficients: Float64Array.from(costs) };
  return { model: builder.build(), objective };
}

/** n agents, n jobs, triples [agent, job, cost]. */
function assignment(n: number, triples: readonly (readonly [number, number, number])[]): Program {
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

/** n, then n × n costs, row by row. */
export function readDenseAssignment(text: string): Program {
  const [n, ...costs] = numbersIn(text);
  return assignment(
    n!,
    costs.map((cost, k) => [Math.floor(k / n!), k % n!, cost] as const),
  );
}

/** n, then `agent job cost` from 1; a pair that is missing is not allowed. */
export function readSparseAssignment(text: string): Program {
  const [n, ...rest] = numbersIn(text);
  const triples = Array.from({ length: rest.length / 3 }, (_, k) => {
    return [rest[3 * k]! - 1, rest[3 * k + 1]! - 1, rest[3 * k + 2]!] as const;
  });
  return assignment(n!, triples);
}

/** Agents m, jobs n, costs m × n, resources m × n, capacities m. */
export function readGeneralisedAssignment(text: string): Program {
  const [m, n, ...rest] = numbersIn(text) as [number, number, ...number[]];
  const builder = new ModelBuilder('generalised assignment');
  for (let j = 0; j < n; j++) builder.addRow(`job ${j}`, 1, 1);
  for (let i = 0; i < m; i++) builder.addRow(`agent ${i}`, 0, rest[2 * m * n + i]!);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      builder.addColumn(`${i} ${j}`, 0, 1, true, [j, n + i], [1, rest[m * n + i * n + j]!]);
  return finish(builder, rest.slice(0, m * n));
}
