/** The plain start: a basis in which nodes with supply go where there is room. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../solver/flow/network.ts';
import { firstStart } from '../../../solver/flow/start.ts';
import { State } from '../../../solver/flow/state.ts';
import { modelOf } from '../support/builders.ts';

/** From a to p, from b to p or, dearer, to q; so many may go on from p and from q. */
function chosen(atP: number, atQ: number) {
  const model = modelOf(
    [
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ],
    [
      [0, 1, 'int', [0, 1, -1, 0]],
      [0, 1, 'int', [0, 1, 0, -1]],
      [0, 1, 'int', [1, 0, -1, 0]],
      [0, atP, 'int', [0, 0, 1, 0]],
      [0, atQ, 'int', [0, 0, 0, 1]],
    ],
  );
  const network = recognise(model);
  const state = new State(network);
  state.loadBounds(model);
  state.cost.set([2, 5, 9, 0, 0]);
  const { tree } = firstStart(state);
  const of = (row: number) => tree[Array.from(network.nodeRow).indexOf(row)];
  return { a: of(0), b: of(1) };
}

describe('the plain start', () => {
  it('sends those with the fewest arcs first, and the others where room is left', () => {
    expect(chosen(1, 1)).toEqual({ a: 2, b: 1 });
  });

  it('takes the cheapest where there is room for all', () => {
    expect(chosen(2, 1)).toEqual({ a: 2, b: 0 });
  });

  it('does as if there were room where there is none', () => {
    expect(chosen(1, 0)).toEqual({ a: 2, b: 0 });
  });
});
