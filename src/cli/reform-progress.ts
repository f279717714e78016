/** Progress of the summer on stderr: the solve that runs, and on a terminal its tiers as a bar. */
import { SUMMER_STAGE_ZH } from '../domain/summer.ts';
import type { SummerNews } from '../service/index.ts';
import type { Say } from './language.ts';
import { type ProgressSink, progressSink } from './progress.ts';

export interface NewsSink {
  tell(news: SummerNews): void;
  stop(): void;
}

export function newsSink(quiet: boolean, say: Say): NewsSink {
  const tiers: ProgressSink | null =
    quiet || !process.stderr.isTTY ? null : progressSink(quiet, say);
  return {
    tell: (news) => {
      if (news.kind === 'progress') tiers?.update(news.progress);
      if (news.kind !== 'solve' || quiet) return;
      const stage = say({ zh: SUMMER_STAGE_ZH[news.stage], en: news.stage });
      process.stderr.write(`… ${stage} ${news.name}\n`);
    },
    stop: () => tiers?.stop(),
  };
}
