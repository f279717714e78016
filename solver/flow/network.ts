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
  /**
   * Ends of each column's arc, and of a logical arc root → node for each node after them (length n + nodes); the root is
   * node number `nodes`.
   */
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
  // Mostly the signs are right as they are: then nothing else is looked at.
  return (
    build(model, kept, new Int8Array(kept.length).fill(1)) ??
    build(model, kept, consistentSigns(model, kept))!
  );
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

/** Null when with these signs the entries of a column are not opposite. */
function build(model: Model, kept: Uint8Array, signOfRow: Int8Array): Network | null {
  const n = model.lower.length;
  const { place, nodeRow, sideRow } = placeRows(kept);
  const root = nodeRow.length;
  const tail = new Int32Array(n + root).fill(root);
  const head = new Int32Array(n + root);
  for (let i = 0; i < root; i++) head[n + i] = i;
  const pattern = new Int32Array(n);
  const patterns = new Patterns();
  const { start, index, value } = model;
  let end = 0;
  for (let j = 0; j < n; j++) {
    let from = root;
    let to = root;
    let k = end;
    end = start[j + 1]!;
    for (; k < end; k++) {
      const i = index[k]!;
      const at = place[i]!;
      if (at < 0) patterns.entry(~at, value[k]!);
      else if (value[k]! * signOfRow[i]! > 0) {
        if (from !== root) return null;
        from = at;
      } else {
        if (to !== root) return null;
        to = at;
      }
    }
    tail[j] = from;
    head[j] = to;
    pattern[j] = patterns.end();
  }
  const sign = new Int8Array(root);
  for (let i = 0; i < root; i++) sign[i] = signOfRow[nodeRow[i]!]!;
  return {
    columns: n,
    nodes: root,
    sides: sideRow.length,
    nodeRow,
    sideRow,
    sign,
    tail,
    head,
    pattern,
    ...patterns.done(),
  };
}

/** Each row's place p among the nodes, or −1 − p among the side rows; and the rows of both. */
function placeRows(kept: Uint8Array) {
  const m = kept.length;
  const place = new Int32Array(m);
  const rows = new Int32Array(m);
  // Nodes from the front on, side rows from the end on.
  let nodes = 0;
  let sides = 0;
  for (let i = 0; i < m; i++) {
    if (kept[i] === 1) {
      rows[nodes] = i;
      place[i] = nodes++;
    } else {
      rows[m - ++sides] = i;
      place[i] = -sides;
    }
  }
  return { place, nodeRow: rows.slice(0, nodes), sideRow: rows.slice(nodes).reverse() };
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

  entry(row: number, value: number): void {
    if (this.to === this.rows.length) this.makeRoom();
    this.rows[this.to] = row;
    this.values[this.to++] = value;
    const mixed = Math.imul(this.hash ^ (row + 1), 0x9e3779b1) ^ Math.imul(value | 0, 0x85ebca77);
    this.hash = mixed ^ (mixed >>> 15);
  }

  /** The number of the pattern of the entries since the last call. */
  end(): number {
    return this.to === this.from ? 0 : this.number();
  }

  private number(): number {
    const { hash, table } = this;
    this.hash = 0;
    const mask = table.length - 1;
    let at = hash & mask;
    for (; table[at] !== 0; at = (at + 1) & mask) {
      const p = table[at]!;
      if (this.hashes[p] !== hash || !this.same(p)) continue;
      this.to = this.from;
      return p;
    }
    const p = this.hashes.push(hash) - 1;
    table[at] = p;
    this.start.push(this.to);
    this.from = this.to;
    if (2 * this.hashes.length > table.length) this.grow();
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
