/** `tiaopei establish <county>`: the 编制岗位表, compared with what the bureau entered. */
import { join } from 'node:path';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Establishment, PartRow } from '../domain/establishment.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { type Bilingual, STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import { readCountyFrom } from '../intake/index.ts';
import { establishCounty } from '../planning/establish.ts';
import { checkedSteps, quotaSentence } from '../reports/establishment-words.ts';
import { establishmentFiles } from '../reports/establishment-workbook.ts';
import { load } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { STAGE_EN } from './indicator-tables.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, readMends } from './load-round.ts';
import { readPolicy } from './solve.ts';
import { intakeLines, table } from './terminal.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface EstablishFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function addEstablishCommand({ say, done, command }: CommandKit): void {
  command(
    'establish',
    say({
      zh: '编制岗位测算：各校编制、学科岗位、职称岗位，与原核定比较',
      en: 'work out school quotas, posts by subject and title posts, and compare with what was entered',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: EstablishFlags) =>
      done(await establishCommand(path, flags, say)),
    );
}

/** @throws InputError when the policy is bad or a total cannot be shared out, with the cell that says it */
async function establishCommand(
  path: CountyPath,
  flags: EstablishFlags,
  say: Say,
): Promise<ExitCode> {
  await checkFolder(flags.out);
  const source = flags.policy === undefined ? undefined : await readPolicy(flags.policy);
  const { county, policy, intake } = await load({
    county: { path },
    policy: source,
    mode: null,
    mends: await readMends(flags.mends),
  });
  if (county === null) return reportIntake(intake, flags, say);
  const start = performance.now();
  const result = await establishCounty(county, policy).catch(async (fault: unknown) => {
    throw policy.quota.totals === 'approved' ? await withCells(fault, path, flags.mends) : fault;
  });
  const milliseconds = Math.round(performance.now() - start);
  const files = await establishmentFiles(county, policy, result);
  const paths = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  const text =
    flags.json === true
      ? JSON.stringify(result, null, 2)
      : [
          ...intakeLines([...intake, ...(await futureApprovals(result, path, flags.mends))], say),
          ...summaryLines(county, result, say),
          say({ zh: `用时 ${milliseconds} 毫秒`, en: `${milliseconds} ms` }),
          `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
        ].join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}

function reportIntake(
  intake: readonly IntakeIssue[],
  { json }: EstablishFlags,
  say: Say,
): ExitCode {
  const head = say({ zh: '输入有误，未测算：', en: 'Bad input, nothing was computed:' });
  const text =
    json === true
      ? JSON.stringify({ kind: 'bad-input', issues: [], intake }, null, 2)
      : [head, ...intakeLines(intake, say)].join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.badInput;
}

/** The arithmetic names a figure by its key; here it gets the sheet and the cell that told it. */
async function withCells(
  fault: unknown,
  path: CountyPath,
  mends: string | undefined,
): Promise<unknown> {
  if (!(fault instanceof InputError)) return fault;
  const { cells } = await readCountyFrom({ path }, { mends: await readMends(mends) });
  return new InputError(
    fault.issues.map((issue) => {
      const place = cells.get(issue.path ?? '');
      return place === undefined
        ? issue
        : { ...issue, sheet: place.sheet, ...(place.cell === null ? {} : { cell: place.cell }) };
    }),
  );
}

/** What only the policy's month tells: approvals of a month yet to come, with their cells. */
async function futureApprovals(
  { approvals }: Establishment,
  path: CountyPath,
  mends: string | undefined,
): Promise<IntakeIssue[]> {
  const ahead = approvals.filter(({ state }) => state === 'future');
  if (ahead.length === 0) return [];
  const { cells } = await readCountyFrom({ path }, { mends: await readMends(mends) });
  return ahead.map(({ stage }) => {
    const place = cells.get(`approved/${stage}`);
    return {
      ...{ code: 'approved-in-future', severity: 'warning' },
      ...{ file: place?.file ?? null, sheet: place?.sheet ?? null, cell: place?.cell ?? null },
      ...{ read: null, takenFor: null, mend: null },
      message: `「${STAGE_ZH[stage]}」的核定时间晚于测算月份（政策项 referenceMonth）。`,
      suggestion: '按所填总量测算；请核对核定时间。',
    };
  });
}

const stageWord = (stage: Stage): Bilingual => ({ zh: STAGE_ZH[stage], en: STAGE_EN[stage] });

/** Schools and subjects with the largest differences that are named. */
const SHOWN_SCHOOLS = 8;
const SHOWN_SUBJECTS = 8;

function summaryLines(county: County, result: Establishment, say: Say): string[] {
  const { pool, sites, checks } = result;
  const differing = result.parts.filter(({ quota, entered }) => quota !== entered);
  const sent = sites.reduce((total, { teacherIds }) => total + teacherIds.length, 0);
  const needed = sites.reduce((total, { heads }) => total + heads, 0);
  const steps = checkedSteps(checks);
  const count = (status: string) => steps.filter((step) => step.status === status).length;
  return [
    say({ zh: '编制岗位测算', en: 'Establishment and posts' }),
    ...stageTable(result, say).map((line) => `  ${line}`),
    say({
      zh: `中小学周转池：空编 ${pool.idle} 名，超编 ${pool.over} 名，可出借 ${pool.lendable} 名（政策池 ${pool.size} 名）`,
      en: `Turnover pool (P, J, H): ${pool.idle} idle, ${pool.over} over quota, ${pool.lendable} to lend (pool of ${pool.size})`,
    }),
    ...(sites.length === 0
      ? []
      : [
          say({
            zh: `教学点：${sites.length} 个，应配 ${needed} 人，由中心校派 ${sent} 人${sent < needed ? `，缺 ${needed - sent} 人` : ''}（${proofWord(result, say)}）`,
            en: `Teaching sites: ${sites.length}, ${needed} heads, ${sent} sent by their central schools${sent < needed ? `, ${needed - sent} missing` : ''} (${proofWord(result, say)})`,
          }),
        ]),
    say({
      zh: `与原核定不同的学校学段：${differing.length} 个`,
      en: `School parts that differ from what was entered: ${differing.length}`,
    }),
    ...differenceLines(county, differing, say),
    say({
      zh: `学科岗位，按课时应设减原设岗数：${subjectGaps(result, say)}`,
      en: `Posts by subject, by hours less entered: ${subjectGaps(result, say)}`,
    }),
    say({
      zh: `核查：通过 ${count('pass')}，预警 ${count('warn')}`,
      en: `Checks: ${count('pass')} passed, ${count('warn')} warnings`,
    }),
    ...steps
      .filter(({ status }) => status === 'warn')
      .map(({ rules, label, text }) => `  ${say(label)} (${rules.join(' ')}): ${text}`),
  ];
}

function proofWord({ siteProgram }: Establishment, say: Say): string {
  const isProven = siteProgram?.every(({ proof }) => proof !== 'none') === true;
  return isProven
    ? say({ zh: '已证明最优', en: 'proven optimal' })
    : say({ zh: '未证明最优', en: 'not proven' });
}

function stageTable({ stages, parts }: Establishment, say: Say): string[] {
  const head = [
    say({ zh: '学段', en: 'stage' }),
    say({ zh: '总量', en: 'total' }),
    say({ zh: '各校之和', en: 'sum' }),
    say({ zh: '原核定', en: 'entered' }),
    say({ zh: '学生', en: 'pupils' }),
    say({ zh: '班级', en: 'classes' }),
    say({ zh: '每班编制', en: 'per class' }),
    say({ zh: '实有', en: 'staff' }),
    say({ zh: '高级', en: 'senior' }),
    say({ zh: '中级', en: 'middle' }),
  ];
  const rows = stages.map((row) => {
    const own = parts.filter(({ stage }) => stage === row.stage);
    const sum = (of: (part: PartRow) => number) => own.reduce((total, part) => total + of(part), 0);
    return [
      ...[say(stageWord(row.stage)), row.total, sum(({ quota }) => quota), row.entered, row.pupils],
      ...[row.classes, row.perClass === null ? '' : (row.perClass / 1000).toFixed(3)],
      ...[sum(({ staff }) => staff), row.titles.H, row.titles.M],
    ];
  });
  return table([head, ...rows]);
}

function differenceLines(county: County, differing: readonly PartRow[], say: Say): string[] {
  const names = new Map(county.schools.map(({ id, name }) => [id, name]));
  const gap = ({ quota, entered }: PartRow) => quota - entered;
  return [...differing]
    .sort((a, b) => Math.abs(gap(b)) - Math.abs(gap(a)))
    .slice(0, SHOWN_SCHOOLS)
    .map((row) => {
      const place = `${row.schoolId} ${names.get(row.schoolId)} ${say(stageWord(row.stage))}`;
      const why = say({ zh: quotaSentence(row), en: quotaSentence(row, 'en') });
      return `  ${place}: ${row.entered} → ${row.quota} (${signed(gap(row))})  ${why}`;
    });
}

const signed = (heads: number): string => (heads > 0 ? `+${heads}` : `${heads}`);

/** 「小学心理 +76」 …, the largest over the whole county first. */
function subjectGaps({ parts }: Establishment, say: Say): string {
  const gaps = new Map<string, number>();
  for (const { stage, subjects } of parts) {
    for (const { subject, posts, entered } of subjects) {
      const key = say({ zh: `${STAGE_ZH[stage]}${subject}`, en: `${STAGE_EN[stage]} ${subject}` });
      gaps.set(key, (gaps.get(key) ?? 0) + posts - entered);
    }
  }
  return [...gaps]
    .filter(([, gap]) => gap !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, SHOWN_SUBJECTS)
    .map(([key, gap]) => `${key} ${signed(gap)}`)
    .join(say({ zh: '，', en: ', ' }));
}
