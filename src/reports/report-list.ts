/** The reports that a bureau hands in, in the order of the list it knows: what each needs, and how it becomes a file. */
import type { SheetToWrite } from '../workbook/index.ts';
import { writeCsv, writeWorkbook } from '../workbook/index.ts';
import { decisions } from './decisions.ts';
import { deploymentPlan } from './deployment-plan.ts';
import { establishmentPosts } from './establishment-posts.ts';
import { indicatorSheets } from './indicator-sheets.ts';
import { itinerantSheets } from './itinerant-workbook.ts';
import { leadingGroupReport } from './leading-group-report.ts';
import { notices } from './notices.ts';
import { planComparison } from './plan-comparison.ts';
import { rotationLedger } from './rotation-ledger.ts';
import { ruleChecks } from './rule-checks.ts';
import { type ReportContext, type ReportSources, reportContext } from './sources.ts';
import { standbyList } from './standby-list.ts';
import { subjectBalance } from './subject-balance.ts';
import { internalHead } from './table.ts';
import { titlePosts } from './title-posts.ts';
import { changedUnits, directHires, publicityLists, vacancyLists } from './year-lists.ts';

export type ReportFormat = 'xlsx' | 'csv' | 'docx';

export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Report {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Made to be posted: no number of a person, no birth date, no reason of health, no score; names as the policy says. */
  readonly public: boolean;
  readonly formats: readonly ReportFormat[];
  /** Why it cannot be made of these sources, Chinese; null = it can. */
  readonly needs: (sources: ReportSources) => string | null;
}

/** A report as sheets, or as a document of its own. */
type Maker =
  | { readonly sheets: (context: ReportContext) => readonly SheetToWrite[] }
  | { readonly document: (context: ReportContext) => Promise<Uint8Array> };

type Entry = Report & { readonly make: Maker };

const nothing = () => null;

function table(
  id: string,
  [zh, en]: readonly [string, string],
  sheets: (context: ReportContext) => readonly SheetToWrite[],
  rest: Partial<Pick<Report, 'public' | 'needs'>> = {},
): Entry {
  return {
    ...{ id, zh, en, public: false, formats: ['xlsx', 'csv'], needs: nothing },
    ...rest,
    make: { sheets },
  };
}

function paper(
  id: string,
  [zh, en]: readonly [string, string],
  document: (context: ReportContext) => Promise<Uint8Array>,
): Entry {
  return {
    ...{ id, zh, en, public: false, formats: ['docx'], needs: nothing },
    make: { document },
  };
}

const ENTRIES: readonly Entry[] = [
  table('vacancies', ['空缺岗位公告', 'vacancy announcement'], vacancyLists, {
    public: true,
  }),
  table('publicity-list', ['公示名单', 'publicity list'], publicityLists, {
    public: true,
  }),
  table('deployment-plan', ['跨学区调配方案', 'deployment plan'], deploymentPlan),
  table('establishment-posts', ['编制岗位表', 'quota and posts'], establishmentPosts),
  table('subject-balance', ['学科余缺表', 'subject balance'], subjectBalance),
  table('indicators', ['均衡指标', 'balance indicators'], indicatorSheets),
  table('standby-list', ['待岗名单', 'standby list'], standbyList),
  table('direct-hire-list', ['直聘·豁免名单', 'direct hire and exemptions'], (c) => [
    directHires(c),
  ]),
  table('rotation-ledger', ['交流轮岗台账', 'rotation ledger'], rotationLedger, {
    needs: ({ rotation, proposal }) =>
      rotation !== undefined || proposal.round === 'rotation'
        ? null
        : '需要交流轮岗规划（tiaopei rotate），或本方案为交流轮岗',
  }),
  table('itinerant-plan', ['走教安排表', 'itinerant plan'], itinerantPlan, {
    needs: ({ itinerant }) =>
      itinerant === undefined ? '需要走教方案（tiaopei itinerant 写出的 itinerant.json）' : null,
  }),
  table('title-posts', ['职称岗位使用表', 'title posts'], titlePosts),
  table('rule-checks', ['逐条规则核查', 'rule checks'], (c) => [ruleChecks(c)]),
  table('personnel-changes', ['人事关系调整清单', 'personnel changes'], (c) => [changedUnits(c)]),
  table('plan-comparison', ['方案比较', 'comparison of plans'], planComparison, {
    needs: ({ audit, comparison }) =>
      audit === undefined && comparison === undefined
        ? '需要手工方案审计（audit.json）或情景比较（comparison.json）'
        : null,
  }),
  table('decisions', ['决策说明', 'decisions explained'], (c) => [decisions(c)]),
  paper('notices', ['聘任决定通知书', 'decision notices'], notices),
  paper(
    'leading-group-report',
    ['领导小组汇报', 'report for the leading group'],
    leadingGroupReport,
  ),
];

