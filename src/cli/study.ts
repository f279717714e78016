/** `tiaopei study <county> --of <question>`: questions that take many solves of one round. */
import { join } from 'node:path';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import { Proposal } from '../domain/proposal.ts';
import type { EnvyStudy, StudyResult } from '../domain/studies.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import { headCountEn } from '../planning/explain/index.ts';
import type { NoPlan, Published, StudyQuestion } from '../planning/scenarios/studies/index.ts';
import { studyFiles, studySheets } from '../reports/study-report.ts';
import { runStudy } from '../service/index.ts';
import { stepProgress } from './case-progress.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, loadRound, readJson } from './load-round.ts';
import { table } from './terminal.ts';
import { checkFolder, writeFiles } from './write-files.ts';

export const STUDIES = ['prices', 'moves', 'pareto', 'refusals', 'pin', 'envy'] as const;

export interface StudyFlags {
  readonly of: (typeof STUDIES)[number];
  readonly policy?: string;
  readonly mends?: string;
  readonly out: string;
  /** refusals, pin: what was published. */
  readonly proposal?: string;
  /** moves: the tier; pareto: the first one. */
  readonly tier: ObjectiveTierId;
  /** pareto: the second one. */
  readonly against: ObjectiveTierId;
  /** moves: K; pareto, pin: points. */
  readonly most?: number;
  readonly percent: number;
  readonly draws: number;
  readonly seed: number;
  /** Seconds for each solve. */
  readonly timeLimit?: number;
  readonly json?: boolean;
}

