/** One run of chaos against one kind of database; see run.ts. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWithInsides } from '../../src/service/open-service.ts';
import { type PrivatePostgres, startPostgres } from '../support/postgres.ts';
import { scene, twoMovers } from '../support/service-scene.ts';
import type { ApiOptions, FromApi, ToApi } from './api-process.ts';
import { drawKill, generator, type KillPoint, type Target } from './kill-points.ts';
import { type ReadingProxy, startProxy } from './proxy.ts';
import type { ChaosOptions, ChaosReport } from './report.ts';

/** Compiled, each restart takes a fraction of the time: see the head of run.ts. */
const fromSource = import.meta.url.endsWith('.ts');
const entry = new URL(fromSource ? './api-process.ts' : './api-process.js', import.meta.url);

const ATTEMPTS = 12;
const LANES = 6;
/** Jobs that are accepted and not answered at most, so that kills meet work in every phase. */
const OUTSTANDING = 24;
/** A kill point that nobody comes by in this time is drawn anew. */
const ARMED_MS = 20_000;
const BETWEEN_MS = 150;

export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const server = options.on === 'postgres' ? await startPostgres() : null;
  const folder = mkdtempSync(join(tmpdir(), 'tiaopei-chaos-'));
  try {
    return await new Run(options, folder, server).run();
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly countyId: string;
  readonly versionId: string;
}

class Run {
  readonly #options: ChaosOptions;
  readonly #folder: string;
  readonly #server: PrivatePostgres | null;
  readonly #random: () => number;
  #api: ChildProcess | null = null;
  #databaseUrl: string | null = null;
  #proxy: ReadingProxy | null = null;
  #ready: Promise<void> = Promise.resolve();
  #isReady: () => void = () => {};
  #fired: (point: KillPoint) => void = () => {};
  #restarting: Promise<void> = Promise.resolve();
  readonly #accepted = new Map<string, string>();
  readonly #answers = new Map<string, (accepted: boolean) => void>();
  readonly #wrong: string[] = [];
  #asked = 0;
  /** Jobs accepted and not answered, as the API last told. */
  #depth = 0;
  #submitting = true;

  constructor(options: ChaosOptions, folder: string, server: PrivatePostgres | null) {
    this.#options = options;
    this.#folder = folder;
    this.#server = server;
    this.#random = generator(options.seed);
  }

