/** Opens the service: store, migrations, recovery, queue, worker processes. */
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { AuditBook } from './books/audit-book.ts';
import { CountyBook } from './books/county-book.ts';
import type { Ground } from './books/ground.ts';
import { JobBook } from './books/job-book.ts';
import { KeyBook } from './books/key-book.ts';
import { PolicyBook } from './books/policy-book.ts';
import { ProposalBook } from './books/proposal-book.ts';
import { RetentionBook } from './books/retention-book.ts';
import { RunningBook } from './books/running-book.ts';
import type { Service } from './contract.ts';
import { Dumps } from './dumps.ts';
import { readMetrics } from './metrics.ts';
import { Queue } from './queue.ts';
import { type MemoryReader, residentMemory } from './resident-memory.ts';
import { Retention } from './retention.ts';
import { lockingFirst } from './store/audit.ts';
import { Blobs, readKey } from './store/blobs.ts';
import { persistently, StoreUnavailable } from './store/database.ts';
import { openStore, type Store } from './store/open-store.ts';
import { Supervisor } from './supervisor.ts';
import { Sweeper } from './sweeper.ts';

interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly [detail: string]: unknown;
}

export interface ServiceOptions {
  /** Holds the embedded database, its lock and its dumps. */
  readonly dataFolder: string;
  /** `postgres://…`; null = embedded. */
  readonly databaseUrl?: string | null;
  /** 32 bytes in base64: what is kept from now on is encrypted at rest. */
  readonly encryptionKey?: string | null;
  /** Worker processes of this service; 0 = others take the jobs. */
  readonly workers?: number;
  /** Solves at once in a worker process; default: cores. */
  readonly threads?: number;
  /** Of a worker process; above it the process is killed and replaced. Default: three quarters of the machine, shared out. */
  readonly memoryLimitMiB?: number;
  /** Jobs that may wait; more are refused. */
  readonly queueLimit?: number;
  /** Runs of a job at most, before it fails. */
  readonly attempts?: number;
  /** A job that runs longer is stopped; ms. */
  readonly longestJobMs?: number;
  /** A worker that is not heard of for so long is given up; ms. */
  readonly silentMs?: number;
  /** Between dumps of an embedded store; 0 = none. */
  readonly dumpEveryMs?: number;
  /** Jobs, drafts, versions and uploads older than so many days are erased; 0 = everything is kept. */
  readonly retentionDays?: number;
  /** Whether a store without keys gets its first; default: yes. Only the process that shows it should. */
  readonly firstKey?: boolean;
  readonly onLog?: (entry: LogEntry) => void;
}

const MIB = 2 ** 20;
const MEMORY_SHARE = 0.75;
const MOST_HEAP_MIB = 8192;
const DEFAULT_QUEUE = 1000;
const DEFAULT_ATTEMPTS = 3;
const DEFAULT_SILENT_MS = 15_000;
const DEFAULT_LONGEST_JOB_MS = 24 * 3_600_000;
const DEFAULT_DUMP_MS = 3_600_000;

export interface OpenedService {
  readonly service: Service;
  /** Once in the life of a store: the admin key and the one-time sign-in token. */
  readonly firstStart: { readonly secret: string; readonly signInToken: string } | null;
}

/** For tests that kill what stands behind a service, or look behind it. */
export interface ServiceInsides {
  readonly ground: Ground;
  /** Process numbers of the workers. */
  readonly workerPids: () => readonly number[];
  /** Ends the thread of the embedded database, as a crash would. */
  readonly crashDatabase: () => Promise<void>;
}

/**
 * Opens the store (made and migrated when need be), puts right what a crash left, starts the workers.
 * @throws InputError `store-locked`, `store-newer-schema`, `store-damaged`, `bad-encryption-key`, `store-unreachable`
 */
export async function openService(options: ServiceOptions): Promise<OpenedService> {
  const { service, firstStart } = await openWithInsides(options);
  return { service, firstStart };
}

