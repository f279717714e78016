/** `tiaopei report <county> --proposal <file>`: the lists and papers that a bureau hands in. */
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { Audit } from '../domain/audit.ts';
import { countyHash } from '../domain/canonical.ts';
import { ComparisonFile } from '../domain/comparison.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import { parseHolidays } from '../domain/holidays.ts';
import { ItinerantPlan } from '../domain/itinerant.ts';
import { type Policy, parsePolicy } from '../domain/policy.ts';
import { Proposal } from '../domain/proposal.ts';
import { RotationPlan } from '../domain/rotation-plan.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import { recheck } from '../planning/index.ts';
import { afterProposal } from '../planning/itinerant/index.ts';
import {
  publicityFrom,
  REPORTS,
  type Report,
  type ReportFile,
  type ReportFormat,
  type ReportSources,
  writeReport,
  writeReportBook,
} from '../reports/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound, readJson } from './load-round.ts';
import { readState } from './summer-files.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface ReportFlags {
  readonly mends?: string;
  readonly proposal: string;
  readonly policy?: string;
  readonly state?: string;
  readonly itinerant?: string;
  readonly rotation?: string;
  readonly audit?: string;
  readonly comparison?: string;
  readonly only?: readonly string[];
  readonly format: readonly ReportFormat[];
  readonly publicityStart?: string;
  readonly holidays?: string;
  readonly phone?: string;
  readonly out: string;
  readonly json?: boolean;
}

const FORMATS: readonly ReportFormat[] = ['xlsx', 'csv', 'docx'];
const list = (known: readonly string[], say: Say) => (text: string) => {
  const words = text.split(/[,，]/u).map((word) => word.trim());
  const strange = words.filter((word) => !known.includes(word));
  if (strange.length === 0) return words;
  throw new InvalidArgumentError(
    `${strange.join(',')}: ${say({ zh: '可选', en: 'one of' })} ${known.join(' | ')}`,
  );
};

export function addReportCommand({ say, done, command }: CommandKit): void {
  const ids = REPORTS.map(({ id }) => id);
  command(
    'report',
    say({
      zh: '上报报表：公示名单、调配方案、编制岗位表等各表，通知书与领导小组汇报',
      en: 'the reports that a bureau hands in: lists, tables, notices, the paper for the leading group',
    }),
  )
    .addArgument(countyArgument(say))
    .requiredOption('--proposal <file>', 'proposal.json')
    .option(
      '--policy <file>',
      say({
        zh: '政策 JSON 文件，只取公示与姓名隐去各项；其余以方案所载为准',
        en: 'policy JSON: its keys on publicity and names only; the proposal carries the rest',
      }),
    )
    .option('--state <file>', say({ zh: '全程状态 summer.json', en: 'state of the summer' }))
    .option('--itinerant <file>', say({ zh: '走教方案 itinerant.json', en: 'itinerant plan' }))
    .option('--rotation <file>', say({ zh: '交流轮岗规划', en: 'rotation plan' }))
    .option('--audit <file>', say({ zh: '手工方案审计 audit.json', en: 'audit of a manual plan' }))
    .option('--comparison <file>', say({ zh: '情景比较 comparison.json', en: 'comparison' }))
    .option(
      '--only <ids>',
      say({ zh: `只出这些表：${ids.join(',')}`, en: `these only: ${ids.join(',')}` }),
      list(ids, say),
    )
    .option(
      '--format <formats>',
      say({ zh: '格式 xlsx,csv,docx', en: 'formats' }),
      list(FORMATS, say),
      ['xlsx', 'docx'],
    )
    .option(
      '--publicity-start <day>',
      say({ zh: '公示开始日，如 2026-08-20', en: 'first day of the publicity' }),
    )
    .option('--holidays <file>', say({ zh: '放假安排 JSON 文件', en: 'holidays JSON file' }))
    .option('--phone <text>', say({ zh: '监督电话', en: 'telephone of the supervisors' }))
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: ReportFlags) =>
      done(await reportCommand(path, flags, say)),
    );
}

