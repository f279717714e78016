/** An open service with one county in it, embedded or on a private PostgreSQL, for the measurements of this folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import type { Service } from '../../src/service/contract.ts';
import { openWithInsides, type ServiceInsides } from '../../src/service/open-service.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { type Scene, scene, untilReady } from '../../test/support/service-scene.ts';

export interface Site {
  readonly service: Service;
  readonly insides: ServiceInsides;
  readonly county: Scene;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly on: 'embedded' | 'postgres';
  readonly workers: number;
  readonly threads: number;
  readonly county: County;
}

export async function openSite({ on, workers, threads, county }: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-bench-'));
  const server = on === 'postgres' ? await startPostgres() : null;
  const { service, insides } = await openWithInsides({
    ...{ dataFolder: folder, databaseUrl: (await server?.database()) ?? null },
    ...{ workers, threads, queueLimit: 1_000_000, dumpEveryMs: 0 },
  });
  await untilReady(service);
  return {
    ...{ service, insides, county: await scene(service, insides, county) },
    close: async () => {
      await service.close(1000);
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A round as a bureau has one: some hundred movers. */
export function roundCounty(): County {
  return generateCounty('round', 1).county;
}

/** Waits until nothing of the county waits or runs. @returns jobs by state */
export async function drained({ insides }: Site): Promise<Record<string, number>> {
  for (;;) {
    const rows = await insides.ground.db.query<{ state: string; count: number }>(
      'select state, count(*)::int as count from job group by state',
    );
    const states = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    if ((states.queued ?? 0) + (states.running ?? 0) === 0) return states;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
