/** `tiaopei appeal <county>`: re-opens one decision; everybody else is kept where it can be, proven minimal. */
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import type { SummerState } from '../domain/summer.ts';
import {
  type AppealAnswer,
  type Change,
  type Reopened,
  resumed,
} from '../planning/summer/index.ts';
import { type SummerOutcome, SummerThread } from '../service/index.ts';
import { loadCalendar } from './calendar.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound } from './load-round.ts';
import { ledgerTable, stepName } from './reform-lines.ts';
import { newsSink } from './reform-progress.ts';
import { certificateFile, readJournalFile, readState, stateFile } from './summer-files.ts';
import { checkFolder, type FileToWrite, writeFiles } from './write-files.ts';

interface AppealFlags {
  readonly mends?: string;
  readonly state: string;
  readonly teacher: string;
  readonly post?: string;
  readonly journal?: string;
  readonly holidays?: string;
  readonly apply?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

export function addAppealCommand({ say, done, command }: CommandKit): void {
  command(
    'appeal',
    say({
      zh: '申诉后重开最近一个环节的一个决定（直聘、校内、学区、跨学区）：其他人变动最少（已证明），再按该环节的目标',
      en: 'open one decision of the latest stage again after an appeal: fewest other people moved (proven), then the tiers of the stage',
    }),
  )
    .addArgument(countyArgument(say))
    .requiredOption('--state <file>', say({ zh: 'reform 的状态文件', en: 'state file of reform' }))
    .requiredOption('--teacher <id>', say({ zh: '职工号', en: 'staff number' }))
    .option(
      '--post <id>',
      say({
        zh: '裁定给予的岗位组；不给则为现岗位以外的任一岗位（直聘不填）',
        en: 'the post group awarded; without it any post but the present one (none for a direct hire)',
      }),
    )
    .option('--journal <file>', say({ zh: '工作台账（正式运行）', en: 'journal (binding run)' }))
    .option('--holidays <file>', say({ zh: '放假调休安排', en: 'days off and make-up days' }))
    .option(
      '--apply',
      say({ zh: '把结果写回状态文件', en: 'write the result into the state file' }),
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: AppealFlags) =>
      done(await appealCommand(path, flags, say)),
    );
}

/** @throws InputError when files do not belong together, or the decision cannot be opened */
async function appealCommand(path: CountyPath, flags: AppealFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  const standing = await readState(flags.state);
  const { county } = await loadRound(path, undefined, flags.mends);
  const policy: Policy = standing.policy.values;
  const journal =
    flags.journal === undefined
      ? standing.mode === 'binding'
        ? standing.journal
        : null
      : await readJournalFile(flags.journal, county);
  const calendar = await loadCalendar(flags.holidays);
  const state = resumed(standing, county, policy, journal, calendar);
  const certificates: FileToWrite[] = [];
  const keep = (file: FileToWrite) => void certificates.push(file);
  const answer = await inThread({ county, policy, calendar }, state, { flags, say, keep });
  if (answer === null) {
    process.stdout.write(
      `${say({ zh: '已停止，没有改动。', en: 'Stopped; nothing was changed.' })}\n`,
    );
    return EXIT.noAllocation;
  }
  const written = await write(answer, flags, certificates);
  const lines = [
    ...answerLines(answer, say),
    `${say({ zh: '已写出', en: 'Written' })} ${written.join(' ')}`,
  ];
  process.stdout.write(flags.json === true ? `${jsonText(answer)}\n` : `${lines.join('\n')}\n`);
  return answer.kind === 'reopened' ? EXIT.ok : EXIT.noAllocation;
}

type Summer = Parameters<SummerThread['run']>[0]['summer'];