/** The same with what tests kill. @param memoryOf how the memory of the workers is read */
export async function openWithInsides(
  options: ServiceOptions,
  memoryOf: MemoryReader = residentMemory,
): Promise<OpenedService & { readonly insides: ServiceInsides }> {
  const key = options.encryptionKey ?? null;
  const blobKey = key === null ? null : readKey(key);
  const store = await openStore(options.dataFolder, options.databaseUrl ?? null);
  try {
    return await assemble(options, store, { blobKey, memoryOf });
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

async function assemble(
  options: ServiceOptions,
  store: Store,
  { blobKey, memoryOf }: { readonly blobKey: Uint8Array | null; readonly memoryOf: MemoryReader },
) {
  const db = lockingFirst(store.db);
  const onLog: Log = (event, detail) => options.onLog?.({ level: 'info', event, ...detail });
  const queue = await Queue.open(db, {
    owner: true,
    onFault: ({ message }) => options.onLog?.({ level: 'warn', event: 'queue-fault', message }),
  });
  const attempts = options.attempts ?? DEFAULT_ATTEMPTS;
  const limits = { queued: options.queueLimit ?? DEFAULT_QUEUE, attempts };
  const ground: Ground = { db, blobs: new Blobs(db, blobKey), queue, limits };
  const running = new RunningBook(ground);
  const keys = new KeyBook(ground);
  const firstStart = options.firstKey === false ? null : await keys.first();
  const silentMs = options.silentMs ?? DEFAULT_SILENT_MS;
  const sweeper = new Sweeper({ db, running, silentMs, onLog });
  await sweeper.recover(store.isEmbedded);
  const supervisor = new Supervisor({
    ...{ processes: options.workers ?? 1, silentMs, db, running, onLog, memoryOf },
    worker: workerConfig(options, attempts),
  });
  supervisor.start();
  sweeper.start();
  const dumps = scheduledDumps(options, store, onLog);
  dumps?.start();
  const book = new RetentionBook(ground);
  const retention = new Retention({ book, days: options.retentionDays ?? 0, onLog });
  retention.start();
  const jobs = new JobBook(ground);
  const service: Service = {
    counties: new CountyBook(ground),
    policies: new PolicyBook(ground),
    jobs,
    proposals: new ProposalBook(ground, jobs),
    auditLog: new AuditBook(ground),
    keys,
    ready: async () => supervisor.ready && (await answers(store)),
    metrics: () => readMetrics(ground, supervisor),
    close: async (graceMs) => {
      await dumps?.stop();
      await retention.stop();
      await sweeper.stop();
      await supervisor.stop(graceMs);
      jobs.close();
      await queue.close();
      await store.close();
    },
  };
  const insides = { ground, workerPids: () => supervisor.pids, crashDatabase: store.crash };
  return { service, firstStart, insides };
}

type Log = (event: string, detail: Readonly<Record<string, unknown>>) => void;

/** PostgreSQL has its own ways. */
function scheduledDumps(
  { dataFolder, dumpEveryMs = DEFAULT_DUMP_MS }: ServiceOptions,
  { isEmbedded, db }: Store,
  onLog: Log,
): Dumps | null {
  if (!isEmbedded || dumpEveryMs === 0) return null;
  return new Dumps({ db, folder: join(dataFolder, 'backups'), everyMs: dumpEveryMs, onLog });
}

function workerConfig(options: ServiceOptions, attempts: number) {
  const share = Math.floor((totalmem() * MEMORY_SHARE) / MIB / Math.max(1, options.workers ?? 1));
  const memoryMiB = options.memoryLimitMiB ?? share;
  return {
    databaseUrl: options.databaseUrl ?? null,
    encryptionKey: options.encryptionKey ?? null,
    threads: options.threads ?? availableParallelism(),
    heapMiB: Math.min(MOST_HEAP_MIB, memoryMiB),
    memoryMiB,
    longestJobMs: options.longestJobMs ?? DEFAULT_LONGEST_JOB_MS,
    attempts,
  };
}

async function answers({ db }: Store): Promise<boolean> {
  try {
    await persistently(() => db.query('select 1'), 0);
    return true;
  } catch (fault) {
    if (fault instanceof StoreUnavailable) return false;
    throw fault;
  }
}