  async run(): Promise<ChaosReport> {
    const started = Date.now();
    const direct = this.#server === null ? null : await this.#server.database();
    const place = await this.#prepare(direct);
    if (direct !== null) {
      this.#proxy = await startProxy({
        target: direct,
        onFire: (point, pid) => this.#killBy(point, pid),
      });
    }
    this.#databaseUrl = this.#proxy?.url ?? null;
    this.#spawn();
    const lanes = Array.from({ length: LANES }, (_, lane) => this.#submitAll(lane, place));
    const histogram = await this.#killAll();
    this.#submitting = false;
    await Promise.all(lanes);
    await this.#closeApi();
    this.#proxy?.close();
    return {
      ...(await this.#count(direct, histogram)),
      seconds: Math.round((Date.now() - started) / 1000),
    };
  }

  /** The store with its county is there before the first kill. */
  async #prepare(databaseUrl: string | null): Promise<Place> {
    const { service, insides } = await openWithInsides({
      ...{ dataFolder: this.#folder, databaseUrl, workers: 0 },
    });
    const { countyId, versionId } = await scene(service, insides, twoMovers());
    await service.close(0);
    return { countyId, versionId };
  }

  #spawn(): void {
    this.#ready = new Promise((resolve) => {
      this.#isReady = resolve;
    });
    const child = fork(entry, [], {
      execArgv: fromSource ? ['--import', 'tsx'] : [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#api = child;
    child.on('message', (message: FromApi) => this.#hear(message));
    child.once('exit', () => {
      if (this.#api !== child) return;
      // Whatever was asked is unknown: the lanes ask again with the same key.
      for (const [, answer] of this.#answers) answer(false);
      this.#answers.clear();
      this.#spawn();
    });
    const options: ApiOptions = {
      ...{ dataFolder: this.#folder, databaseUrl: this.#databaseUrl },
      ...{ workers: this.#options.workers, threads: 1, attempts: ATTEMPTS },
    };
    child.send({ kind: 'open', options } satisfies ToApi, () => {});
  }

  #hear(message: FromApi): void {
    if (message.kind === 'open') this.#isReady();
    if (message.kind === 'fired') this.#fired(message.point);
    if (message.kind === 'depth') this.#depth = message.open;
    if (message.kind === 'accepted') {
      const before = this.#accepted.get(message.key);
      if (before !== undefined && before !== message.id)
        this.#wrong.push(`${message.key} became two jobs`);
      this.#accepted.set(message.key, message.id);
      this.#answers.get(message.key)?.(true);
    }
    if (message.kind === 'refused') this.#answers.get(message.key)?.(false);
  }

  async #submitAll(lane: number, place: Place): Promise<void> {
    while (this.#submitting) {
      await this.#room();
      this.#asked += 1;
      const key = `lane${lane}-${this.#asked}`;
      while (!(await this.#submit(key, place))) await pause(BETWEEN_MS);
    }
  }

  async #submit(key: string, place: Place): Promise<boolean> {
    await this.#ready;
    return new Promise((resolve) => {
      this.#answers.set(key, resolve);
      this.#api?.send({ kind: 'submit', key, ...place } satisfies ToApi, () => {});
    }).then((accepted) => {
      this.#answers.delete(key);
      return accepted as boolean;
    });
  }

  async #room(): Promise<void> {
    do await pause(BETWEEN_MS * this.#random());
    while (this.#submitting && this.#depth >= OUTSTANDING);
  }

  async #killAll(): Promise<Record<string, number>> {
    const histogram: Record<string, number> = {};
    const targets: Target[] = [
      'api',
      'worker',
      'database',
      ...(this.#proxy === null ? [] : (['connection'] as const)),
    ];
    for (let done = 0; done < this.#options.kills; ) {
      await this.#ready;
      const point = drawKill(this.#random, targets);
      const fired = await this.#armed(point);
      if (!fired) continue;
      const name = `${point.phase}/${point.phase === 'solve' ? 'inside' : point.moment} ${point.target}`;
      histogram[name] = (histogram[name] ?? 0) + 1;
      done += 1;
      this.#options.onKill(done, this.#options.kills);
      await pause(BETWEEN_MS);
      await this.#restarting;
    }
    return histogram;
  }

  #armed(point: KillPoint): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ARMED_MS);
      this.#fired = () => {
        clearTimeout(timer);
        resolve(true);
      };
      if (this.#proxy === null) this.#api?.send({ kind: 'arm', point } satisfies ToApi, () => {});
      else this.#proxy.arm(point);
    });
  }

  /** On PostgreSQL the driver kills; a claim or a commit is a worker's, so its connection says which. */
  async #killBy(point: KillPoint, pid: number): Promise<void> {
    const api = this.#api?.pid ?? 0;
    if (point.target === 'api') kill(api);
    if (point.target === 'worker') kill(pid);
    if (point.target === 'database') this.#restarting = this.#server?.crash() ?? Promise.resolve();
    this.#fired(point);
  }

  async #closeApi(): Promise<void> {
    await this.#ready;
    const child = this.#api;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    this.#api = null;
    // What is left is done by a fresh service, which must find everything.
    kill(child?.pid ?? 0);
    await gone;
  }

  /** A new service finishes what is left; then the books are counted. */
  async #count(
    direct: string | null,
    histogram: Record<string, number>,
  ): Promise<Omit<ChaosReport, 'seconds'>> {
    const { service, insides } = await openWithInsides({
      ...{ dataFolder: this.#folder, databaseUrl: direct, attempts: ATTEMPTS, silentMs: 6000 },
      threads: 2,
    });
    const { db } = insides.ground;
    const open = async () =>
      (
        await db.query<{ n: number }>(
          `select count(*)::int as n from job where state in ('queued', 'running')`,
        )
      )[0]?.n ?? 0;
    while ((await open()) > 0) await pause(BETWEEN_MS);
    const jobs = await db.query<{
      id: string;
      state: string;
      attempt: number;
      idempotency_key: string;
      ends: number;
      proposals: number;
      files: number;
    }>(
      `select id, state, attempt, idempotency_key,
        (select count(*)::int from job_event e where e.job_id = job.id and e.kind = 'state'
          and e.data->>'state' in ('done', 'failed', 'cancelled')) as ends,
        (select count(*)::int from proposal p where p.job_id = job.id) as proposals,
        (select count(*)::int from job_file f where f.job_id = job.id) as files from job`,
    );
    const byId = new Map(jobs.map((job) => [job.id, job]));
    for (const [key, id] of this.#accepted) {
      const job = byId.get(id);
      if (job === undefined) this.#wrong.push(`${key} was accepted and is lost`);
      else if (job.ends !== 1) this.#wrong.push(`${key} ended ${job.ends} times`);
      else if (job.state === 'done' && (job.proposals !== 1 || job.files !== 3)) {
        this.#wrong.push(`${key}: ${job.proposals} proposals, ${job.files} files`);
      }
    }
    const chain = await service.auditLog.verify();
    if (chain.broken !== null) this.#wrong.push(`audit log broken at ${chain.broken}`);
    await service.close(5000);
    const state = (wanted: string) => jobs.filter((job) => job.state === wanted).length;
    return {
      ...{ on: this.#options.on, kills: this.#options.kills, accepted: this.#accepted.size },
      ...{ done: state('done'), failed: state('failed') },
      retried: jobs.filter(({ attempt }) => attempt > 1).length,
      mostAttempts: Math.max(...jobs.map(({ attempt }) => attempt)),
      ...{ histogram, wrong: this.#wrong },
    };
  }
}

function kill(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was dead already.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
