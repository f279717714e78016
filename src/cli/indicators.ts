/** `tiaopei indicators <county>`: the balance indicators as the county stands, or what the balance of one attribute brings and costs. */
import { Option } from 'commander';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import { ObjectiveTierId, type Policy } from '../domain/policy.ts';
import { compareBalance, measureIndicators } from '../planning/index.ts';
import { load } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { comparisonLines, standingLines } from './indicator-tables.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, readMends } from './load-round.ts';
import { progressSink } from './progress.ts';
import { readPolicy } from './solve.ts';
import { intakeLines } from './terminal.ts';

interface IndicatorFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly balance?: 'arts' | 'backbone' | 'degree' | 'senior';
  readonly before?: string;
  readonly timeLimit?: number;
  readonly json?: boolean;
}

export function addIndicatorsCommand({ say, done, command, seconds }: CommandKit): void {
  command(
    'indicators',
    say({
      zh: '均衡指标：现状，或某一均衡目标的效果与代价',
      en: 'balance indicators as they stand, or what the balance of one attribute brings and costs',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .addOption(
      new Option(
        '--balance <attribute>',
        say({
          zh: '再按此项均衡求解一次并比较：体音美、骨干、高学历、高级职称',
          en: 'solve again with the balance of this attribute, and compare',
        }),
      ).choices(['arts', 'backbone', 'degree', 'senior']),
    )
    .option(
      '--before <tier>',
      say({
        zh: '均衡层放在此目标层之前（默认 shortage-tilt）',
        en: 'tier that the balance tier stands above (default: shortage-tilt)',
      }),
    )
    .option(
      '--time-limit <s>',
      say({ zh: '每次求解时限（秒）', en: 'time limit of each solve, seconds' }),
      seconds,
    )
    .action(async (path: string[], flags: IndicatorFlags) =>
      done(await indicatorsCommand(path, flags, say)),
    );
}

/** Prints tables, or one JSON value with `--json`. */
async function indicatorsCommand(
  path: CountyPath,
  flags: IndicatorFlags,
  say: Say,
): Promise<ExitCode> {
  const before = parseBefore(flags);
  const policySource = flags.policy === undefined ? undefined : await readPolicy(flags.policy);
  const loaded = await load({
    county: { path },
    policy: policySource,
    mode: null,
    mends: await readMends(flags.mends),
  });
  const { county, policy, intake } = loaded;
  if (county === null) {
    print(flags, { kind: 'bad-input', intake }, intakeLines(intake, say));
    return EXIT.badInput;
  }
  if (flags.balance === undefined) {
    const report = measureIndicators(county, policy);
    print(flags, report, standingLines(report, say));
    return EXIT.ok;
  }
  const outcome = await solveBoth(county, policy, flags, before, say);
  if (outcome.kind === 'no-allocation') {
    const head = say(
      outcome.termination === 'infeasible'
        ? { zh: '没有合法的调配方案：', en: 'There is no legal allocation:' }
        : { zh: '在时限内没有找到方案。', en: 'No allocation was found within the limit.' },
    );
    print(flags, outcome, [head, ...outcome.reasons.map(({ message }) => `  ${message}`)]);
    return EXIT.noAllocation;
  }
  print(flags, outcome, comparisonLines(outcome, say));
  return EXIT.ok;
}

/** @throws InputError when `--before` names no tier, or stands without `--balance` */
function parseBefore({ before, balance }: IndicatorFlags): ObjectiveTierId | null {
  if (before === undefined) return null;
  const tier = ObjectiveTierId.safeParse(before);
  if (tier.success && balance !== undefined) return tier.data;
  const message = tier.success
    ? '--before 须与 --balance 同用 (--before needs --balance)。'
    : `没有目标层「${before}」，可用：${ObjectiveTierId.options.join('、')} (no such tier)。`;
  throw new InputError([{ code: 'unknown-tier', path: 'before', message }]);
}

function print({ json }: IndicatorFlags, value: unknown, lines: readonly string[]): void {
  const text = json === true ? JSON.stringify(value, null, 2) : lines.join('\n');
  process.stdout.write(`${text}\n`);
}

/** Solves both on this thread, with progress on stderr. */
async function solveBoth(
  county: County,
  policy: Policy,
  { balance, timeLimit, json }: IndicatorFlags,
  before: ObjectiveTierId | null,
  say: Say,
): ReturnType<typeof compareBalance> {
  const sink = progressSink(json === true, say);
  try {
    return await compareBalance(county, policy, balance ?? 'arts', before, {
      limits: timeLimit === undefined ? {} : { timeSeconds: timeLimit },
      onProgress: ({ tier, tiers, name, progress: { incumbent, bound, gap, nodes } }) =>
        sink.update({
          phase: 'solve',
          tier: tier + 1,
          tiers,
          tierId: name,
          incumbent,
          bound,
          gap,
          nodes,
        }),
    });
  } finally {
    sink.stop();
  }
}
