/** readCounty: the tables → one county, or the findings that stand in its way. */
import { canonicalCounty } from '../domain/canonical.ts';
import { County, type School, type Teacher } from '../domain/county.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { RawWorkbook, ReadLimits } from '../workbook/port.ts';
import { readWorkbook } from '../workbook/read.ts';
import type { WorkbookSource } from '../workbook/source.ts';
import { type ApprovedBook, readApproved } from './approved.ts';
import { crossCheck } from './cross-checks.ts';
import { IssueLog, type Place, placeCell } from './issues.ts';
import { readMerits } from './merits.ts';
import { type PostBook, PostDirectory } from './places.ts';
import { readPosts } from './posts.ts';
import { readResearchers } from './researchers.ts';
import { type Roster, type RosterEntry, readRoster } from './roster.ts';
import { readSchools, type SchoolBook } from './schools.ts';
import { NO_SITES, readSites, type SiteBook } from './sites.ts';
import { type FoundTables, findTables } from './table.ts';
import { readTitles } from './titles.ts';
import { applyWishes } from './wishes.ts';

export interface IntakeResult {
  /** In canonical order; null exactly when an issue is an error. */
  readonly county: County | null;
  /** In order of sheet, row and column. */
  readonly issues: readonly IntakeIssue[];
  /** The cell that says a figure: `approved/<stage>`, `part/<school id>/<stage>` (核定编制), `site/<id>`. */
  readonly cells: ReadonlyMap<string, { readonly sheet: string; readonly cell: string | null }>;
}

/** Reads a workbook that was opened. Bad rows are findings, never exceptions. */
export function readCounty(raw: RawWorkbook, countyName: string): IntakeResult {
  const log = new IssueLog();
  const draft = readTables(findTables(raw, log), countyName, log);
  const county =
    draft?.county == null || log.hasErrors ? null : canonicalCounty(County.parse(draft.county));
  return { county, issues: log.sorted(), cells: draft?.cells ?? new Map() };
}

/** The tables do not tell the county's name, and the path must not: it would change the county's hash. */
const UNNAMED_COUNTY = '本县';

/**
 * Opens and reads a file, a folder or an upload.
 * @throws InputError when the file itself cannot be read, see `readWorkbook`
 */
export async function readCountyFrom(
  source: WorkbookSource,
  limits?: ReadLimits,
): Promise<IntakeResult> {
  return readCounty(await readWorkbook(source, limits), UNNAMED_COUNTY);
}

/** Without the table every school's posts are unknown, and no wish can be judged. */
function noPosts(schools: readonly School[]): PostBook {
  return { groups: [], incompleteSchools: new Set(schools.map((school) => school.id)) };
}

interface Draft {
  readonly county: County | null;
  readonly cells: IntakeResult['cells'];
}

/** null when the schools cannot be read at all: nothing else means anything without them. */
function readTables(tables: FoundTables, name: string, log: IssueLog): Draft | null {
  if (tables.schools === null) return null;
  const book = readSchools(tables.schools, log);
  const { districts, directory, staffClaims } = book;
  const titles = tables.titles === null ? null : readTitles(tables.titles, book, log);
  const postBook =
    tables.posts === null ? noPosts(book.schools) : readPosts(tables.posts, directory, log);
  const siteBook = tables.sites === null ? NO_SITES : readSites(tables.sites, book, log);
  const approvedBook =
    tables.approved === null ? NO_TOTALS : readApproved(tables.approved, book.schools, log);
  const cells = cellsOf(book, approvedBook, siteBook);
  if (tables.roster === null) return { county: null, cells };
  const posts = new PostDirectory(directory, postBook);
  const { sites } = siteBook;
  const roster = readRoster(tables.roster, { directory, posts, districts, sites }, log);
  const teachers = addForms(roster, tables, { posts, schools: directory, roster, log });
  const researchers =
    tables.researchers === null
      ? []
      : readResearchers(tables.researchers, { directory, staffNumbers: roster.staffNumbers }, log);
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
  return { county, cells };
}

const NO_TOTALS: ApprovedBook = { approved: [], places: new Map() };

function cellsOf(
  schools: SchoolBook,
  approved: ApprovedBook,
  sites: SiteBook,
): IntakeResult['cells'] {
  const named = (prefix: string, places: ReadonlyMap<string, Place>) =>
    [...places].map(([key, place]) => [`${prefix}/${key}`, placeCell(place)] as const);
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
