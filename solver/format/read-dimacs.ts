/**
 * Reads DIMACS minimum-cost flow:
 *
 *   p min NODES ARCS · n NODE SUPPLY · a TAIL HEAD LOWER CAPACITY COST · c comment
 *
 * Row of a node: what leaves it minus what enters it equals its supply (0 where no line gives it), so
 * supplies that do not cancel out make a model that nothing satisfies. Each arc is a whole column of
 * its own, parallel arcs too. A capacity of −1 or inf has no end, as CS2 and LEMON read it. An arc
 * from a node to itself, which the format rules out but files have, is a column in no row.
 */
import { ModelBuilder } from '../builder.ts';
import { checkInterval, FormatError, linesOf, type Problem, quoted, wordsOf } from './text.ts';

/** Every node has a row and a name, even if no arc touches it: four million take a gigabyte. */
const MOST_NODES = 2 ** 22;

/**
 * The program of a DIMACS file. O(length of the text); a million arcs take a second or two.
 * @throws ModelError with the number of the line, what is wrong there and what to do
 */
export function readDimacs(text: string): Problem {
  const reader = new DimacsReader();
  const lines = linesOf(text);
  for (let k = 0; k < lines.length; k++) reader.read(lines[k]!, k + 1);
  return reader.finish(lines.length);
}

class DimacsReader {
  private promised: { readonly nodes: number; readonly arcs: number } | null = null;
  /** By node, from 1. */
  private readonly supply = new Map<number, number>();
  private readonly tail: number[] = [];
  private readonly head: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly cost: number[] = [];

  read(text: string, line: number): void {
    const words = wordsOf(text);
    switch (words[0]) {
      case undefined:
      case 'c':
        break;
      case 'p':
        this.problem(words, line);
        break;
      case 'n':
        this.node(words, line);
        break;
      case 'a':
        this.arc(words, line);
        break;
      default:
        // A comment need not have a blank after its c.
        if (words[0]!.startsWith('c')) break;
        throw new FormatError(
          line,
          `${quoted(words[0]!)} begins no line of this format (p, n, a or c)`,
        );
    }
  }

  private problem(words: readonly string[], line: number): void {
    if (this.promised) throw new FormatError(line, 'a second p line; a file holds one problem');
    if (words[1] !== 'min')
      throw new FormatError(
        line,
        `the problem is ${quoted(words[1] ?? '')}; only p min NODES ARCS is read`,
      );
    const [nodes, arcs] = this.numbers(words.slice(1), 2, line);
    if (!(nodes! >= 0 && nodes! <= MOST_NODES && arcs! >= 0))
      throw new FormatError(line, `a problem has 0 to ${MOST_NODES} nodes and 0 or more arcs`);
    this.promised = { nodes: nodes!, arcs: arcs! };
  }

  private node(words: readonly string[], line: number): void {
    const [id, supply] = this.numbers(words, 2, line);
    this.checkNode(id!, line);
    if (this.supply.has(id!))
      throw new FormatError(line, `node ${id} has its supply already; keep one of the lines`);
    this.supply.set(id!, supply!);
  }

  private arc(words: readonly string[], line: number): void {
    const unlimited = /^\+?inf(inity)?$/i.test(words[4] ?? '');
    const fields = unlimited ? words.with(4, '-1') : words;
    const [tail, head, lower, capacity, cost] = this.numbers(fields, 5, line);
    this.checkNode(tail!, line);
    this.checkNode(head!, line);
    const upper = unlimited || (capacity === -1 && lower! >= 0) ? Infinity : capacity!;
    checkInterval(lower!, upper, line, () => `arc ${tail} → ${head}`);
    this.tail.push(tail!);
    this.head.push(head!);
    this.lower.push(lower!);
    this.upper.push(upper);
    this.cost.push(cost!);
  }

  /** The words after the first, all whole. */
  private numbers(words: readonly string[], count: number, line: number): number[] {
    if (words.length !== count + 1)
      throw new FormatError(
        line,
        `${count} numbers belong behind ${quoted(words[0]!)}, not ${words.length - 1}`,
      );
    const values: number[] = [];
    for (let k = 1; k <= count; k++) values.push(wholeNumber(words[k]!, line));
    return values;
  }

  private checkNode(id: number, line: number): void {
    if (!this.promised)
      throw new FormatError(line, 'the line p min NODES ARCS must come before nodes and arcs');
    const { nodes } = this.promised;
    if (!(id >= 1 && id <= nodes))
      throw new FormatError(line, `node ${id} is not one of 1 to ${nodes}`);
  }

  finish(line: number): Problem {
    if (!this.promised) throw new FormatError(line, 'there is no line p min NODES ARCS');
    const { nodes, arcs } = this.promised;
    if (arcs !== this.tail.length)
      throw new FormatError(
        line,
        `the file ends after ${this.tail.length} arcs, its p line says ${arcs}; is it cut off?`,
      );
    const builder = new ModelBuilder('min-cost flow');
    for (let id = 1; id <= nodes; id++) {
      const supply = this.supply.get(id) ?? 0;
      builder.addRow(`node ${id}`, supply, supply);
    }
    this.addArcs(builder);
    const coefficients = Float64Array.from(this.cost);
    const objective = { name: 'cost', sense: 'min' as const, coefficients };
    return { model: builder.build(), objective, constant: 0 };
  }

  private addArcs(builder: ModelBuilder): void {
    const { tail, head, lower, upper } = this;
    // With its number, for arcs may be parallel.
    const nameOf = (k: number) => `arc ${k + 1}: ${tail[k]} > ${head[k]}`;
    for (let k = 0; k < tail.length; k++) {
      const ends = tail[k] === head[k] ? [] : [tail[k]! - 1, head[k]! - 1];
      builder.addColumn(nameOf, lower[k]!, upper[k]!, true, ends, ends.length === 0 ? [] : [1, -1]);
    }
  }
}

function wholeNumber(token: string, line: number): number {
  const value = /^[+-]?\d+$/.test(token) ? Number(token) : Number.NaN;
  if (!Number.isSafeInteger(value))
    throw new FormatError(line, `${quoted(token)} should be a whole number below 2^53`);
  return value + 0;
}
