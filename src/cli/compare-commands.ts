/** The commands about other rules: how they are called. */
import { InvalidArgumentError, Option } from 'commander';
import { ObjectiveTierId } from '../domain/policy.ts';
import type { CommandKit } from './command-kit.ts';
import { type CompareFlags, compareCommand } from './compare.ts';
import { countyArgument } from './load-round.ts';
import { STUDIES, type StudyFlags, studyCommand } from './study.ts';

export function addCompareCommands(kit: CommandKit): void {
  addCompare(kit);
  addStudy(kit);
}

/** Reads a whole number from `least` to `most`. */
function within({ say, whole }: CommandKit, least: number, most: number) {
  return (text: string): number => {
    const value = whole(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      say({ zh: `应为 ${least} 至 ${most}`, en: `must be ${least} to ${most}` }),
    );
  };
}

function addCompare(kit: CommandKit): void {
  const { say, done, command, seconds } = kit;
  command(
    'compare',
    say({
      zh: '换一套规则会怎样：方案逐个求解，与基准比较',
      en: 'what other rules would do: solves scenarios and compares them with the baseline',
    }),
  )
    .addArgument(countyArgument(say))
    .requiredOption(
      '--scenarios <path>',
      say({ zh: '方案 JSON 文件或文件夹', en: 'scenario JSON file, or a folder of them' }),
    )
    .option('--policy <file>', say({ zh: '基准政策 JSON 文件', en: 'base policy JSON file' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .option(
      '--resume',
      say({ zh: '接着算：已算好的不再求解', en: 'go on: what is solved is kept' }),
    )
    .option(
      '--threads <n>',
      say({ zh: '线程数（默认：全部核心）', en: 'threads (default: all cores)' }),
      within(kit, 1, 256),
    )
    .option(
      '--time-limit <s>',
      say({ zh: '每个方案的时限（秒）', en: 'time limit of each case, seconds' }),
      seconds,
    )
    .option(
      '--seeds <n>',
      say({
        zh: '在 n 个生成县上重复，看差别是否偶然',
        en: 'repeat over n generated counties: is a difference more than chance?',
      }),
      within(kit, 0, 100),
    )
    .addOption(
      new Option(
        '--scale <scale>',
        say({ zh: '生成县的规模', en: 'scale of the generated counties' }),
      ).choices(['round', 'county', 'large']),
    )
    .action(async (path: string[], flags: CompareFlags) =>
      done(await compareCommand(path, flags, say)),
    );
}

function addStudy(kit: CommandKit): void {
  const { say, done, command, seconds, whole } = kit;
  command(
    'study',
    say({
      zh: '一轮反复追问：规则的代价、每动一人的收益、取舍曲线、拒绝与递补、最少变动',
      en: 'many solves of one round: prices of rules, gain per move, trade-offs, refusals, fewest changes',
    }),
  )
    .addArgument(countyArgument(say))
    .addOption(
      new Option('--of <question>', say({ zh: '问题', en: 'the question' }))
        .choices(STUDIES)
        .makeOptionMandatory(),
    )
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .option(
      '--proposal <file>',
      say({
        zh: 'refusals、pin：已公布的 proposal.json',
        en: 'refusals, pin: the proposal.json that was published',
      }),
    )
    .addOption(
      new Option(
        '--tier <tier>',
        say({ zh: 'moves、pareto：目标层', en: 'moves, pareto: the objective tier' }),
      )
        .choices(ObjectiveTierId.options)
        .default('balance'),
    )
    .addOption(
      new Option(
        '--against <tier>',
        say({ zh: 'pareto：与之取舍的目标层', en: 'pareto: the tier it is traded against' }),
      )
        .choices(ObjectiveTierId.options)
        .default('fit'),
    )
    .option(
      '--most <n>',
      say({
        zh: 'moves：至多调动人数；pareto、pin：点数',
        en: 'moves: most moves; pareto, pin: points',
      }),
      whole,
    )
    .option(
      '--percent <p>',
      say({ zh: 'refusals：拒绝的百分比', en: 'refusals: percent who refuse' }),
      within(kit, 0, 100),
      5,
    )
    .option(
      '--draws <n>',
      say({ zh: 'refusals：抽样次数', en: 'refusals: draws' }),
      within(kit, 1, 100_000),
      20,
    )
    .option('--seed <n>', say({ zh: '随机种子', en: 'seed' }), whole, 1)
    .option(
      '--time-limit <s>',
      say({ zh: '每次求解时限（秒）', en: 'time limit of each solve, seconds' }),
      seconds,
    )
    .action(async (path: string[], flags: StudyFlags) =>
      done(await studyCommand(path, flags, say)),
    );
}
