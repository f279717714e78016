/** Progress on stderr: a bar on a terminal, plain lines elsewhere, nothing with --json. */
import { SingleBar } from 'cli-progress';
import { ObjectiveTierId } from '../domain/policy.ts';
import type { JobProgress } from '../service/index.ts';
import type { Say } from './language.ts';
import { tierLabel } from './summary.ts';

const PHASES = {
  read: { zh: '读取工作簿', en: 'reading the workbook' },
  build: { zh: '建立整数规划', en: 'building the program' },
  solve: { zh: '求解', en: 'solving' },
  verify: { zh: '逐条核查', en: 'verifying' },
  write: { zh: '写出结果', en: 'writing' },
} as const;

export interface ProgressSink {
  update(progress: JobProgress): void;
  stop(): void;
}

export function progressSink(quiet: boolean, say: Say): ProgressSink {
  if (quiet) return { update: () => {}, stop: () => {} };
  return process.stderr.isTTY ? bar(say) : lines(say);
}

function label(progress: JobProgress, say: Say): string {
  const phase = say(PHASES[progress.phase]);
  if (progress.tier === null) return phase;
  const { tier, tiers, tierId, incumbent, bound, gap } = progress;
  const known = ObjectiveTierId.safeParse(tierId);
  const name = known.success ? tierLabel(known.data, say) : tierId;
  const gapText = say({ zh: '差距', en: 'gap' });
  return `${phase} ${tier}/${tiers} ${name}: ${incumbent ?? '-'} / ${bound ?? '-'} (${gapText} ${gap ?? '-'})`;
}

function bar(say: Say): ProgressSink {
  const single = new SingleBar({
    format: '{bar} {text}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 20,
  });
  let started = false;
  return {
    update: (progress) => {
      const done = position(progress);
      if (started) single.update(done, { text: label(progress, say) });
      else single.start(100, done, { text: label(progress, say) });
      started = true;
    },
    stop: () => {
      if (started) single.stop();
    },
  };
}

/** Percent of the way: phases weigh 10, 20, 40, 20, 10; tiers share the middle. */
function position({ phase, tier, tiers }: JobProgress): number {
  const start = { read: 0, build: 10, solve: 30, verify: 70, write: 90 }[phase];
  return phase === 'solve' && tier !== null && tiers !== null
    ? start + (40 * (tier - 1)) / tiers
    : start;
}

function lines(say: Say): ProgressSink {
  let last = '';
  return {
    update: (progress) => {
      const key = `${progress.phase}/${progress.tier}`;
      if (key === last) return;
      last = key;
      process.stderr.write(`… ${label(progress, say)}\n`);
    },
    stop: () => {},
  };
}
