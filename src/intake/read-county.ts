/** readCounty: the tables → one county, or the findings that stand in its way. */
import { canonicalCounty } from '../domain/canonical.ts';
import { County, type School, type Teacher } from '../domain/county.ts';
import type { IntakeIssue, RecognisedSheet } from '../domain/finding.ts';
import { type Mends, NO_MENDS } from '../domain/mends.ts';
import type { FileRemark, RawWorkbook, ReadLimits } from '../workbook/port.ts';
import { readWorkbook } from '../workbook/read.ts';
import type { WorkbookSource } from '../workbook/source.ts';
import { type ApprovedBook, readApproved } from './approved.ts';
import { withCells } from './column-mends.ts';
import { crossCheck } from './cross-checks.ts';
import { IssueLog, type Place, placeCell } from './issues.ts';
import { readMerits } from './merits.ts';
import { type PostBook, PostDirectory } from './places.ts';
import { readPosts } from './posts.ts';
import { readResearchers } from './researchers.ts';
import { type Roster, type RosterEntry, readRoster } from './roster.ts';
import { readSchools, type SchoolBook } from './schools.ts';
import { NO_SITES, readSites, type SiteBook } from './sites.ts';
import { type FoundTable, type FoundTables, findTables } from './table.ts';
import { readTasks } from './tasks.ts';
import { readTitles } from './titles.ts';
import { applyWishes } from './wishes.ts';

export interface IntakeResult {
  /** In canonical order; null exactly when an issue is an error. */
  readonly county: County | null;
  /** In order of sheet, row and column. */
  readonly issues: readonly IntakeIssue[];
  /** The cell that says a figure: `approved/<stage>`, `part/<school id>/<stage>` (核定编制), `site/<id>`. */
  readonly cells: ReadonlyMap<string, CellAddress>;
  /** What every sheet was taken for, in the order handed in. */
  readonly sheets: readonly RecognisedSheet[];
}

interface CellAddress {
  readonly file: string | null;
  readonly sheet: string;
  readonly cell: string | null;
}

/** Reads a workbook that was opened. Bad rows are findings, never exceptions. */
export function readCounty(
  given: RawWorkbook,
  countyName: string,
  mends: Mends = NO_MENDS,
): IntakeResult {
  const raw = withCells(given, mends);
  const log = new IssueLog(raw, mends);
  const { tables, sheets } = findTables(raw, log, mends);
  const { county: draft, places } = readTables(tables, countyName, log);
  const county = draft === null || log.hasErrors ? null : canonicalCounty(County.parse(draft));
  const cells = new Map(
    [...places].map(([key, place]) => {
      const file = raw.sheets[place.sheetIndex]?.file ?? null;
      return [key, { file, ...placeCell(place) }] as const;
    }),
  );
  const issues = [...(raw.remarks ?? []).map(fileIssue), ...log.sorted()];
  return { county, issues, cells, sheets };
}

/** What the reader of the files had to say. */
function fileIssue({ code, file, message, suggestion }: FileRemark): IntakeIssue {
  const nowhere = { sheet: null, cell: null, read: null, takenFor: null, mend: null };
  return { code, severity: 'warning', file, ...nowhere, message, suggestion };
}

/** The tables do not tell the county's name, and the path must not: it would change the county's hash. */
export const UNNAMED_COUNTY = '本县';

/**
 * Opens and reads files, folders, archives and uploads, one or several.
 * @param options `mends`: what a planner said yes to, and what each sheet and column means
 * @throws InputError when a file cannot be read, see `readWorkbook`, or the mends name an unknown field
 */
export async function readCountyFrom(
  source: WorkbookSource | readonly WorkbookSource[],
  options: { readonly limits?: ReadLimits | undefined; readonly mends?: Mends | undefined } = {},
): Promise<IntakeResult> {
  return readCounty(await readWorkbook(source, options.limits), UNNAMED_COUNTY, options.mends);
}

/** Without the table every school's posts are unknown, and no wish can be judged. */
function noPosts(schools: readonly School[]): PostBook {
  return { groups: [], incompleteSchools: new Set(schools.map((school) => school.id)) };
}

interface Draft {
  /** null without schools or people. */
  readonly county: County | null;
  readonly places: ReadonlyMap<string, Place>;
}

const NO_SCHOOLS: FoundTable<'schools'> = {
  id: 'schools',
  sheet: '',
  sheetIndex: -1,
  columns: new Map(),
  rows: [],
};

/** Without the schools the other tables are read all the same, for the sake of their findings. */
function readTables(tables: FoundTables, name: string, log: IssueLog): Draft {
  const book = readSchools(tables.schools ?? NO_SCHOOLS, log);
  const { districts, directory, staffClaims } = book;
  const titles = tables.titles === null ? null : readTitles(tables.titles, book, log);
  const postBook =
    tables.posts === null ? noPosts(book.schools) : readPosts(tables.posts, directory, log);
  const siteBook = tables.sites === null ? NO_SITES : readSites(tables.sites, book, log);
  const approvedBook =
    tables.approved === null ? NO_TOTALS : readApproved(tables.approved, book.schools, log);
  const places = placesOf(book, approvedBook, siteBook);
  if (tables.roster === null) return { county: null, places };
  const posts = new PostDirectory(directory, postBook);
  const { sites } = siteBook;
  const roster = readRoster(tables.roster, { directory, posts, districts, sites }, log);
  const teachers = addForms(roster, tables, { posts, schools: directory, roster, log });
  const researchers =
    tables.researchers === null
      ? []
      : readResearchers(tables.researchers, { directory, staffNumbers: roster.staffNumbers }, log);
  if (tables.tasks !== null) readTasks(tables.tasks, roster, log);
  // With refused rows every count would differ.
  if (!log.hasErrors) crossCheck(roster, { staff: staffClaims, titles: titles?.claims ?? [] }, log);
  const county: County = {
    name,
    districts: [...districts],
    schools: [...(titles?.schools ?? book.schools)],
    postGroups: [...postBook.groups],
    teachers,
    approved: [...approvedBook.approved],
    sites: [...sites],
    researchers,
  };
  return { county: tables.schools === null ? null : county, places };
}

const NO_TOTALS: ApprovedBook = { approved: [], places: new Map() };

function placesOf(
  schools: SchoolBook,
  approved: ApprovedBook,
  sites: SiteBook,
): ReadonlyMap<string, Place> {
  const named = (prefix: string, places: ReadonlyMap<string, Place>) =>
    [...places].map(([key, place]) => [`${prefix}/${key}`, place] as const);
  return new Map([
    ...named('approved', approved.places),
    ...named('part', schools.partPlaces),
    ...named('site', sites.places),
  ]);
}

/** The people with their forms and merit records. */
function addForms(
  roster: Roster,
  { wishes, merits }: FoundTables,
  context: Parameters<typeof applyWishes>[1],
): Teacher[] {
  const forms = wishes === null ? null : applyWishes(wishes, context);
  const records = merits === null ? null : readMerits(merits, roster, context.log);
  return [...roster.entries].map(([id, entry]) => {
    const merit = records?.get(id) ?? null;
    if (merit === null && records !== null) remarkNoMerit(entry, context.log);
    return { ...entry.teacher, ...forms?.get(id), merit };
  });
}

function remarkNoMerit({ teacher, row }: RosterEntry, log: IssueLog): void {
  if (teacher.hiring !== 'unplaced') return;
  log.warn(row.place('staffNo'), {
    code: 'missing-merit',
    message: '未聘任人员在业绩考核表中没有总分。',
    suggestion: '业绩按 0 处理；请补填。',
  });
}
