/**
 * The network inside a model: which rows are nodes, which columns are arcs between them, and what
 * the rows that are left (side rows) see of each column.
 *
 * A set of rows is a network when each column has at most two entries in it, both ±1, and, after
 * some rows are multiplied by −1, of opposite signs. Row i then is the balance of node i, a column
 * an arc from the node where it has +1 to the node where it has −1; a column with one entry joins the
 * node and the root, a column with none is a loop at the root. Nothing here knows a formulation.
 */
import type { Model } from '../model.ts';

/** n columns, m rows, `nodes` + `sides` = m. */
export interface Network {
  readonly columns: number;
  readonly nodes: number;
  readonly sides: number;
  /** Model row of each node and side row. */
  readonly nodeRow: Int32Array;
  readonly sideRow: Int32Array;
  /** Sign a node's row is multiplied with, 1 or −1; length `nodes`. */
  readonly sign: Int8Array;
  /** Ends of each column's arc, length n; the root is node number `nodes`. */
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** What the side rows see of each column: number of its pattern, 0 = nothing; length n. */
  readonly pattern: Int32Array;
  /** Entries of pattern p: patternStart[p] … patternStart[p+1]−1. */
  readonly patternStart: Int32Array;
  /** Side row (0 … sides−1) and coefficient of each entry. */
  readonly patternRow: Int32Array;
  readonly patternValue: Float64Array;
}

/** Finds the network of a model. O(nz · α) in practice. */
export function recognise(model: Model): Network {
  const kept = candidateRows(model);
  dropCrowded(model, kept);
  const sign = consistentSigns(model, kept);
  return build(model, kept, sign);
}

/** 1 for rows whose coefficients are all ±1. */
function candidateRows(model: Model): Uint8Array {
  const kept = new Uint8Array(model.rowLower.length).fill(1);
  const { index, value } = model;
  for (let k = 0; k < index.length; k++) if (value[k] !== 1 && value[k] !== -1) kept[index[k]!] = 0;
  return kept;
}

/** Whether row a gives way to row b: inequalities before equations, later rows before earlier ones. */
function givesWay({ rowLower, rowUpper }: Model, a: number, b: number): boolean {
  const equation = rowLower[a] === rowUpper[a];
  return equation === (rowLower[b] === rowUpper[b]) ? a > b : !equation;
}

/** Drops rows until no column has more than two entries. */
function dropCrowded(model: Model, kept: Uint8Array): void {
  const { start, index } = model;
  for (let j = 0; j + 1 < start.length; j++) {
    const end = start[j + 1]!;
    for (let over = end - start[j]! - 2; over > 0; over--) {
      let count = 0;
      let weakest = -1;
      for (let k = start[j]!; k < end; k++) {
        const i = index[k]!;
        if (kept[i] === 0) continue;
        count++;
        if (weakest === -1 || givesWay(model, i, weakest)) weakest = i;
      }
      if (count <= 2) break;
      kept[weakest] = 0;
    }
  }
}

/**
 * Signs of the rows such that the two entries of each column are opposite; rows for which there are
 * none are dropped. Union-find with parity, started again after a pass that dropped rows.
 */
function consistentSigns(model: Model, kept: Uint8Array): Int8Array {
  const m = kept.length;
  const parent = new Int32Array(m);
  const parity = new Uint8Array(m);
  for (;;) {
    for (let i = 0; i < m; i++) parent[i] = i;
    parity.fill(0);
    if (!joinColumns(model, kept, parent, parity)) break;
  }
  const sign = new Int8Array(m);
  for (let i = 0; i < m; i++) {
    find(parent, parity, i);
    sign[i] = parity[i] === 1 ? -1 : 1;
  }
  return sign;
}

/** True when a row had to be dropped. */
function joinColumns(
  model: Model,
  kept: Uint8Array,
  parent: Int32Array,
  parity: Uint8Array,
): boolean {
  const { start, index, value } = model;
  let dropped = false;
  for (let j = 0; j + 1 < start.length; j++) {
    let first = -1;
    for (let k = start[j]!; k < start[j + 1]!; k++) {
      if (kept[index[k]!] === 0) continue;
      if (first === -1) {
        first = k;
        continue;
      }
      const a = index[first]!;
      const b = index[k]!;
      const differ = value[first] === value[k] ? 1 : 0;
      if (join(parent, parity, a, b, differ)) continue;
      kept[givesWay(model, a, b) ? a : b] = 0;
      dropped = true;
      break;
    }
  }
  return dropped;
}

/** Root of i's class; afterwards parity[i] is the parity to that root. */
function find(parent: Int32Array, parity: Uint8Array, i: number): number {
  let top = i;
  let sum = 0;
  while (parent[top] !== top) {
    sum ^= parity[top]!;
    top = parent[top]!;
  }
  for (let at = i; parent[at] !== at && parent[at] !== top; ) {
    const next = parent[at]!;
    const own = parity[at]!;
    parent[at] = top;
    parity[at] = sum;
    sum ^= own;
    at = next;
  }
  return top;
}

