/** `tiaopei rotate <county>`: the medium-term plan of rotation, a proven plan for each year, the ledger as a workbook. */
import { join } from 'node:path';
import { Option } from 'commander';
import { writeCountyFile } from '../../data/index.ts';
import { type PlanOutcome, planRotation, type SolvedYear } from '../planning/rotation/index.ts';
import { rotationWorkbook } from '../reports/rotation-workbook.ts';
import { ROTATION_PRESETS, rotationPreset, withPreset } from '../rules/rotation/presets.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound } from './load-round.ts';
import { progressSink } from './progress.ts';
import { rotationLines } from './rotate-lines.ts';
import { checkFolder, type FileToWrite, writeFiles } from './write-files.ts';

interface RotateFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly years: number;
  readonly preset?: string;
  readonly timeLimit?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Years of a plan by default: one term of an exchange. */
const PLAN_YEARS = 3;
const MOST_YEARS = 10;

export function addRotateCommand({ say, done, command, seconds, whole }: CommandKit): void {
  const presets = ROTATION_PRESETS.map(({ name, sentence }) => `${name} = ${say(sentence)}`);
  command(
    'rotate',
    say({
      zh: '交流轮岗中长期规划：逐年求解并证明，分解到校，写出台账',
      en: 'medium-term plan of rotation: solves and proves each year, broken down to schools, with the ledger',
    }),
  )
    .addArgument(countyArgument(say))
    .option(
      '--years <n>',
      say({ zh: `年数，1 至 ${MOST_YEARS}`, en: `years, 1 to ${MOST_YEARS}` }),
      (text: string) => Math.min(MOST_YEARS, Math.max(1, whole(text))),
      PLAN_YEARS,
    )
    .addOption(
      new Option(
        '--preset <name>',
        `${say({ zh: '预设', en: 'preset' })}: ${presets.join('; ')}`,
      ).choices(ROTATION_PRESETS.map(({ name }) => name)),
    )
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option(
      '--time-limit <s>',
      say({ zh: '每年求解时限（秒）', en: 'time limit of each year, seconds' }),
      seconds,
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: RotateFlags) =>
      done(await rotateCommand(path, flags, say)),
    );
}

async function rotateCommand(path: CountyPath, flags: RotateFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  const loaded = await loadRound(path, flags.policy, flags.mends);
  const policy = withPreset(loaded.policy, rotationPreset(flags.preset ?? ''));
  const outcome = await solveYears(loaded.county, policy, flags, say);
  if (outcome.kind === 'no-allocation') return noPlan(outcome, flags, say);
  const { plan } = outcome;
  const paths = await writeFiles([
    { path: join(flags.out, 'rotation-plan.json'), bytes: json(plan) },
    {
      path: join(flags.out, '交流轮岗台账.xlsx'),
      bytes: await rotationWorkbook(loaded.county, plan),
    },
    ...(await Promise.all(outcome.solved.map((year) => yearFiles(flags.out, year)))).flat(),
  ]);
  const lines = [
    ...rotationLines(plan, say),
    '',
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(plan, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  return EXIT.ok;
}

const json = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** What `verify` needs to check a year alone: the county and policy it began with, the proposal, the proof. */
async function yearFiles(out: string, year: SolvedYear): Promise<FileToWrite[]> {
  const { county, policy, proposal, certificate } = year;
  const folder = join(out, policy.referenceMonth.slice(0, 4));
  return [
    { path: join(folder, 'county.xlsx'), bytes: await writeCountyFile(county) },
    { path: join(folder, 'policy.json'), bytes: json(policy) },
    { path: join(folder, 'proposal.json'), bytes: json(proposal) },
    ...(certificate === null
      ? []
      : [{ path: join(folder, 'certificate.json'), bytes: certificate }]),
  ];
}

async function solveYears(
  county: SolvedYear['county'],
  policy: SolvedYear['policy'],
  { years, preset, timeLimit, json: quiet }: RotateFlags,
  say: Say,
): Promise<PlanOutcome> {
  const sink = progressSink(quiet === true, say);
  try {
    return await planRotation(county, policy, {
      years,
      preset: preset ?? null,
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

function noPlan(
  outcome: Extract<PlanOutcome, { kind: 'no-allocation' }>,
  flags: RotateFlags,
  say: Say,
): ExitCode {
  const lines = [
    say(
      outcome.termination === 'infeasible'
        ? {
            zh: `${outcome.referenceMonth} 起的学年没有合法的交流方案：`,
            en: `There is no legal rotation in the year from ${outcome.referenceMonth}:`,
          }
        : {
            zh: `${outcome.referenceMonth} 起的学年在时限内没有找到方案。`,
            en: `No rotation was found within the limit in the year from ${outcome.referenceMonth}.`,
          },
    ),
    ...outcome.reasons.map(({ message }) => `  ${message}`),
  ];
  const text = flags.json === true ? JSON.stringify(outcome, null, 2) : lines.join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.noAllocation;
}
