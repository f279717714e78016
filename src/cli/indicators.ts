/** `tiaopei indicators <county>`: the balance indicators as the county stands, or what the balance of one attribute brings and costs. */
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import { ObjectiveTierId, type Policy } from '../domain/policy.ts';
import { compareBalance, measureIndicators } from '../planning/index.ts';
import { load } from '../service/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { comparisonLines, standingLines } from './indicator-tables.ts';
import type { Say } from './language.ts';
import { type CountyPath, readMends } from './load-round.ts';
import { progressSink } from './progress.ts';
import { readPolicy } from './solve.ts';
import { intakeLines } from './terminal.ts';

export interface IndicatorFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly balance?: 'arts' | 'backbone' | 'degree' | 'senior';
  readonly before?: string;
  readonly timeLimit?: number;
  readonly json?: boolean;
}

/** Prints tables, or one JSON value with `--json`. */
export async function indicatorsCommand(
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
