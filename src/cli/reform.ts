/** `tiaopei reform <county>`: the summer in order, stage by stage, with the ledger after each and a state file to go on from. */
import { join } from 'node:path';
import { Option } from 'commander';
import { InputError } from '../domain/errors.ts';
import { SUMMER_STAGES, type SummerStage, type SummerState } from '../domain/summer.ts';
import {
  type Advance,
  type ClosedGate,
  nearestPosts,
  nextStep,
  type Summer,
  type SummerStep,
  untilBefore,
} from '../planning/summer/index.ts';
import { summerPublicWorkbook, summerWorkbook } from '../reports/summer-workbook.ts';
import { type SummerOutcome, SummerThread } from '../service/index.ts';
import { loadCalendar } from './calendar.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound } from './load-round.ts';
import { type End, endLines } from './reform-end.ts';
import { passedLines, stageLines } from './reform-lines.ts';
import { newsSink } from './reform-progress.ts';
import {
  certificateFile,
  openState,
  readJournalFile,
  type StatePlace,
  stateFile,
} from './summer-files.ts';
import { checkFolder, type FileToWrite, writeFiles } from './write-files.ts';

interface ReformFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly to?: SummerStage;
  readonly only?: SummerStage;
  readonly state?: string;
  readonly journal?: string;
  readonly holidays?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function addReformCommand({ say, done, command }: CommandKit): void {
  const stages = (flag: string, zh: string, en: string) =>
    new Option(flag, say({ zh, en })).choices(SUMMER_STAGES);
  command(
    'reform',
    say({
      zh: '全程：直聘、校内、学区、跨学区、待岗依次进行，每环节后列台账',
      en: 'the summer in order: direct hire, in school, in district, cross district, standby, with a ledger after each',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .addOption(stages('--to <stage>', '做到此环节为止', 'stop after this stage'))
    .addOption(
      stages('--only <stage>', '只做（或重做）此环节', 'run (or run again) this stage alone'),
    )
    .option(
      '--state <file>',
      say({ zh: '状态文件：有则接着运行', en: 'state file: goes on from it when it is there' }),
    )
    .option(
      '--journal <file>',
      say({
        zh: '工作台账：正式运行，关口未通过即停；不给则为演练',
        en: 'journal: a binding run that stops at closed gates; without it a rehearsal',
      }),
    )
    .option('--holidays <file>', say({ zh: '放假调休安排', en: 'days off and make-up days' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: ReformFlags) =>
      done(await reformCommand(path, flags, say)),
    );
}

interface Passed {
  readonly step: SummerStep;
  readonly gates: readonly ClosedGate[];
}

/** @throws InputError when county, policy, journal, days off or state cannot be used together */
async function reformCommand(path: CountyPath, flags: ReformFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  if (flags.to !== undefined && flags.only !== undefined) bothFlags();
  const { county, policy } = await loadRound(path, flags.policy, flags.mends);
  const journal = flags.journal === undefined ? null : await readJournalFile(flags.journal, county);
  const calendar = await loadCalendar(flags.holidays);
  const place = await openState(flags, { county, policy, calendar }, journal);
  if (place.isNew && flags.state !== undefined) tellNew(flags.state, say);
  const run = new ReformRun({ county, policy, calendar }, place, flags, say);
  const end = await run.toEnd();
  const { state } = run.place;
  const written =
    end.kind === 'compared' || state.stages.length === 0 ? [] : await run.writeWorkbooks();
  const text =
    flags.json === true
      ? JSON.stringify(answer(end, state, run.passed), null, 2)
      : endLines(end, run.place, say, written).join('\n');
  process.stdout.write(`${text}\n`);
  return exitCode(end);
}

/** A mistyped path shows before it is filled. */
function tellNew(path: string, say: Say): void {
  const text = say({
    zh: `没有状态文件「${path}」，新建一份，从头运行。`,
    en: `There is no state file ${path}: a new one is begun.`,
  });
  process.stderr.write(`${text}\n`);
}

function bothFlags(): never {
  const message = '--to 与 --only 不能同时使用 (--to and --only exclude each other)。';
  throw new InputError([{ code: 'flags-exclude', message }]);
}

function exitCode(end: End): ExitCode {
  if (end.kind === 'compared') return end.same ? EXIT.ok : EXIT.rejected;
  return end.kind === 'closed' || end.kind === 'to' ? EXIT.ok : EXIT.noAllocation;
}

/** The stages one after the other; after each the state file is written, so that a stop loses one stage at most. */
class ReformRun {
  place: StatePlace;
  readonly passed: Passed[] = [];
  readonly #summer: Omit<Summer, 'watch'>;
  readonly #flags: ReformFlags;
  readonly #say: Say;
  readonly #certificates: FileToWrite[] = [];

  constructor(summer: Omit<Summer, 'watch'>, place: StatePlace, flags: ReformFlags, say: Say) {
    this.#summer = summer;
    this.place = place;
    this.#flags = flags;
    this.#say = say;
  }

  async toEnd(): Promise<End> {
    const { to, only } = this.#flags;
    const thread = new SummerThread();
    const cancel = new AbortController();
    const onInterrupt = () => cancel.abort();
    process.once('SIGINT', onInterrupt);
    try {
      if (only !== undefined) return await this.#alone(only, thread, cancel.signal);
      await writeFiles([stateFile(this.place)]);
      for (;;) {
        const done = this.place.state.stages.length;
        if (to !== undefined && done > SUMMER_STAGES.indexOf(to)) return { kind: 'to', stage: to };
        const step = await this.#step(this.place.state, thread, cancel.signal);
        if (step.kind !== 'done') return step;
        await this.#keep(step);
      }
    } finally {
      process.removeListener('SIGINT', onInterrupt);
      await thread.destroy();
    }
  }

  /** The next stage, or the last one anew; an earlier one is only compared with what the state says. */
  async #alone(stage: SummerStage, thread: SummerThread, signal: AbortSignal): Promise<End> {
    const { state } = this.place;
    const before = untilBefore(state, stage);
    const step = await this.#step(before, thread, signal);
    if (step.kind !== 'done') return step;
    if (state.stages.length > before.stages.length + 1) {
      const standing = state.stages[before.stages.length];
      const same = JSON.stringify(standing) === JSON.stringify(step.record);
      this.#tell(step);
      return { kind: 'compared', stage, same };
    }
    await this.#keep(step);
    return { kind: 'to', stage };
  }

  async #step(
    state: SummerState,
    thread: SummerThread,
    signal: AbortSignal,
  ): Promise<Advance | { kind: 'cancelled'; during: SummerStep }> {
    const sink = newsSink(this.#flags.json === true, this.#say);
    const outcome = await thread.run(
      { summer: this.#summer, state, appeal: null },
      {
        signal,
        onNews: (news) => {
          if (news.kind !== 'certificate') return sink.tell(news);
          const { name, bytes } = news;
          this.#certificates.push(certificateFile(this.#flags.out, name, bytes));
        },
      },
    );
    sink.stop();
    if (outcome.kind === 'cancelled') return { kind: 'cancelled', during: nextStep(state) };
    return advanced(outcome);
  }

  async #keep(step: Extract<Advance, { kind: 'done' }>): Promise<void> {
    this.place = { ...this.place, state: step.state };
    await writeFiles([...this.#certificates.splice(0), stateFile(this.place)]);
    this.#tell(step);
  }

  #tell({ record, passed, state }: Extract<Advance, { kind: 'done' }>): void {
    this.passed.push({ step: record.stage, gates: passed });
    if (this.#flags.json === true) return;
    const isRehearsal = state.mode === 'rehearsal';
    const lines = [
      ...passedLines(passed, { step: record.stage, isRehearsal }, this.#say),
      ...stageLines(record, this.#say),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  async writeWorkbooks(): Promise<string[]> {
    const { county } = this.#summer;
    const { path, state } = this.place;
    const at = (name: string) => join(this.#flags.out, name);
    const nearest = nearestPosts(this.#summer, state);
    const workbooks = [
      { path: at('summer.xlsx'), bytes: await summerWorkbook(county, state, nearest) },
      { path: at('summer-public.xlsx'), bytes: await summerPublicWorkbook(county, state) },
    ];
    return [path, ...(await writeFiles(workbooks))];
  }
}

/** @throws InputError and Error as the thread told them */
function advanced(outcome: SummerOutcome): Advance {
  if (outcome.kind === 'advance') return outcome.advance;
  if (outcome.kind === 'bad-input') throw new InputError(outcome.issues);
  throw new Error(outcome.kind === 'fault' ? outcome.message : outcome.kind);
}

function answer(end: End, { mode, stages }: SummerState, passed: readonly Passed[]): unknown {
  return {
    ...end,
    mode,
    passed,
    stages: stages.map(({ decisions, ...record }) => ({ ...record, decisions: decisions.length })),
  };
}