/** @returns null when stopped by Ctrl-C */
async function inThread(
  summer: Summer,
  state: SummerState,
  {
    flags,
    say,
    keep,
  }: {
    readonly flags: AppealFlags;
    readonly say: Say;
    readonly keep: (certificate: FileToWrite) => void;
  },
): Promise<AppealAnswer | null> {
  const thread = new SummerThread();
  const cancel = new AbortController();
  const onInterrupt = () => cancel.abort();
  process.once('SIGINT', onInterrupt);
  const sink = newsSink(flags.json === true, say);
  const appeal = { teacherId: flags.teacher, postGroupId: flags.post ?? null };
  try {
    const outcome = await thread.run(
      { summer, state, appeal },
      {
        signal: cancel.signal,
        onNews: (news) => {
          if (news.kind !== 'certificate') return sink.tell(news);
          keep(certificateFile(flags.out, news.name, news.bytes));
        },
      },
    );
    return answered(outcome);
  } finally {
    sink.stop();
    process.removeListener('SIGINT', onInterrupt);
    await thread.destroy();
  }
}

/** @throws InputError and Error as the thread told them */
function answered(outcome: SummerOutcome): AppealAnswer | null {
  if (outcome.kind === 'appeal') return outcome.appeal;
  if (outcome.kind === 'cancelled') return null;
  if (outcome.kind === 'bad-input') throw new InputError(outcome.issues);
  throw new Error(outcome.kind === 'fault' ? outcome.message : outcome.kind);
}

async function write(
  answer: AppealAnswer,
  flags: AppealFlags,
  certificates: readonly FileToWrite[],
): Promise<string[]> {
  const report = {
    path: join(flags.out, 'appeal.json'),
    bytes: new TextEncoder().encode(`${jsonText(answer)}\n`),
  };
  const isApplied = flags.apply === true && answer.kind === 'reopened';
  return writeFiles([
    report,
    ...certificates,
    ...(isApplied ? [stateFile({ path: flags.state, state: answer.state })] : []),
  ]);
}

/** Without the state, which names everybody. */
function jsonText(answer: AppealAnswer): string {
  if (answer.kind === 'impossible') return JSON.stringify(answer, null, 2);
  const { state, ...told } = answer;
  return JSON.stringify({ ...told, ledger: state.stages.at(-1)?.ledger ?? null }, null, 2);
}

function answerLines(answer: AppealAnswer, say: Say): string[] {
  const stage = stepName(answer.stage, say);
  if (answer.kind === 'impossible') {
    return [
      say({
        zh: `${stage}中没有合法方案能给职工号 ${answer.teacherId} 这样的岗位；原决定不变。`,
        en: `No legal allocation of the ${stage} gives ${answer.teacherId} such a post; the decision stands.`,
      }),
    ];
  }
  const { appellant, moved, leastMoved, proof, gained, state } = answer;
  return [
    say({ zh: `重开${stage}的决定：`, en: `Opened again, ${stage}:` }),
    changeLine(appellant, say),
    leastLine(leastMoved, proof, say),
    ...moved.map((change) => changeLine(change, say)),
    ...(gained.length > 0
      ? [say({ zh: '因此得到岗位的待安排人员：', en: 'People without a post who get one:' })]
      : []),
    ...gained.map((change) => changeLine(change, say)),
    ...ledgerTable(state.stages.slice(-1), say),
  ];
}

function leastLine(count: number, proof: Reopened['proof'], say: Say): string {
  return proof !== 'solver'
    ? say({
        zh: `其他人须变动 ${count} 人，已证明不能更少。`,
        en: `${count} other people move; fewer is proven impossible.`,
      })
    : say({
        zh: `其他人须变动 ${count} 人；不能更少是求解器的结论，没有独立证明。`,
        en: `${count} other people move; that fewer is impossible is the solver's word, without a proof of its own.`,
      });
}

function changeLine({ teacherId, from, to }: Change, say: Say): string {
  const none = say({ zh: '无岗位', en: 'no post' });
  return `  ${teacherId}: ${from ?? none} → ${to ?? none}`;
}
