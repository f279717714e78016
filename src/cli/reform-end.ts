/** What `tiaopei reform` says at the end of a run. */
import type { SummerStage } from '../domain/summer.ts';
import type { Advance, SummerStep } from '../planning/summer/index.ts';
import type { Say } from './language.ts';
import { gateLines, ledgerTable, stepName } from './reform-lines.ts';
import type { StatePlace } from './summer-files.ts';

/** How a run ended. */
export type End =
  | Exclude<Advance, { kind: 'done' }>
  | { readonly kind: 'to'; readonly stage: SummerStage }
  | { readonly kind: 'cancelled'; readonly during: SummerStep }
  /** A stage run again that later stages rest on: compared, not written. */
  | { readonly kind: 'compared'; readonly stage: SummerStage; readonly same: boolean };

/** The ledger table, how it ended, and the files. */
export function endLines(
  end: End,
  { path, state }: StatePlace,
  say: Say,
  written: string[],
): string[] {
  return [
    ...(state.stages.length > 0 && end.kind !== 'compared' ? ledgerTable(state.stages, say) : []),
    ...endSentence(end, path, say),
    ...(written.length > 0 ? [`${say({ zh: '已写出', en: 'Written' })} ${written.join(' ')}`] : []),
  ];
}

function endSentence(end: End, path: string, say: Say): string[] {
  const goOn = say({ zh: `接着运行：--state ${path}`, en: `Go on with --state ${path}` });
  switch (end.kind) {
    case 'closed':
      return [
        say({ zh: '全程结束，人员全部有去向。', en: 'The summer is over; everybody is arranged.' }),
      ];
    case 'to':
      return [
        say({
          zh: `已做到「${stepName(end.stage, say)}」。`,
          en: `Done up to ${stepName(end.stage, say)}.`,
        }),
        goOn,
      ];
    case 'stopped':
      return [...gateLines(end, say), goOn];
    case 'cancelled':
      return [
        say({
          zh: `已停止：「${stepName(end.during, say)}」未完成，不保留；此前的环节在状态文件中。`,
          en: `Stopped during ${stepName(end.during, say)}, nothing of it is kept; earlier stages are in the state file.`,
        }),
        goOn,
      ];
    case 'compared':
      return [
        end.same
          ? say({ zh: '重做结果与状态文件一致。', en: 'The same as in the state file.' })
          : say({
              zh: '重做结果与状态文件不同（台账或数据在此后有变）；后面的环节以原结果为准，未写出。',
              en: 'Differs from the state file (the journal has grown since); later stages rest on the old one, nothing was written.',
            }),
      ];
    case 'no-allocation':
      return [
        say({
          zh: `「${stepName(end.stage, say)}」没有合法方案（${end.solve}）：`,
          en: `There is no legal allocation in ${stepName(end.stage, say)} (${end.solve}):`,
        }),
        ...end.reasons.map(({ message }) => `  ${message}`),
        goOn,
      ];
  }
}
