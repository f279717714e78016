/** readCounty: six tables → one county, or the findings that stand in its way. */
import { canonicalCounty } from '../domain/canonical.ts';
import { County, type School, type Teacher } from '../domain/county.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { RawWorkbook, ReadLimits } from '../workbook/port.ts';
import { readWorkbook } from '../workbook/read.ts';
import type { WorkbookSource } from '../workbook/source.ts';
import { crossCheck } from './cross-checks.ts';
import { IssueLog } from './issues.ts';
import { readMerits } from './merits.ts';
import { type PostBook, PostDirectory } from './places.ts';
import { readPosts } from './posts.ts';
import { type Roster, type RosterEntry, readRoster } from './roster.ts';
import { readSchools } from './schools.ts';
import { type FoundTables, findTables } from './table.ts';
import { readTitles } from './titles.ts';
import { applyWishes } from './wishes.ts';

export interface IntakeResult {
  /** In canonical order; null exactly when an issue is an error. */
  readonly county: County | null;
  /** In order of sheet, row and column. */
  readonly issues: readonly IntakeIssue[];
}

/** Reads a workbook that was opened. Bad rows are findings, never exceptions. */
export function readCounty(raw: RawWorkbook, countyName: string): IntakeResult {
  const log = new IssueLog();
  const draft = readTables(findTables(raw, log), countyName, log);
  const county = draft === null || log.hasErrors ? null : canonicalCounty(County.parse(draft));
  return { county, issues: log.sorted() };
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

/** null when the schools cannot be read at all: nothing else means anything without them. */
function readTables(tables: FoundTables, name: string, log: IssueLog): County | null {
  if (tables.schools === null) return null;
  const book = readSchools(tables.schools, log);
  const { districts, directory, staffClaims } = book;
  const titles = tables.titles === null ? null : readTitles(tables.titles, book, log);
  const postBook =
    tables.posts === null ? noPosts(book.schools) : readPosts(tables.posts, directory, log);
  if (tables.roster === null) return null;
  const roster = readRoster(tables.roster, { directory, districts }, log);
  const posts = new PostDirectory(directory, postBook);
  const teachers = addForms(roster, tables, { posts, schools: directory, roster, log });
  // With refused rows every count would differ.
  if (!log.hasErrors) crossCheck(roster, { staff: staffClaims, titles: titles?.claims ?? [] }, log);
  const schools: readonly School[] = titles?.schools ?? book.schools;
  return {
    name,
    districts: [...districts],
    schools: [...schools],
    postGroups: [...postBook.groups],
    teachers,
  };
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
