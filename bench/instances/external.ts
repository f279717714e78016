/** Instances that nobody here made, read from `../shared/external` (see its README): never copied, absent elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ModelBuilder, readDimacs } from '../../solver/index.ts';
import { type Problem, singleObjective } from './problem.ts';

const FOLDER = new URL('../../../shared/external/', import.meta.url);

/** Optimum of each instance, as its source publishes it. */
const KNOWN: Readonly<Record<string, number>> = {
  'orlib-assign/assign100.txt': 305,
  'orlib-assign/assign200.txt': 475,
  'orlib-assign/assign300.txt': 626,
  'orlib-assign/assignp800.txt': 2239,
  'orlib-gap/gap1-0': 261,
  'orlib-gap/gap3-2': 446,
  'orlib-gap/gap6-1': 527,
  'orlib-gap/gap9-4': 488,
  'orlib-gap/gap12-0': 974,
  'orlib-gap/c05100': 1931,
  'min-cost-flow/netgen_8_08a.min': 142_274_536,
  'min-cost-flow/netgen_8_10a.min': 369_269_289,
  'min-cost-flow/transport_2x3.min': 85,
  'min-cost-flow/transport_40x30.min': 42_667,
};

/** Ids of the instances that are on this machine. */
export function externalIds(): string[] {
  return Object.keys(KNOWN).filter((id) => existsSync(fileURLToPath(new URL(id, FOLDER))));
}

/** @returns null when no such instance is known */
export function externalProblem(id: string): Problem | null {
  const known = KNOWN[id];
  if (known === undefined) return null;
  const text = readFileSync(new URL(id, FOLDER), 'utf8');
  if (id.startsWith('min-cost-flow/')) {
    const { model, objective } = readDimacs(text);
    return singleObjective(id, model, objective, known);
  }
  const { builder, costs } = reader(id)(id, text);
  const objective = { name: 'cost', sense: 'min', coefficients: Float64Array.from(costs) } as const;
  return singleObjective(id, builder.build(), objective, known);
}

interface Read {
  readonly builder: ModelBuilder;
  readonly costs: number[];
}

function reader(id: string): (id: string, text: string) => Read {
  if (id.startsWith('orlib-gap/')) return readGeneralisedAssignment;
  return id.startsWith('orlib-assign/assignp') ? readSparseAssignment : readAssignment;
}

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

function readAssignment(id: string, text: string): Read {
  const [n = 0, ...matrix] = numbers(text);
  const { read, add } = startAssignment(id, n);
  for (let k = 0; k < n * n; k++) add(Math.floor(k / n), k % n, matrix[k]!);
  return read;
}

function readSparseAssignment(id: string, text: string): Read {
  const [n = 0, ...triples] = numbers(text);
  const { read, add } = startAssignment(id, n);
  for (let k = 0; k + 2 < triples.length; k += 3)
    add(triples[k]! - 1, triples[k + 1]! - 1, triples[k + 2]!);
  return read;
}

/** n people and n posts; a person has +1 in a row of supply 1, a post −1 in one of supply −1. */
function startAssignment(id: string, n: number) {
  const read: Read = { builder: new ModelBuilder(id), costs: [] };
  for (let i = 0; i < n; i++) read.builder.addRow(`person:${i}`, 1, 1);
  for (let j = 0; j < n; j++) read.builder.addRow(`post:${j}`, -1, -1);
  const add = (i: number, j: number, cost: number) => {
    read.builder.addColumn(`x:${i}>${j}`, 0, 1, true, [i, n + j], [1, -1]);
    read.costs.push(cost);
  };
  return { read, add };
}

function readGeneralisedAssignment(id: string, text: string): Read {
  const [m = 0, n = 0, ...rest] = numbers(text);
  const builder = new ModelBuilder(id);
  const costs: number[] = [];
  for (let j = 0; j < n; j++) builder.addRow(`job:${j}`, 1, 1);
  for (let i = 0; i < m; i++)
    builder.addRow(`agent:${i}`, Number.NEGATIVE_INFINITY, rest[2 * m * n + i]!);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      const used = rest[m * n + i * n + j]!;
      builder.addColumn(`x:${j}>${i}`, 0, 1, true, [j, n + i], [1, used]);
      costs.push(rest[i * n + j]!);
    }
  return { builder, costs };
}
