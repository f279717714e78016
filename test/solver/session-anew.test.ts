/** A session whose last basis leads nowhere begins anew, and answers as a cold solve would. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DualSimplex } from '../../solver/flow/dual.ts';
import { Simplex } from '../../solver/flow/simplex.ts';
import {
  type LexicographicResult,
  type Model,
  type Objective,
  prepare,
  type Session,
  solveLexicographic,
  type TierProgress,
} from '../../solver/index.ts';
import { Dice, randomRound } from './support/random-programs.ts';
import { type TransportSize, transport } from './support/transport.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Bans the first pair that was chosen. */
function ban(session: Session, { values }: LexicographicResult): void {
  const { columnNames } = session.model;
  const column = values!.findIndex((x, j) => x === 1 && /^(pair|place)/.test(columnNames.at(j)!));
  session.change({ kind: 'column', column, lower: 0, upper: 0 });
}

it('a fault where a warm start begins is not one of the model', async () => {
  const { model, objectives } = randomRound(new Dice(7), 8);
  const session = prepare(model, objectives);
  ban(session, await session.solve());
  vi.spyOn(Simplex.prototype, 'resume').mockImplementation(() => {
    throw new Error('the working basis has become singular');
  });
  const told: TierProgress[] = [];
  const result = await session.solve({ onProgress: (progress) => told.push(progress) });
  expect(result).toEqual(await solveLexicographic(session.model, objectives, { backend: 'flow' }));
  expect(result).toMatchObject({ termination: 'optimal', backend: 'flow' });
  expect(result.message).toBeUndefined();
  expect(told.filter(({ report }) => report).map(({ tier }) => tier)).toEqual([
    ...objectives.keys(),
  ]);
});

describe('where a cold start is by an auction and the dual simplex', () => {
  function wide(size: Partial<TransportSize> = {}): { model: Model; gain: Objective } {
    const most = { persons: 700, groups: 320, schools: 40, pairs: 300, tiers: 5, sideRows: 20 };
    const { model, objectives } = transport({ ...most, ...size }, 3);
    return { model, gain: { ...objectives.at(-1)!, sense: 'max' } };
  }

  /** Solves again, and expects the very answer of a cold solve, to the number of its pivots. */
  async function expectAnew(session: Session): Promise<void> {
    const { model, objectives } = session;
    const result = await session.solve();
    expect(result).toMatchObject({ termination: 'optimal', backend: 'flow' });
    expect(result).toEqual(await solveLexicographic(model, objectives, { backend: 'flow' }));
  }

  it('a repair that does not arrive is given up for it', async () => {
    const { model, gain } = wide();
    const session = prepare(model, [gain]);
    ban(session, await session.solve());
    vi.spyOn(DualSimplex.prototype, 'run').mockImplementationOnce(() => {});
    await expectAnew(session);
  });

  it('so are pivots after other prices, when they become too many', async () => {
    const { model, gain } = wide({ persons: 2600, groups: 1500, schools: 300, pairs: 100 });
    const session = prepare(model, [gain]);
    await session.solve();
    const coefficients = Float64Array.from(
      gain.coefficients,
      (c, j) => (c * 7919 + 31 * j) % 131_071,
    );
    session.change({ kind: 'objective', objective: { ...gain, coefficients } });
    await expectAnew(session);
  });
});
