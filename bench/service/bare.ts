/** The same solves in the pool alone: no store, no queue, no other process; the same files come out. */
import type { County } from '../../src/domain/county.ts';
import { createPool, type JobSpec, runJob } from '../../src/service/index.ts';

interface BarePool {
  /** So many solves, in as many lanes as there are threads. @returns ms for all */
  run(county: County, count: number): Promise<number>;
  close(): Promise<void>;
}

export function barePool(threads: number, policy: object): BarePool {
  const pool = createPool({ threads });
  const solve = async (spec: JobSpec) => {
    const outcome = await runJob(pool, spec);
    if (outcome.kind !== 'proposal') throw new Error(`no proposal: ${outcome.kind}`);
  };
  return {
    run: async (county, count) => {
      const json = new TextEncoder().encode(JSON.stringify(county));
      const spec: JobSpec = {
        ...{ county: { json }, policy, backend: 'auto', mode: null, exportModel: false },
        ...{ timeLimitSeconds: null, nodeLimit: null },
      };
      let next = 0;
      const lane = async () => {
        while (next < count) {
          next += 1;
          await solve(spec);
        }
      };
      const from = performance.now();
      await Promise.all(Array.from({ length: threads }, lane));
      return performance.now() - from;
    },
    close: () => pool.destroy(),
  };
}
