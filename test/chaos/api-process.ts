/** The process that chaos kills: a service with its workers, told over IPC what to submit and, embedded, where to die. */
import { JobSpec } from '../../src/domain/job.ts';
import { openWithInsides } from '../../src/service/open-service.ts';
import type { Statement } from '../../src/service/store/database.ts';
import { ADMIN } from '../support/service-scene.ts';
import { type KillPoint, phaseOf, waitsFor } from './kill-points.ts';

export interface ApiOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly workers: number;
  readonly threads: number;
  readonly attempts: number;
}

export type ToApi =
  | { readonly kind: 'open'; readonly options: ApiOptions }
  | {
      readonly kind: 'submit';
      readonly key: string;
      readonly countyId: string;
      readonly versionId: string;
    }
  | { readonly kind: 'arm'; readonly point: KillPoint }
  | { readonly kind: 'close' };
export type FromApi =
  | { readonly kind: 'open' }
  | { readonly kind: 'accepted'; readonly key: string; readonly id: string }
  | { readonly kind: 'refused'; readonly key: string; readonly why: string }
  | { readonly kind: 'fired'; readonly point: KillPoint }
  /** Jobs accepted and not answered. */
  | { readonly kind: 'depth'; readonly open: number }
  | { readonly kind: 'closed' };

const DEPTH_MS = 200;
const OPEN_JOBS = `select count(*)::int as open from job where state in ('queued', 'running')`;

type Opened = Awaited<ReturnType<typeof openWithInsides>>;
let opened: Opened | null = null;
let armed: KillPoint | null = null;

const tell = (message: FromApi) =>
  new Promise<void>((resolve) => process.send?.(message, () => resolve()));

async function open(options: ApiOptions): Promise<void> {
  opened = await openWithInsides({ ...options, silentMs: 6000, dumpEveryMs: 0 });
  if (options.databaseUrl === null) listenIn(opened);
  await tell({ kind: 'open' });
  const { db } = opened.insides.ground;
  setInterval(async () => {
    const rows = await db.query<{ open: number }>(OPEN_JOBS).catch((): { open: number }[] => []);
    if (rows[0] !== undefined) await tell({ kind: 'depth', open: rows[0].open });
  }, DEPTH_MS);
}

/** Every statement of the workers passes here on its way to the embedded database. */
function listenIn({ insides }: Opened): void {
  const { db } = insides.ground;
  const real = db.transaction.bind(db);
  db.transaction = async (statements: readonly Statement[]) => {
    const point = taken(statements);
    if (point === null) return real(statements);
    if (point.moment === 'before') {
      await kill(point, insides);
      return real(statements);
    }
    if (point.moment === 'during') {
      const answer = real(statements);
      await kill(point, insides);
      return answer;
    }
    const answer = await real(statements);
    if (point.phase === 'solve') setTimeout(() => void kill(point, insides), point.delayMs);
    else await kill(point, insides);
    return answer;
  };
}

function taken(statements: readonly Statement[]): KillPoint | null {
  const phase = statements.map(({ sql }) => phaseOf(sql)).find((each) => each !== null);
  if (armed === null || phase === undefined || waitsFor(armed) !== phase) return null;
  const point = armed;
  armed = null;
  return point;
}

async function kill(point: KillPoint, insides: Opened['insides']): Promise<void> {
  await tell({ kind: 'fired', point });
  if (point.target === 'api') process.kill(process.pid, 'SIGKILL');
  if (point.target === 'database') return insides.crashDatabase();
  if (point.target === 'worker') {
    for (const pid of insides.workerPids()) process.kill(pid, 'SIGKILL');
  }
}

async function submit({ key, countyId, versionId }: Extract<ToApi, { kind: 'submit' }>) {
  if (opened === null) return;
  const spec = JobSpec.parse({ kind: 'place', versionId, policy: { values: {} } });
  try {
    const job = { countyId, spec, priority: 0, idempotencyKey: key };
    const answer = await opened.service.jobs.submit(job, ADMIN);
    if (answer.kind === 'accepted') await tell({ kind: 'accepted', key, id: answer.job.id });
    else await tell({ kind: 'refused', key, why: answer.kind });
  } catch (fault) {
    await tell({ kind: 'refused', key, why: String(fault) });
  }
}

process.on('message', async (message: ToApi) => {
  if (message.kind === 'open') {
    await open(message.options).catch((fault: unknown) => {
      process.stderr.write(`${String(fault)}\n`);
      process.exit(1);
    });
  } else if (message.kind === 'submit') await submit(message);
  else if (message.kind === 'arm') armed = message.point;
  else {
    await opened?.service.close(30_000);
    await tell({ kind: 'closed' });
    process.exit(0);
  }
});
process.on('disconnect', () => process.exit(1));