export async function studyCommand(
  path: CountyPath,
  flags: StudyFlags,
  say: Say,
): Promise<ExitCode> {
  await checkFolder(flags.out);
  const published = flags.proposal === undefined ? null : await readPlan(flags.proposal);
  const { county, policy } = await loadRound(path, flags.policy, flags.mends);
  const study = await ask(county, policy, questionOf(flags, published), flags, say);
  if (study === null) {
    process.stderr.write(
      `${say({ zh: '已停止，未写出。', en: 'Stopped; nothing was written.' })}\n`,
    );
    return EXIT.noAllocation;
  }
  if (study.kind === 'no-allocation') return refuse(study, flags, say);
  const files = await studyFiles(study);
  const paths = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  const lines = [
    ...lead(study, say),
    ...tableOf(study, say),
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(study, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  return study.kind === 'pareto' && study.points.length === 0 ? EXIT.noAllocation : EXIT.ok;
}

/** @throws InputError when the file is not a proposal */
async function readPlan(path: string): Promise<Published> {
  const parsed = Proposal.safeParse(await readJson(path), inChinese);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-proposal'));
  return parsed.data;
}

const MOST = { moves: 30, pareto: 20, pin: 10 } as const;

/** @throws InputError when the study needs a published plan and has none */
function questionOf(flags: StudyFlags, published: Published | null): StudyQuestion {
  const { of, tier, against, percent, draws, seed, most } = flags;
  switch (of) {
    case 'moves':
      return { kind: of, tier, most: most ?? MOST.moves };
    case 'pareto':
      return { kind: of, first: tier, second: against, most: Math.max(2, most ?? MOST.pareto) };
    case 'refusals':
      return { kind: of, percent, draws, seed, published };
    case 'pin':
      if (published === null) throw new InputError([PROPOSAL_MISSING]);
      return { kind: of, published, most: Math.max(2, most ?? MOST.pin) };
    default:
      return { kind: of };
  }
}

const PROPOSAL_MISSING = {
  code: 'proposal-missing',
  path: 'proposal',
  message: '请用 --proposal 给出已公布的方案 (--proposal is needed)。',
};

/**
 * In a thread of its own; Ctrl-C ends it at once.
 * @returns null when it was stopped
 * @throws InputError and Error as the thread told them
 */
async function ask(
  county: County,
  policy: Policy,
  question: StudyQuestion,
  { timeLimit, json }: StudyFlags,
  say: Say,
): Promise<StudyResult | NoPlan | null> {
  const limits = timeLimit === undefined ? {} : { timeSeconds: timeLimit };
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  const progress = stepProgress(json === true, say);
  try {
    const task = { county, policy, question, limits };
    const outcome = await runStudy(task, { signal: stop.signal, onStep: progress.step });
    if (outcome.kind === 'bad-input') throw new InputError(outcome.issues);
    if (outcome.kind === 'fault') throw new Error(outcome.message);
    return outcome.kind === 'cancelled' ? null : outcome.study;
  } finally {
    progress.stop();
    process.removeListener('SIGINT', onInterrupt);
  }
}

function refuse({ termination, reasons: why }: NoPlan, { json }: StudyFlags, say: Say): ExitCode {
  const head = say(REFUSED[termination]);
  const reasons = why.map((reason) => (json === true ? reason.message : wordsOf(reason, say)));
  const value = { kind: 'no-allocation', termination, reasons };
  process.stdout.write(
    json === true ? `${JSON.stringify(value, null, 2)}\n` : `${[head, ...reasons].join('\n')}\n`,
  );
  return EXIT.noAllocation;
}

const wordsOf = (reason: NoPlan['reasons'][number], say: Say): string =>
  say({ zh: reason.message, en: headCountEn(reason) });

const REFUSED = {
  infeasible: { zh: '没有合法的调配方案。', en: 'There is no legal allocation.' },
  none: {
    zh: '时限内没有算出所需的方案（是否存在未知），请加长 --time-limit。',
    en: 'No sufficient plan within the time limit (whether there is one is not known); raise --time-limit.',
  },
} as const;

/** What the table does not say. */
function lead(study: StudyResult, say: Say): string[] {
  if (study.kind === 'prices') {
    const { byProof, bySolve } = study.worthless;
    return [
      say({
        zh: `${study.capsAsked ? '' : '逐轮求解：只问规则，不问限额。'}放宽一个单位各目标层的变化；另有 ${byProof} 个限额由证明可知毫无价值，${bySolve} 个经重新求解没有变化；放宽也无变化的规则：${study.idleRules.join('、') || '无'}`,
        en: `${study.capsAsked ? '' : 'Of a cascade rules alone are asked about. '}Change of each tier by one unit; ${byProof} more caps are worth nothing by the proof, ${bySolve} by solving again; rules that change nothing: ${study.idleRules.join(', ') || 'none'}`,
      }),
    ];
  }
  if (study.kind === 'pin' && !study.complete) {
    return [
      say({
        zh: '时限内未全部算完：最优方案可能不在其中',
        en: 'not all was solved within the limit: the optimum may not be among the points',
      }),
    ];
  }
  if (study.kind === 'envy') return [envyLead(study, say)];
  if (study.kind === 'pareto') {
    if (study.points.length === 0) return [say(REFUSED.none)];
    return [
      study.complete
        ? say({ zh: '全部有效点（已证明）', en: 'the whole front (proven)' })
        : say({ zh: '有效点的一部分（--most 可增多）', en: 'part of the front (--most for more)' }),
    ];
  }
  if (study.kind !== 'refusals') return [];
  const { percent, draws, placed, seed } = study;
  return [
    say({
      zh: `已安排 ${placed} 人，随机 ${percent}% 拒绝，抽 ${draws.length} 次（种子 ${seed}）`,
      en: `${placed} placed, ${percent} % refuse at random, ${draws.length} draws (seed ${seed})`,
    }),
  ];
}

function envyLead({ before, after, ranks, people }: EnvyStudy, say: Say): string {
  const closed = after.proven
    ? say({ zh: '已证明', en: 'proven' })
    : say({ zh: '时限内未证完', en: 'not proven within the limit' });
  return say({
    zh: `适配层以上各层不变，按 ${ranks} 个名次先后满足志愿（${closed}）：嫉妒由 ${before.lines} 条（${before.people} 人）变为 ${after.lines} 条（${after.people} 人），余下各条都由上层目标或名次更高者的志愿解释；变动 ${people.length} 人`,
    en: `with every tier above the fit held and wishes met in the order of ${ranks} ranks (${closed}): lines of envy ${before.lines} (${before.people} people) -> ${after.lines} (${after.people}); each that is left is explained by a higher tier or by the wish of somebody who ranks above; ${people.length} people stand elsewhere`,
  });
}

/** Rows shown before the rest is left to the workbook. */
const MOST_ROWS = 40;

function tableOf(study: StudyResult, say: Say): string[] {
  const sheet = studySheets(study, say)[0];
  if (sheet === undefined) return [];
  const rows = sheet.rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => cell ?? '-'));
  const rest = sheet.rows.length - rows.length;
  return [
    ...table([sheet.headers, ...rows]),
    ...(rest > 0 ? [say({ zh: `……另有 ${rest} 行`, en: `… and ${rest} more rows` })] : []),
  ];
}
