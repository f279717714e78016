/** `tiaopei audit <county> --plan <file>`: a manual plan, its smallest legal repair and the optimum. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audit } from '../domain/audit.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { type ManualPlan, planFromJson, readManualPlanFrom } from '../intake/index.ts';
import { auditPlan } from '../planning/index.ts';
import { auditWorkbook } from '../reports/audit-workbook.ts';
import { load, parseJson } from '../service/index.ts';
import { auditLines } from './audit-summary.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, readMends } from './load-round.ts';
import { readPolicy } from './solve.ts';
import { intakeLines } from './terminal.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface AuditFlags {
  readonly plan: string;
  readonly policy?: string;
  readonly mends?: string;
  readonly out: string;
  readonly timeLimit?: number;
  readonly json?: boolean;
}

export function addAuditCommand({ say, done, command, seconds }: CommandKit): void {
  command(
    'audit',
    say({
      zh: '审计手工方案：是否合法、最小修正、与最优方案的差距',
      en: 'audit a manual plan: is it legal, its smallest repair, its distance from the optimum',
    }),
  )
    .addArgument(countyArgument(say))
    .requiredOption(
      '--plan <file>',
      say({
        zh: '手工方案：.xlsx、.csv 或 proposal.json',
        en: 'the manual plan: .xlsx, .csv or proposal.json',
      }),
    )
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option(
      '--time-limit <s>',
      say({ zh: '每次求解时限（秒）', en: 'time limit of each solve, seconds' }),
      seconds,
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: AuditFlags) =>
      done(await auditCommand(path, flags, say)),
    );
}

/** Exit code 0 with or without violations: the audit is the answer; 3 when the round has no legal allocation. */
async function auditCommand(path: CountyPath, flags: AuditFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  const source = flags.policy === undefined ? undefined : await readPolicy(flags.policy);
  const { county, policy, intake } = await load({
    county: { path },
    policy: source,
    mode: null,
    mends: await readMends(flags.mends),
  });
  if (county === null) return badCounty(intake, flags, say);
  const plan = await readPlan(flags.plan, county);
  const { timeLimit } = flags;
  const limits = timeLimit === undefined ? {} : { timeSeconds: timeLimit };
  const audit = await auditPlan(county, policy, plan.placements, { limits });
  const paths = await write(county, audit, plan, flags);
  const lines = [
    ...intakeLines([...intake, ...plan.warnings], say),
    ...auditLines(county, audit, say),
    '',
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(flags.json === true ? jsonText(audit, plan) : `${lines.join('\n')}\n`);
  return audit.noAllocation === null ? EXIT.ok : EXIT.noAllocation;
}

/** @throws InputError when there is no such file, or it says something that cannot be told for certain */
async function readPlan(path: string, county: County): Promise<ManualPlan> {
  if (!/\.json$/i.test(path)) return readManualPlanFrom({ path }, county);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError([
      { code: 'file-missing', path, message: `找不到文件「${path}」 (file not found)。` },
    ]);
  });
  return planFromJson(parseJson(text, path), county);
}

function jsonText(audit: Audit, { warnings }: ManualPlan): string {
  return `${JSON.stringify({ ...audit, warnings }, null, 2)}\n`;
}

async function write(
  county: County,
  audit: Audit,
  plan: ManualPlan,
  { out }: AuditFlags,
): Promise<string[]> {
  return writeFiles([
    { path: join(out, 'audit.json'), bytes: new TextEncoder().encode(jsonText(audit, plan)) },
    { path: join(out, 'audit.xlsx'), bytes: await auditWorkbook(county, audit) },
  ]);
}

function badCounty(intake: readonly IntakeIssue[], { json }: AuditFlags, say: Say): ExitCode {
  const head = say({ zh: '输入有误，未审计：', en: 'Bad input, nothing was audited:' });
  const text =
    json === true
      ? JSON.stringify({ kind: 'bad-input', issues: [], intake }, null, 2)
      : [head, ...intakeLines(intake, say)].join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.badInput;
}
