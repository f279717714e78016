/** 教学点表 → the sites of central schools (Q20, L01). A site's pupils and classes are part of its central school's. */
import type { School, Site } from '../domain/county.ts';
import { STAGE_ZH } from '../domain/vocabulary.ts';
import { comparable } from './cells.ts';
import { Fields } from './fields.ts';
import { readClassesByGrade, remarkClassSize } from './grades.ts';
import type { IssueLog, Place } from './issues.ts';
import { LARGEST } from './largest.ts';
import { nearest } from './nearest.ts';
import type { SchoolDirectory } from './places.ts';
import { type Frame, readDegrees, toMetres } from './positions.ts';
import { readSchool, readStage } from './school-part.ts';
import type { FoundTable } from './table.ts';

type SiteFields = Fields<'sites'>;

export interface SiteBook {
  readonly sites: readonly Site[];
  /** Where each site stands, by id. */
  readonly places: ReadonlyMap<string, Place>;
}

export const NO_SITES: SiteBook = { sites: [], places: new Map() };

/** Reads the table; what is wrong goes to the log. */
export function readSites(
  table: FoundTable<'sites'>,
  { directory, frame }: { readonly directory: SchoolDirectory; readonly frame: Frame },
  log: IssueLog,
): SiteBook {
  const sites = new Map<string, Site>();
  const places = new Map<string, Place>();
  const rest = new Map<string, { classes: number; pupils: number }>();
  const names = new Map<string, Place>();
  const aliases: [string, School][] = [];
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    const found = readSite(fields, directory, frame);
    if (found === null) continue;
    const { site, school } = found;
    const twin = places.get(site.id);
    if (twin !== undefined) remarkTwin(fields, twin);
    places.set(site.id, row.place('code'));
    sites.set(site.id, site);
    checkName(fields, names);
    checkNotASchool(fields, directory);
    aliases.push([site.id, school], [site.name, school]);
    checkRest(fields, { site, school, rest });
  }
  // Only after the last row: no site is the central school of another one, whatever their order.
  for (const [text, school] of aliases) directory.addAlias(text, school);
  return { sites: [...sites.values()], places };
}

function readSite(
  fields: SiteFields,
  directory: SchoolDirectory,
  frame: Frame,
): { site: Site; school: School } | null {
  const id = fields.required('code');
  const name = fields.required('name');
  const school = readSchool(fields, 'school', directory);
  const stage = school === null ? null : readSiteStage(fields, school);
  const classes = fields.count('classes', null, LARGEST.classes);
  const pupils = fields.count('pupils');
  if (school === null || stage === null || fields.failed) return null;
  const classesByGrade = readClassesByGrade(fields, stage, classes);
  checkClasses(fields, classes, pupils);
  if (fields.failed) return null;
  const position = toMetres(readDegrees(fields), frame);
  return {
    school,
    site: { id, name, schoolId: school.id, stage, classes, pupils, classesByGrade, position },
  };
}

/** 小学 unless the table says otherwise: nearly every 教学点 is one. */
function readSiteStage(fields: SiteFields, school: School): Site['stage'] | null {
  const isBlank = fields.row.text('stage') === '';
  return isBlank && school.parts.some((part) => part.stage === 'P')
    ? 'P'
    : readStage(fields, 'stage', school);
}

function checkClasses(fields: SiteFields, classes: number, pupils: number): void {
  remarkClassSize(fields, { classes, pupils });
  if (classes > 0 || pupils === 0) return;
  fields.error('classes', {
    code: 'pupils-without-classes',
    message: `教学点${fields.quoted('name')}（代码${fields.quoted('code')}）有学生 ${pupils} 人，班级数却为 0。`,
    suggestion: '请填写班级数，或改正学生数。',
  });
}

function remarkTwin(fields: SiteFields, { row }: Place): void {
  fields.error('code', {
    code: 'duplicate-site',
    message: `教学点代码${fields.quoted('code')}与第 ${(row ?? 0) + 1} 行重复。`,
    suggestion: '每个教学点一行、一个代码，请改正。',
  });
}

/** Where people teach is told by the name too, so that it must be of one site only, also in different schools. */
function checkName(fields: SiteFields, names: Map<string, Place>): void {
  const name = fields.row.word('name');
  const earlier = names.get(name);
  if (earlier === undefined) {
    names.set(name, fields.row.place('name'));
    return;
  }
  fields.error('name', {
    code: 'duplicate-site-name',
    message: `教学点名称${fields.quoted('name')}与第 ${(earlier.row ?? 0) + 1} 行重复。`,
    suggestion: '花名册按名称或代码认教学点，请区分名称（如加上中心校名）。',
  });
}

/** A word that names a site may not name a school: a person's 工作单位 would say two things. */
function checkNotASchool(fields: SiteFields, directory: SchoolDirectory): void {
  for (const column of ['code', 'name'] as const) {
    if (!directory.knows(fields.row.word(column))) continue;
    fields.error(column, {
      code: 'site-named-as-school',
      message: `教学点的「${fields.label(column)}」${fields.quoted(column)}与一所学校的代码或名称相同。`,
      suggestion: '请区分教学点与学校的代码和名称；单独核编的学校不必列入教学点表。',
    });
  }
}

/** What the central school itself keeps after its sites may not fall below zero. */
function checkRest(
  fields: SiteFields,
  {
    site,
    school,
    rest,
  }: { site: Site; school: School; rest: Map<string, { classes: number; pupils: number }> },
): void {
  const part = school.parts.find(({ stage }) => stage === site.stage);
  if (part === undefined) return;
  const key = `${school.id}/${site.stage}`;
  const before = rest.get(key) ?? part;
  const left = { classes: before.classes - site.classes, pupils: before.pupils - site.pupils };
  rest.set(key, left);
  for (const column of ['classes', 'pupils'] as const) {
    if (left[column] >= 0) continue;
    fields.error(column, {
      code: 'sites-exceed-school',
      message: `中心校「${school.name}」（代码「${school.id}」）${STAGE_ZH[site.stage]}的教学点合计「${fields.label(column)}」超过该校总数 ${part[column]}。`,
      suggestion: '中心校的学生数和班级数应包含其教学点，请改正。',
    });
  }
}

/**
 * 所在教学点 of a person, by name or code: a site of the person's own school, else an error. Where the column is
 * blank, a 工作单位 that names a site says so too.
 */
export function readOwnSite(
  fields: Fields<'roster'>,
  school: School | null,
  sites: readonly Site[],
): string | null {
  if (school === null) return null;
  const own = sites.filter((site) => site.schoolId === school.id);
  const find = (text: string) =>
    own.find((site) => site.id === text || comparable(site.name) === text)?.id ?? null;
  const text = comparable(fields.row.text('site'));
  if (text === '') return find(comparable(fields.row.text('unit')));
  const found = find(text);
  if (found !== null) return found;
  const names = own.map((site) => site.name);
  fields.error('site', {
    code: 'unknown-site',
    message: '「所在教学点」不是本人所在学校的教学点。',
    suggestion:
      names.length === 0
        ? '该校在教学点表中没有教学点；请补填教学点表或清空此格。'
        : `最接近的是「${nearest(text, names) ?? names[0]}」；请填教学点表中的名称或代码，在中心校本部任教的留空。`,
  });
  return null;
}