/** False when a and b are bound to each other the other way round. */
function join(
  parent: Int32Array,
  parity: Uint8Array,
  a: number,
  b: number,
  differ: number,
): boolean {
  const ra = find(parent, parity, a);
  const rb = find(parent, parity, b);
  const pa = ra === a ? 0 : parity[a]!;
  const pb = rb === b ? 0 : parity[b]!;
  if (ra === rb) return (pa ^ pb) === differ;
  // The earlier row leads its class, so that signs do not depend on the order of columns.
  const [low, high] = ra < rb ? [ra, rb] : [rb, ra];
  parent[high] = low;
  parity[high] = pa ^ pb ^ differ;
  return true;
}

function build(model: Model, kept: Uint8Array, signOfRow: Int8Array): Network {
  const m = kept.length;
  const n = model.lower.length;
  const place = new Int32Array(m);
  const nodeRow: number[] = [];
  const sideRow: number[] = [];
  for (let i = 0; i < m; i++) {
    const list = kept[i] === 1 ? nodeRow : sideRow;
    place[i] = list.push(i) - 1;
  }
  const root = nodeRow.length;
  const tail = new Int32Array(n).fill(root);
  const head = new Int32Array(n).fill(root);
  const pattern = new Int32Array(n);
  const patterns = new Patterns();
  const { start, index, value } = model;
  for (let j = 0; j < n; j++) {
    patterns.begin();
    for (let k = start[j]!; k < start[j + 1]!; k++) {
      const i = index[k]!;
      if (kept[i] === 0) patterns.entry(place[i]!, value[k]!);
      else if (value[k]! * signOfRow[i]! > 0) tail[j] = place[i]!;
      else head[j] = place[i]!;
    }
    pattern[j] = patterns.end();
  }
  return {
    columns: n,
    nodes: root,
    sides: sideRow.length,
    nodeRow: Int32Array.from(nodeRow),
    sideRow: Int32Array.from(sideRow),
    sign: Int8Array.from(nodeRow, (i) => signOfRow[i]!),
    tail,
    head,
    pattern,
    ...patterns.done(),
  };
}

/**
 * One side row more.
 * @param coefficients length n
 * @param row the number it goes by, as in `sideRow`
 */
export function withSideRow(network: Network, coefficients: Float64Array, row: number): Network {
  const { columns, sides, patternStart, patternRow, patternValue } = network;
  const pattern = new Int32Array(columns);
  const patterns = new Patterns();
  for (let j = 0; j < columns; j++) {
    patterns.begin();
    const p = network.pattern[j]!;
    for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
      patterns.entry(patternRow[k]!, patternValue[k]!);
    if (coefficients[j] !== 0) patterns.entry(sides, coefficients[j]!);
    pattern[j] = patterns.end();
  }
  const sideRow = Int32Array.from([...network.sideRow, row]);
  return { ...network, sides: sides + 1, sideRow, pattern, ...patterns.done() };
}

/** Side entries of columns, equal ones kept once: there are thousands of them for millions of columns. */
export class Patterns {
  private readonly start: number[] = [0, 0];
  private readonly hashes: number[] = [0];
  /** Entries of all patterns, then those of the column at hand, from `from` to `to`. */
  private rows = new Int32Array(64);
  private values = new Float64Array(64);
  private from = 0;
  private to = 0;
  private table = new Int32Array(1024);
  private hash = 0;

  begin(): void {
    this.hash = 0;
    this.to = this.from;
  }

  entry(row: number, value: number): void {
    if (this.to === this.rows.length) this.makeRoom();
    this.rows[this.to] = row;
    this.values[this.to++] = value;
    const mixed = Math.imul(this.hash ^ (row + 1), 0x9e3779b1) ^ Math.imul(value | 0, 0x85ebca77);
    this.hash = mixed ^ (mixed >>> 15);
  }

  /** The number of the pattern of the entries since `begin`. */
  end(): number {
    if (this.to === this.from) return 0;
    const mask = this.table.length - 1;
    let at = this.hash & mask;
    for (; this.table[at] !== 0; at = (at + 1) & mask) {
      const p = this.table[at]!;
      if (this.hashes[p] === this.hash && this.same(p)) return p;
    }
    const p = this.hashes.push(this.hash) - 1;
    this.table[at] = p;
    this.start.push(this.to);
    this.from = this.to;
    if (2 * this.hashes.length > this.table.length) this.grow();
    return p;
  }

  done() {
    return {
      patternStart: Int32Array.from(this.start),
      patternRow: this.rows.slice(0, this.from),
      patternValue: this.values.slice(0, this.from),
    };
  }

  private same(p: number): boolean {
    const { rows, values, from } = this;
    const begin = this.start[p]!;
    const size = this.to - from;
    if (this.start[p + 1]! - begin !== size) return false;
    for (let k = 0; k < size; k++)
      if (rows[begin + k] !== rows[from + k] || values[begin + k] !== values[from + k])
        return false;
    return true;
  }

  private makeRoom(): void {
    const { rows, values } = this;
    this.rows = new Int32Array(2 * rows.length);
    this.rows.set(rows);
    this.values = new Float64Array(2 * values.length);
    this.values.set(values);
  }

  private grow(): void {
    const mask = 2 * this.table.length - 1;
    this.table = new Int32Array(mask + 1);
    for (let p = 1; p < this.hashes.length; p++) {
      let at = this.hashes[p]! & mask;
      while (this.table[at] !== 0) at = (at + 1) & mask;
      this.table[at] = p;
    }
  }
}
