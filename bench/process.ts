/**
 * A process of its own for each job, so that its peak memory and its compiled code are its own, and a solver
 * that hangs can be ended. The child builds its instance from id and seed; nothing large is handed over.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BUILT, type Job, runJob } from './jobs.ts';

/** Heap in MiB. V8's young generation is three semi-spaces: 192 MiB, as the threads of the service have (`src/service/pool.ts`). */
const ROOM = ['--max-old-space-size=12288', '--max-semi-space-size=64'];

/** How a job ended that gave no result. */
export interface Broken {
  readonly broken: 'limit' | 'failed';
  readonly message: string;
}

/** Time for building the largest instance, and for programs outside also for writing and reading its file. */
const BUILDING_SECONDS = 900;

/**
 * Runs a job in a fresh process.
 * @param limitSeconds from the moment the instance is built; the process is ended then
 */
export function inOwnProcess<T>(job: Job, limitSeconds: number): Promise<T | Broken> {
  return new Promise((done) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(job)], {
      execArgv: ['--expose-gc', ...ROOM, '--import', 'tsx'],
    });
    let result: T | undefined;
    let timedOut = false;
    const endAfter = (seconds: number) =>
      setTimeout(() => {
        timedOut = true;
        child.kill('SIGKILL');
      }, 1000 * seconds);
    let guard = endAfter(BUILDING_SECONDS);
    child.on('message', (message) => {
      clearTimeout(guard);
      if (message === BUILT) guard = endAfter(limitSeconds);
      else result = message as T;
    });
    child.once('exit', (code, signal) => {
      clearTimeout(guard);
      if (result !== undefined) done(result);
      else if (timedOut) done({ broken: 'limit', message: 'process ended at the time limit' });
      else done({ broken: 'failed', message: `process ended with ${signal ?? `code ${code}`}` });
    });
  });
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  // Nobody waits for a figure any more when the parent is gone.
  process.once('disconnect', () => process.exit());
  const built = () => process.send?.(BUILT);
  const result = await runJob(JSON.parse(process.argv[2]!) as Job, built);
  process.send(result as object, () => process.disconnect());
}
