/** Progress of many cases on stderr: a bar on a terminal, a line for every tenth elsewhere, nothing with --json. */
import { SingleBar } from 'cli-progress';
import type { Say } from './language.ts';

export interface CaseProgress {
  /** One more case is done. */
  done(name: string): void;
  stop(): void;
}

export function caseProgress(total: number, quiet: boolean, say: Say): CaseProgress {
  if (quiet || total === 0) return { done: () => {}, stop: () => {} };
  return process.stderr.isTTY ? bar(total) : lines(total, say);
}

const newBar = (): SingleBar =>
  new SingleBar({
    format: '{bar} {value}/{total} {text}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 20,
  });

function bar(total: number): CaseProgress {
  const single = newBar();
  single.start(total, 0, { text: '' });
  return {
    done: (text) => single.increment(1, { text }),
    stop: () => single.stop(),
  };
}

function lines(total: number, say: Say): CaseProgress {
  const every = Math.ceil(total / 10);
  let count = 0;
  return {
    done: (name) => {
      count++;
      if (count % every !== 0 && count !== total) return;
      process.stderr.write(`… ${say({ zh: '已求解', en: 'solved' })} ${count}/${total} ${name}\n`);
    },
    stop: () => {},
  };
}

/** The same for steps that are counted elsewhere, of about so many. */
export interface StepProgress {
  readonly step: (at: { readonly done: number; readonly of: number }) => void;
  readonly stop: () => void;
}

export function stepProgress(quiet: boolean, say: Say): StepProgress {
  let shown: { readonly bar: SingleBar | null } | null = null;
  const start = (of: number) => {
    const single = process.stderr.isTTY ? newBar() : null;
    single?.start(of, 0, { text: '' });
    return { bar: single };
  };
  return {
    step: ({ done, of }) => {
      if (quiet) return;
      shown ??= start(of);
      shown.bar?.setTotal(of);
      shown.bar?.update(done);
      if (shown.bar === null && done % Math.ceil(of / 10) === 0)
        process.stderr.write(`… ${say({ zh: '已求解', en: 'solved' })} ${done}/${of}\n`);
    },
    stop: () => shown?.bar?.stop(),
  };
}
