/** `tiaopei explain <county>`: why this post, why not another, who envies whom, what stands in the way of any plan. */
import { basename, join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import {
  appealPack,
  type Explainer,
  envyReport,
  explainInfeasible,
  explainTeacher,
  isConfirmed,
  nearestPosts,
  notesOf,
  openProposal,
  otherPeople,
  otherPosts,
  personOf,
  unfilledPost,
  unfilledPosts,
  whyNot,
} from '../planning/explain/index.ts';
import { productVersion } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type Answer, answerLines } from './explain-lines.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound, readJson } from './load-round.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface ExplainFlags {
  readonly proposal?: string;
  readonly policy?: string;
  readonly mends?: string;
  readonly teacher?: string;
  readonly post?: string;
  readonly alternatives?: number;
  readonly appeal?: string;
  readonly envy?: boolean;
  readonly standby?: boolean;
  readonly infeasible?: boolean;
  readonly timeLimit?: number;
  readonly json?: boolean;
}

export function addExplainCommand({ say, done, command, whole, seconds }: CommandKit): void {
  command(
    'explain',
    say({
      zh: '解释方案：为何在此、为何不在彼、有无正当嫉妒、为何无解',
      en: 'explain a proposal: why here, why not there, who has justified envy, why there is no plan',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--proposal <file>', 'proposal.json')
    .option('--teacher <id>', say({ zh: '职工号', en: 'staff number' }))
    .option(
      '--post <id>',
      say({ zh: '岗位组，如 S001/P/T/音乐', en: 'post group, e.g. S001/P/T/音乐' }),
    )
    .option(
      '--alternatives <n>',
      say({ zh: '再列出代价最小的 n 个替代', en: 'also the n best alternatives' }),
      whole,
    )
    .option('--appeal <dir>', say({ zh: '写出此人的申诉材料', en: 'write the appeal pack' }))
    .option('--envy', say({ zh: '无正当嫉妒核查与分数线', en: 'justified envy, and cut-offs' }))
    .option('--standby', say({ zh: '待岗人员与空缺岗位', en: 'people and posts left over' }))
    .option(
      '--infeasible',
      say({
        zh: '没有合法方案时：缺多少人、放宽什么',
        en: 'without any legal plan: what to relax',
      }),
    )
    .option(
      '--policy <file>',
      say({
        zh: '政策 JSON 文件（只用于 --infeasible）',
        en: 'policy JSON (with --infeasible only)',
      }),
    )
    .option(
      '--time-limit <s>',
      say({ zh: '每次求解时限（秒）', en: 'time limit of each solve, seconds' }),
      seconds,
    )
    .action(async (path: string[], flags: ExplainFlags) =>
      done(await explainCommand(path, flags, say)),
    );
}

async function explainCommand(path: CountyPath, flags: ExplainFlags, say: Say): Promise<ExitCode> {
  checkQuestion(flags);
  if (flags.appeal !== undefined) await checkFolder(flags.appeal);
  const { answer, written } =
    flags.infeasible === true ? await whyNoPlan(path, flags) : await ofProposal(path, flags);
  const lines = [
    ...answerLines(answer, say),
    ...(written.length === 0
      ? []
      : ['', `${say({ zh: '已写出', en: 'Written' })} ${written.join(' ')}`]),
  ];
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(answer, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  return EXIT.ok;
}

/** @throws InputError when no question is asked, or two that do not go together */
function checkQuestion(flags: ExplainFlags): void {
  const { proposal, teacher, post, envy, standby, infeasible, appeal, policy, alternatives } =
    flags;
  const asked = [teacher ?? post, envy, standby, infeasible].filter((each) => each !== undefined);
  const refuse = (message: string): never => {
    throw new InputError([{ code: 'bad-question', message }]);
  };
  if (asked.length !== 1)
    refuse(
      '请只问一个问题：--teacher（可加 --post）、--post、--envy、--standby 或 --infeasible (ask one question)。',
    );
  if (infeasible !== true && proposal === undefined)
    refuse('请用 --proposal 指明方案文件 (--proposal is missing)。');
  if (infeasible !== true && policy !== undefined)
    refuse('政策以方案所载为准，不能另给 --policy (the proposal carries its policy)。');
  if (appeal !== undefined && teacher === undefined)
    refuse('--appeal 须与 --teacher 同用 (--appeal needs --teacher)。');
  if (infeasible === true && proposal !== undefined)
    refuse('--infeasible 只看县数据与政策，不用 --proposal (--infeasible takes no proposal)。');
  if (alternatives !== undefined && (teacher === undefined) === (post === undefined))
    refuse(
      '--alternatives 只与 --teacher 或 --post 之一同用 (--alternatives goes with one of --teacher and --post)。',
    );
}

interface Answered {
  readonly answer: Answer;
  readonly written: readonly string[];
}

const limitsOf = ({ timeLimit }: ExplainFlags) =>
  timeLimit === undefined ? {} : { timeSeconds: timeLimit };

async function whyNoPlan(path: CountyPath, flags: ExplainFlags): Promise<Answered> {
  const round = await loadRound(path, flags.policy, flags.mends);
  const limits = limitsOf(flags);
  const report = await explainInfeasible(round.county, round.policy, { limits });
  return { answer: { kind: 'infeasible', ...report }, written: [] };
}

async function ofProposal(path: CountyPath, flags: ExplainFlags): Promise<Answered> {
  const raw = await readJson(flags.proposal as string);
  const { county } = await loadRound(path, undefined, flags.mends);
  const explainer = await openProposal(county, raw, limitsOf(flags));
  const answer = await asked(explainer, flags);
  const written = flags.appeal === undefined ? [] : await writeAppeal(explainer, path, flags);
  return { answer: { notes: notesOf(explainer), ...answer }, written };
}

async function asked(explainer: Explainer, flags: ExplainFlags): Promise<Answer> {
  const { teacher, post, alternatives } = flags;
  if (teacher !== undefined && post !== undefined) {
    const answer = await whyNot(explainer, teacher, post);
    const confirmed = 'losses' in answer ? isConfirmed(explainer, answer) : null;
    return { kind: 'why-not', answer, confirmed };
  }
  if (teacher !== undefined) {
    const ranking = alternatives ? await otherPosts(explainer, teacher, alternatives) : null;
    return { kind: 'teacher', ...explainTeacher(explainer, teacher), ranking };
  }
  if (post !== undefined) {
    const most = alternatives ?? OTHERS;
    const ranking = most > 0 ? await otherPeople(explainer, post, most) : null;
    return { kind: 'post', ...unfilledPost(explainer, post), ranking };
  }
  if (flags.envy === true) return { kind: 'envy', ...(await envyReport(explainer, onLine)) };
  return leftOver(explainer);
}

/** Each line is a re-solve: whoever waits at a terminal is told. */
function onLine(done: number, of: number): void {
  if (process.stderr.isTTY && (done % 50 === 0 || done === of))
    process.stderr.write(`\r… ${done}/${of}${done === of ? '\n' : ''}`);
}

/** Other people listed for a post unless told. */
const OTHERS = 3;
const NEAREST = 3;

function leftOver(explainer: Explainer): Answer {
  const people = explainer.allocation.standby.map((teacherId) => {
    const person = personOf(explainer, teacherId);
    return { teacherId, nearest: person === null ? [] : nearestPosts(explainer, person, NEAREST) };
  });
  return { kind: 'standby', people, posts: unfilledPosts(explainer) };
}

async function writeAppeal(
  explainer: Explainer,
  path: CountyPath,
  { proposal, teacher, post, appeal }: ExplainFlags,
): Promise<string[]> {
  const folder = appeal as string;
  // File names only: a folder says whose computer it was.
  const county = path.map((each) => basename(each));
  const file = basename(proposal as string);
  const words = ['tiaopei', 'explain', ...county, '--proposal', file, '--teacher', teacher];
  const asked = post === undefined ? [] : ['--post', post];
  const replay = [...words, ...asked, '--appeal', basename(folder)];
  const pack = await appealPack(explainer, teacher as string, {
    postGroupIds: post === undefined ? [] : [post],
    product: productVersion(),
    replay: replay.map((word) => (/^[\w./-]+$/.test(word ?? '') ? word : `'${word}'`)).join(' '),
  });
  const bytes = (text: string) => new TextEncoder().encode(text);
  const text = answerLines({ kind: 'appeal', ...pack }, ({ zh }) => zh).join('\n');
  return writeFiles([
    { path: join(folder, 'appeal.json'), bytes: bytes(`${JSON.stringify(pack, null, 2)}\n`) },
    { path: join(folder, 'appeal.txt'), bytes: bytes(`${text}\n`) },
  ]);
}
