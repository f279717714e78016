/** An open service, embedded or on a private PostgreSQL, with counties in it, for the measurements of this folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { County } from '../../src/domain/county.ts';
import type { Service } from '../../src/service/contract.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { type Scene, scene, untilReady } from '../../test/support/service-scene.ts';

export type StoreKind = 'embedded' | 'postgres';

export interface Site {
  readonly service: Service;
  readonly insides: ServiceInsides;
  /** A county with one version. */
  add(county: County): Promise<Scene>;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly on: StoreKind;
  readonly workers: number;
  readonly threads: number;
}

export function storeKind(text: string): StoreKind {
  if (text === 'embedded' || text === 'postgres') return text;
  throw new Error(`--on ${text}: embedded or postgres`);
}

export async function openSite({ on, workers, threads }: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-bench-'));
  const server = on === 'postgres' ? await startPostgres() : null;
  const { service, insides } = await openWithInsides({
    ...{ dataFolder: folder, databaseUrl: (await server?.database()) ?? null },
    ...{ workers, threads, queueLimit: 1_000_000, dumpEveryMs: 0 },
  });
  await untilReady(service);
  return {
    ...{ service, insides },
    add: (county) => scene(service, insides, county),
    close: async () => {
      await service.close(1000);
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asking is work for the store as well; the end is read from the jobs, so nothing is lost by asking seldom. */
const ASK_MS = 250;

export interface Batch {
  readonly states: Readonly<Record<string, number>>;
  /** When the last job ended, by the clock of the store, which is that of this machine. */
  readonly endedAt: number;
  /** Times that a job was begun; as many as there are jobs when nothing was done twice. */
  readonly attempts: number;
}

/** Waits until nothing waits or runs. @param since only jobs submitted from this moment on are counted */
export async function drained({ insides }: Site, since = 0): Promise<Batch> {
  for (;;) {
    const rows = await insides.ground.db.query<{
      state: string;
      count: number;
      attempts: number;
      ended: number | null;
    }>(
      `select state, count(*)::int as count, sum(attempt)::int as attempts,
        (extract(epoch from max(ended_at)) * 1000)::float8 as ended
        from job where submitted_at >= to_timestamp($1::float8 / 1000) group by state`,
      [since],
    );
    if (rows.every(({ state }) => state !== 'queued' && state !== 'running')) {
      return {
        states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
        endedAt: Math.max(0, ...rows.map(({ ended }) => ended ?? 0)),
        attempts: rows.reduce((all, { attempts }) => all + attempts, 0),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
