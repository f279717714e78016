/**
 * The network part of a program: the same columns without the side rows. The formulation's side rows are
 * known by name here; everything else it writes is a balance row with one +1 and one −1 a column.
 */
import type { Model } from '../../solver/index.ts';

const SIDE_ROW = /^(title-|rotation-|stage-quota:|rural-floor$)/;
/** In a rotation the cap of a key school counts outsiders only, which no arc can. */
const KEY_SCHOOL = /^key-school-cap:/;

/** Whether a row cuts across the network. */
export function isSideRow(model: Model, row: number): boolean {
  const name = model.rowNames[row] as string;
  const cap = model.rowLower[row] === Number.NEGATIVE_INFINITY;
  return SIDE_ROW.test(name) || (KEY_SCHOOL.test(name) && cap);
}

/**
 * The model without the rows for which `drop` holds. Columns keep their places, so that objectives still
 * fit; one that is left without a row is fixed at 0, where it was before.
 */
export function withoutRows(model: Model, drop: (model: Model, row: number) => boolean): Model {
  const m = model.rowLower.length;
  const kept = Array.from({ length: m }, (_, i) => i).filter((i) => !drop(model, i));
  const place = new Int32Array(m).fill(-1);
  kept.forEach((i, at) => {
    place[i] = at;
  });
  return {
    ...model,
    rowNames: kept.map((i) => model.rowNames[i] as string),
    rowLower: Float64Array.from(kept, (i) => model.rowLower[i] as number),
    rowUpper: Float64Array.from(kept, (i) => model.rowUpper[i] as number),
    ...columnsOver(model, place),
  };
}

function columnsOver(
  model: Model,
  place: Int32Array,
): Pick<Model, 'start' | 'index' | 'value' | 'upper'> {
  const { start, index, value } = model;
  const size = index.reduce((sum, row) => sum + (place[row] === -1 ? 0 : 1), 0);
  const narrow = {
    start: new Int32Array(start.length),
    index: new Int32Array(size),
    // As wide as the model's own: bytes, where it was built with them.
    value: model.value.slice(0, size),
    upper: model.upper.slice(),
  };
  let to = 0;
  for (let j = 0; j < model.lower.length; j++) {
    const from = to;
    for (let k = start[j] as number; k < (start[j + 1] as number); k++) {
      const row = place[index[k] as number] as number;
      if (row === -1) continue;
      narrow.index[to] = row;
      narrow.value[to++] = value[k] as number;
    }
    if (to === from) narrow.upper[j] = model.lower[j] as number;
    narrow.start[j + 1] = to;
  }
  return narrow;
}
