/** `tiaopei worker`: worker processes of a service on another machine, over the same PostgreSQL. */
import { InputError } from '../domain/errors.ts';
import { openService } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { storePlace } from './store-place.ts';

interface WorkerFlags {
  readonly processes: number;
  readonly threads?: number;
  readonly memory?: number;
}

/** Running jobs that do not end within it are handed back. */
const GRACE_MS = 10_000;

export function addWorkerCommand({ say, done, command, whole }: CommandKit): void {
  command(
    'worker',
    say({
      zh: '工作进程：从 DATABASE_URL 的队列领取任务（可在多台机器上运行）',
      en: 'worker processes: take jobs from the queue of DATABASE_URL (on any number of machines)',
    }),
  )
    .option('--processes <n>', say({ zh: '进程数', en: 'processes' }), whole, 1)
    .option(
      '--threads <n>',
      say({ zh: '每个进程的线程数（默认：核心数）', en: 'threads of each (default: cores)' }),
      whole,
    )
    .option(
      '--memory <MiB>',
      say({ zh: '每个进程的内存上限', en: 'memory limit of each process' }),
      whole,
    )
    .action(async (flags: WorkerFlags) => done(await workerCommand(flags, say)));
}

async function workerCommand(
  { processes, threads, memory }: WorkerFlags,
  say: Say,
): Promise<ExitCode> {
  const place = storePlace(process.env);
  if (place.databaseUrl === null) {
    const message =
      'worker 须设置 DATABASE_URL；嵌入式数据库只由 npm start 使用 (worker needs DATABASE_URL: the embedded database belongs to npm start)。';
    throw new InputError([{ code: 'database-url-missing', path: 'DATABASE_URL', message }]);
  }
  const { service } = await openService({
    ...place,
    encryptionKey: process.env.TIAOPEI_ENCRYPTION_KEY ?? null,
    ...{ workers: Math.max(1, processes), firstKey: false },
    ...(threads === undefined ? {} : { threads: Math.max(1, threads) }),
    ...(memory === undefined ? {} : { memoryLimitMiB: memory }),
    onLog: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
  });
  process.stdout.write(
    `${say({ zh: `工作进程 ${processes} 个，等待任务；Ctrl-C 停止。`, en: `${processes} worker processes wait for jobs; Ctrl-C stops.` })}\n`,
  );
  await stopped();
  await service.close(GRACE_MS);
  return EXIT.ok;
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
