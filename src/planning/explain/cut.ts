/** Leaves a set of corrections, and whatever contains it, out of the elastic round. */
import { withRows } from '../../../solver/index.ts';
import { type ElasticRound, type Relaxation, withSlacks } from './relaxations.ts';

/** What gives way by how many units, ≥ 1. */
export interface Given {
  readonly relaxation: Relaxation;
  readonly units: number;
}

/**
 * The round in which at least one of the relaxations gives fewer units than here: a whole column z for each, where
 * z = 1 holds it to units − 1, and Σ z ≥ 1. All other sets stay possible.
 * @param at number of the cut, for its names
 */
export function withoutSet(
  elastic: ElasticRound,
  given: readonly Given[],
  at: number,
): ElasticRound {
  const { model } = elastic;
  const size = model.lower.length;
  const rows = given.map(({ relaxation: { constant, terms }, units }, k) => {
    const coefficients = new Float64Array(size);
    for (const { column, coefficient } of terms) coefficients[column] = coefficient;
    // With z = 0 the row says nothing.
    const room = mostUnits(elastic, terms, constant) - (units - 1);
    const upper = units - 1 - constant + room;
    return { room, row: { name: `fewer:${at}/${k}`, coefficients, lower: -Infinity, upper } };
  });
  const first = model.rowLower.length;
  const held = withSlacks(
    withRows(
      model,
      rows.map(({ row }) => row),
    ),
    rows.map(({ room }, k) => ({ row: first + k, coefficient: room, most: 1 })),
  );
  const coefficients = new Float64Array(held.lower.length).fill(1, size);
  const price = new Float64Array(held.lower.length);
  price.set(elastic.price.coefficients);
  return {
    ...elastic,
    model: withRows(held, [{ name: `not-again:${at}`, coefficients, lower: 1, upper: Infinity }]),
    price: { ...elastic.price, coefficients: price },
  };
}

function mostUnits({ model }: ElasticRound, terms: Relaxation['terms'], constant: number): number {
  return terms.reduce((sum, { column, coefficient }) => {
    const bounds = coefficient > 0 ? model.upper : model.lower;
    return sum + coefficient * (bounds[column] as number);
  }, constant);
}