function itinerantPlan(context: ReportContext): SheetToWrite[] {
  const { county, itinerant } = context;
  if (itinerant === undefined) return [];
  return itinerantSheets(county, itinerant).map((sheet) => ({
    ...sheet,
    ...internalHead(context, sheet.name, '按列名所述'),
  }));
}

/** Every report, announcements first. */
export const REPORTS: readonly Report[] = ENTRIES;

/**
 * One report as one file; the same sources give the same bytes. A `.csv` holds the first table without its title, and the further lists of the same columns.
 * @throws RangeError for an id or a format that the list does not have, or when `needs` says that it cannot be made
 */
export async function writeReport(
  id: string,
  format: ReportFormat,
  sources: ReportSources,
): Promise<ReportFile> {
  const entry = ENTRIES.find((each) => each.id === id);
  if (entry === undefined) throw new RangeError(`no report ${id}`);
  if (!entry.formats.includes(format)) throw new RangeError(`${id} is not written as ${format}`);
  const missing = entry.needs(sources);
  if (missing !== null) throw new RangeError(missing);
  return { name: `${entry.zh}.${format}`, bytes: await bytesOf(entry.make, format, sources) };
}

async function bytesOf(
  make: Maker,
  format: ReportFormat,
  sources: ReportSources,
): Promise<Uint8Array> {
  const context = reportContext(sources);
  if ('document' in make) return make.document(context);
  const sheets = make.sheets(context);
  return format === 'csv' ? writeCsv(firstTable(sheets)) : writeWorkbook(sheets);
}

/** The first sheet with the rows of all that go on under the same headers (the lists of several stages). */
function firstTable(sheets: readonly SheetToWrite[]): Pick<SheetToWrite, 'headers' | 'rows'> {
  const headers = sheets[0]?.headers ?? [];
  const same = sheets.filter((sheet) => sheet.headers.join('\t') === headers.join('\t'));
  return { headers, rows: same.flatMap(({ rows }) => rows) };
}

const BOOK_NAME = '上报报表.xlsx';

/** Every sheet that can be made, in one workbook for the bureau itself: it holds internal tables. */
export async function writeReportBook(sources: ReportSources): Promise<ReportFile> {
  const context = reportContext(sources);
  const sheets = ENTRIES.filter(({ needs }) => needs(sources) === null).flatMap(({ make }) =>
    'sheets' in make ? make.sheets(context) : [],
  );
  return { name: BOOK_NAME, bytes: await writeWorkbook(apart(sheets)) };
}

/** Sheet names of one workbook differ: 「逐条规则核查」 of the itinerant plan is 「逐条规则核查（2）」. */
function apart(sheets: readonly SheetToWrite[]): SheetToWrite[] {
  const seen = new Map<string, number>();
  return sheets.map((sheet) => {
    const count = (seen.get(sheet.name) ?? 0) + 1;
    seen.set(sheet.name, count);
    return count === 1 ? sheet : { ...sheet, name: `${sheet.name}（${count}）` };
  });
}