/** @throws InputError when a file is bad or of another county, or a report asked for lacks its source */
async function reportCommand(path: CountyPath, flags: ReportFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  const { county } = await loadRound(path, undefined, flags.mends);
  const sources = await readSources(county, flags);
  const { wanted, skipped } = choose(flags, sources);
  const files: ReportFile[] = [];
  for (const { id, formats } of wanted)
    for (const format of flags.format.filter((each) => formats.includes(each)))
      files.push(await writeReport(id, format, sources));
  if (flags.only === undefined && flags.format.includes('xlsx'))
    files.push(await writeReportBook(sources));
  const written = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  const left = skipped.map(({ id, zh, why }) => ({ id, zh, why }));
  const lines = [
    ...left.map(({ zh, why }) => `${say({ zh: '未出', en: 'Not written' })} ${zh}：${why}`),
    say({ zh: `已写出 ${written.length} 个文件：`, en: `${written.length} files written:` }),
    ...written.map((file) => `  ${file}`),
  ];
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ written, skipped: left }, null, 2)}\n`
      : `${lines.join('\n')}\n`,
  );
  return EXIT.ok;
}

interface Choice {
  readonly wanted: readonly Report[];
  readonly skipped: readonly (Report & { readonly why: string })[];
}

/** @throws InputError when a report asked for by name cannot be made */
function choose({ only, format }: ReportFlags, sources: ReportSources): Choice {
  const asked = REPORTS.filter(
    ({ id, formats }) =>
      (only === undefined || only.includes(id)) && formats.some((each) => format.includes(each)),
  );
  const unwritten = (only ?? []).filter((id) => asked.every((report) => report.id !== id));
  const skipped = asked.flatMap((report) => {
    const why = report.needs(sources);
    return why === null ? [] : [{ ...report, why }];
  });
  const issues = [
    ...(only === undefined ? [] : skipped).map(({ id, zh, why }) => ({
      code: 'report-lacks-source',
      path: id,
      message: `「${zh}」不能出表：${why} (its source is missing)。`,
    })),
    ...unwritten.map((id) => ({
      code: 'report-other-format',
      path: id,
      message: `「${id}」没有所选的格式 ${format.join('、')} (not written in this format)。`,
    })),
  ];
  if (issues.length > 0) throw new InputError(issues);
  return { wanted: asked.filter((report) => report.needs(sources) === null), skipped };
}

async function readSources(county: County, flags: ReportFlags): Promise<ReportSources> {
  const proposal = await readProposal(flags.proposal, county);
  const policy = await reportPolicy(proposal.policy.values, flags.policy);
  const years =
    flags.holidays === undefined ? undefined : parseHolidays(await readJson(flags.holidays));
  const publicity =
    flags.publicityStart === undefined ? null : publicityFrom(flags.publicityStart, policy, years);
  const { state, itinerant, rotation, audit, comparison } = flags;
  const hashes = [countyHash(county)];
  return {
    ...{ county, policy, proposal, publicity, phone: flags.phone ?? null },
    ...(state === undefined ? {} : { summer: sameCounty(await readState(state), state, hashes) }),
    ...(itinerant === undefined
      ? {}
      : {
          itinerant: sameCounty(await readAs(ItinerantPlan, itinerant), itinerant, [
            ...hashes,
            countyHash(afterProposal(county, proposal)),
          ]),
        }),
    ...(rotation === undefined
      ? {}
      : { rotation: sameCounty(await readAs(RotationPlan, rotation), rotation, hashes) }),
    ...(audit === undefined
      ? {}
      : { audit: sameCounty(await readAs(Audit, audit), audit, hashes) }),
    ...(comparison === undefined
      ? {}
      : { comparison: sameCounty(await readAs(ComparisonFile, comparison), comparison, hashes) }),
  };
}

/** Nothing goes on paper that the verification would not sign. */
async function readProposal(path: string, county: County): Promise<Proposal> {
  const raw = await readJson(path);
  const findings = recheck(raw, county);
  if (findings.length === 0) return Proposal.parse(raw);
  throw new InputError([
    {
      code: 'proposal-rejected',
      path,
      message: `方案「${path}」未通过核查（${findings.length} 处：${findings[0]}），不能出表，请先用 verify 查看 (the proposal is not accepted; run verify)。`,
    },
  ]);
}

/** The policy of the proposal with what concerns paper only from a file. */
async function reportPolicy(own: Policy, path: string | undefined): Promise<Policy> {
  if (path === undefined) return own;
  const { reports, publicityDays, publicityCountsFirstDay } = parsePolicy(await readJson(path));
  return { ...own, reports, publicityDays, publicityCountsFirstDay };
}

async function readAs<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(path), inChinese);
  if (parsed.success) return parsed.data;
  throw new InputError(
    inputIssues(parsed.error, 'not-this-file').map((issue) => ({
      ...issue,
      path: `${path}: ${issue.path ?? ''}`,
    })),
  );
}

function sameCounty<Part extends { readonly county: { readonly hash: string } }>(
  part: Part,
  path: string,
  hashes: readonly string[],
): Part {
  if (hashes.includes(part.county.hash)) return part;
  throw new InputError([
    {
      code: 'other-county',
      path,
      message: `「${path}」出自另一份县数据，不能与本方案一起出表 (of another county)。`,
    },
  ]);
}
