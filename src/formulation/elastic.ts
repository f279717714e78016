/**
 * The elastic twin of a program that has no legal allocation: posts that must be filled may stay short and
 * forced people may stand by (rotation: stay), and as little of either as possible is wanted. What is left short is the reason.
 */
import type { Model, Objective } from '../../solver/index.ts';
import type { Formulation } from './formulation.ts';

export interface Elastic {
  readonly model: Model;
  /** Maximise posts filled among those that must be, minus forced people left out. */
  readonly objective: Objective;
  /** Column that counts the must-fill posts filled, by post-group id. */
  readonly must: ReadonlyMap<string, number>;
  /** Standby (rotation: stay) columns of forced people, by staff number. */
  readonly forced: ReadonlyMap<string, number>;
}

/** Splits each arc with a lower bound into a wanted part (cap mustFill) and the rest. */
export function elastic({ model, columns, round }: Formulation): Elastic {
  const wanted = round.groups.filter((facts) => facts.least > 0);
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  const extended = extendColumns(
    model,
    wanted.map(({ group }) => ({
      name: `must-fill:${group.id}`,
      like: columns.filled.get(group.id) as number,
    })),
  );
  const coefficients = new Float64Array(extended.columnNames.length);
  const must = new Map<string, number>();
  wanted.forEach(({ group, least, capacity }, k) => {
    const at = model.columnNames.length + k;
    const rest = columns.filled.get(group.id) as number;
    lower[rest] = 0;
    upper[rest] = capacity - least;
    coefficients[at] = 1;
    must.set(group.id, at);
  });
  const forced = new Map<string, number>();
  round.people.forEach((person, p) => {
    const standby = columns.standby[p] as number;
    const at = standby === -1 ? (columns.stay[p] as number) : standby;
    if (person.forced === null || at === -1) return;
    upper[at] = 1;
    coefficients[at] = -1;
    forced.set(person.teacher.id, at);
  });
  const added = wanted.map(({ least }) => least);
  return {
    model: {
      ...extended,
      lower: Float64Array.from([...lower, ...added.map(() => 0)]),
      upper: Float64Array.from([...upper, ...added]),
    },
    objective: { name: 'must-fill', sense: 'max', coefficients },
    must,
    forced,
  };
}

/** Appends whole columns with the entries of existing ones; bounds are the caller's. */
function extendColumns(model: Model, copies: readonly { name: string; like: number }[]): Model {
  const start = [...model.start];
  const index = [...model.index];
  const value = [...model.value];
  for (const { like } of copies) {
    for (let k = model.start[like] as number; k < (model.start[like + 1] as number); k++) {
      index.push(model.index[k] as number);
      value.push(model.value[k] as number);
    }
    start.push(index.length);
  }
  return {
    ...model,
    columnNames: [...model.columnNames, ...copies.map(({ name }) => name)],
    integer: Uint8Array.from([...model.integer, ...copies.map(() => 1)]),
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  };
}
