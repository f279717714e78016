/** 教研员表 → the bureau's full-time researchers (W06); they are outside the schools' establishment. */
import type { Researcher, School } from '../domain/county.ts';
import { STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import { Fields } from './fields.ts';
import type { IssueLog } from './issues.ts';
import type { SchoolDirectory } from './places.ts';
import { readSchool } from './school-part.ts';
import { claimStaffNo } from './staff-number.ts';
import type { FoundTable, Row } from './table.ts';
import { STAGES, SUBJECT_WORDS } from './vocabulary.ts';

type ResearcherFields = Fields<'researchers'>;

/** Reads the table; a researcher who is on the roster too would be counted twice and is refused. */
export function readResearchers(
  table: FoundTable<'researchers'>,
  {
    directory,
    staffNumbers,
  }: { readonly directory: SchoolDirectory; readonly staffNumbers: ReadonlySet<string> },
  log: IssueLog,
): Researcher[] {
  const rows = new Map<string, Row<'researchers'>>();
  return table.rows.flatMap((row) => {
    const fields = new Fields(row, log);
    const id = claimStaffNo(fields, rows);
    if (staffNumbers.has(id)) remarkOnRoster(fields);
    const researcher = readResearcher(fields, id, directory);
    return researcher === null ? [] : [researcher];
  });
}

function readResearcher(
  fields: ResearcherFields,
  id: string,
  directory: SchoolDirectory,
): Researcher | null {
  const subject = fields.oneOf('subject', SUBJECT_WORDS);
  const stage = fields.oneOf('stage', STAGES);
  const since = fields.required('since') === '' ? null : fields.month('since');
  const lastInSchool = fields.month('lastInSchool');
  const blank = fields.row.text('school') === '';
  const school = blank ? null : readSchool(fields, 'school', directory);
  if (id === '' || subject === null || stage === null || since === null) return null;
  return { id, subject, stage, since, lastInSchool, schoolId: partOf(fields, school, stage) };
}

/** A researcher teaches the own stage only. */
function partOf(fields: ResearcherFields, school: School | null, stage: Stage): string | null {
  if (school === null || school.parts.some((part) => part.stage === stage)) {
    return school?.id ?? null;
  }
  fields.warn('school', {
    code: 'researcher-stage-not-in-school',
    message: `「${fields.label('school')}」没有教研员所在学段「${STAGE_ZH[stage]}」。`,
    suggestion: '联系学校未采用；请改填有该学段的学校。',
  });
  return null;
}

function remarkOnRoster(fields: ResearcherFields): void {
  fields.error('staffNo', {
    code: 'researcher-on-roster',
    message: '该职工号也在教职工花名册中。',
    suggestion: '专职教研员不占学校编制，只列入教研员表；请删去其中一处或改正职工号。',
  });
}
