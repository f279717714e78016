/** Runs in real worker threads: progress, time limits, cancellation with the last incumbent kept, clean faults. */

import { Piscina } from 'piscina';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPool,
  demoCounty,
  type JobProgress,
  type JobSpec,
  runJob,
  type SolverPool,
} from '../../src/service/index.ts';

const demo: JobSpec = {
  county: { path: demoCounty() },
  policy: undefined,
  backend: 'auto',
  mode: null,
  timeLimitSeconds: null,
  nodeLimit: null,
  exportModel: false,
};

let pool: SolverPool;
beforeAll(() => {
  pool = createPool({ threads: 2 });
});
afterAll(() => pool.destroy());

describe('a job', () => {
  test('tells its phases and tiers in order', async () => {
    const seen: string[] = [];
    const outcome = await runJob(pool, demo, {
      onProgress: ({ phase, tier }: JobProgress) => {
        const step = tier === null ? phase : `${phase} ${tier}`;
        if (seen.at(-1) !== step) seen.push(step);
      },
    });
    expect(outcome.kind).toBe('proposal');
    expect(seen).toEqual([
      'read',
      'build',
      'solve',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((tier) => `solve ${tier}`),
      'verify',
      'write',
    ]);
  });

  test('that is cancelled keeps the best so far, verified, with the tiers proven by then', async () => {
    const cancel = new AbortController();
    let stoppedAt = 0;
    const outcome = await runJob(pool, demo, {
      signal: cancel.signal,
      onProgress: ({ tier, gap }) => {
        if (tier !== 2 || gap !== 0) return;
        stoppedAt = performance.now();
        cancel.abort();
      },
    });
    expect(stoppedAt).toBeGreaterThan(0);
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    const { status, limit, gap, objective, placements } = outcome.proposal;
    expect({ status, limit, gap }).toEqual({ status: 'feasible', limit: 'cancelled', gap: null });
    const [coverage, soft, ...open] = objective.tiers;
    expect(coverage).toMatchObject({ proof: 'dual', value: placements.length });
    expect(soft?.bound).toBe(soft?.value);
    expect(open.some(({ bound }) => bound === null)).toBe(true);
  });

  test('that is cancelled before anything was found says so', async () => {
    const cancel = new AbortController();
    const outcome = await runJob(pool, demo, {
      signal: cancel.signal,
      onProgress: ({ phase }) => {
        if (phase === 'build') cancel.abort();
      },
    });
    expect(outcome).toMatchObject({
      kind: 'no-allocation',
      termination: 'none',
      limit: 'cancelled',
    });
  });

  test('cancelled before it starts never runs', async () => {
    const outcome = await runJob(pool, demo, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: 'no-allocation', limit: 'cancelled' });
  });

  test('with a tiny time limit stops and is honest about it', async () => {
    const outcome = await runJob(pool, { ...demo, timeLimitSeconds: 0.05 });
    if (outcome.kind === 'proposal') expect(outcome.proposal.status).toBe('feasible');
    else
      expect(outcome).toMatchObject({ kind: 'no-allocation', termination: 'none', limit: 'time' });
  });

  test('too large for the chosen solver is a limit, not a fault', async () => {
    const outcome = await runJob(pool, { ...demo, backend: 'jslp' });
    expect(outcome).toMatchObject({ kind: 'no-allocation', termination: 'none', limit: 'memory' });
  });

  test('whose thread runs out of heap ends with that limit', async () => {
    const small = createPool({ heapMiB: 40 });
    try {
      const outcome = await runJob(small, demo);
      expect(outcome).toMatchObject({
        kind: 'no-allocation',
        termination: 'none',
        limit: 'memory',
      });
    } finally {
      await small.destroy();
    }
  });

  test('with bad input brings the findings back as a value', async () => {
    const bytes = new TextEncoder().encode('PK no workbook');
    const outcome = await runJob(pool, { ...demo, county: { bytes, fileName: 'x.xlsx' } });
    expect(outcome).toMatchObject({ kind: 'bad-input', issues: [{ code: 'not-a-workbook' }] });
  });
});

describe('a solver that does not listen', () => {
  let deaf: Piscina;
  let deafPool: SolverPool;
  beforeAll(() => {
    deaf = new Piscina({
      filename: new URL('../support/deaf-worker.ts', import.meta.url).href,
      execArgv: ['--import', 'tsx'],
      maxThreads: 1,
    });
    deafPool = { runs: deaf, finishes: deaf, destroy: () => deaf.destroy() };
  });
  afterAll(() => deafPool.destroy());

  test('is killed after its time limit', async () => {
    const outcome = await runJob(deafPool, { ...demo, timeLimitSeconds: 0.1 });
    expect(outcome).toMatchObject({ kind: 'no-allocation', termination: 'none', limit: 'time' });
  });
  test('is killed by a cancel, and the thread is free again', async () => {
    for (const _ of [1, 2]) {
      const cancel = new AbortController();
      const outcome = await runJob(deafPool, demo, {
        signal: cancel.signal,
        onProgress: () => cancel.abort(),
      });
      expect(outcome).toMatchObject({ kind: 'no-allocation', limit: 'cancelled' });
    }
  });
});

describe('a full queue', () => {
  test('does not delay a cancel: the stopped run is finished beside it', async () => {
    const one = createPool();
    try {
      const cancel = new AbortController();
      const order: string[] = [];
      const stopped = runJob(one, demo, {
        signal: cancel.signal,
        onProgress: ({ tier, gap }) => {
          if (tier === 2 && gap === 0) cancel.abort();
        },
      }).then((outcome) => {
        order.push('stopped');
        return outcome;
      });
      const waiting = [1, 2, 3].map((n) =>
        runJob(one, demo).then(() => order.push(`waiting ${n}`)),
      );
      expect(await stopped).toMatchObject({ kind: 'proposal', proposal: { limit: 'cancelled' } });
      await Promise.all(waiting);
      expect(order.indexOf('stopped')).toBeLessThan(2);
    } finally {
      await one.destroy();
    }
  });
});

describe('any worker count', () => {
  test('gives the same placements', async () => {
    const runs = await Promise.all([runJob(pool, demo), runJob(pool, demo)]);
    const texts = runs.map((outcome) => {
      if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
      const { timings: _, ...rest } = outcome.proposal;
      return JSON.stringify(rest);
    });
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('backends', () => {
  test('glpk agrees with highs on every tier of the round', { timeout: 240_000 }, async () => {
    const tiers = async (backend: JobSpec['backend']) => {
      const outcome = await runJob(pool, { ...demo, backend });
      if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
      const { objective, status, solver } = outcome.proposal;
      expect([status, solver.backend]).toEqual(['optimal', backend]);
      return objective.tiers.map(({ id, value, bound }) => ({ id, value, bound }));
    };
    expect(await tiers('glpk')).toEqual(await tiers('highs'));
  });
});
