/** The school and stage a row of another table belongs to. */
import type { School } from '../domain/county.ts';
import { STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import type { Fields } from './fields.ts';
import type { TableId } from './headers.ts';
import type { SchoolDirectory } from './places.ts';
import type { ColumnOf } from './table.ts';
import { STAGES } from './vocabulary.ts';

export interface SchoolPartRef {
  readonly school: School;
  readonly stage: Stage;
}

/** The columns that name the school and the stage. */
export interface SchoolPartKeys<Id extends TableId> {
  readonly school: ColumnOf<Id>;
  readonly stage: ColumnOf<Id>;
}

/** The part of a school a row names, or null after a remark (or silently when the school's own row was refused). */
export function readSchoolPart<Id extends TableId>(
  fields: Fields<Id>,
  keys: SchoolPartKeys<Id>,
  directory: SchoolDirectory,
): SchoolPartRef | null {
  const school = readSchool(fields, keys.school, directory);
  if (school === null) return null;
  const stage = readStage(fields, keys.stage, school);
  return stage === null ? null : { school, stage };
}

/** The school a cell names, or null after a remark (or silently when the school's own row was refused). */
export function readSchool<Id extends TableId>(
  fields: Fields<Id>,
  key: ColumnOf<Id>,
  directory: SchoolDirectory,
): School | null {
  const text = fields.required(key);
  if (text === '') return null;
  const lookup = directory.find(text);
  if (lookup.kind === 'school') return lookup.school;
  if (lookup.kind === 'private') {
    fields.warn(key, {
      code: 'out-of-scope',
      message: `「${fields.label(key)}」${fields.quoted(key)}为民办学校，不在县管校聘范围内。`,
      suggestion: '该行已略过。',
    });
  }
  if (lookup.kind === 'unknown' && lookup.similar !== null) {
    const similar = lookup.similar;
    const accepted = fields.offer(key, {
      code: 'similar-school',
      message: `「${fields.label(key)}」${fields.quoted(key)}不在学校基本情况表中。`,
      suggestion: `很可能是「${similar.name}」；请改正，或同意按该校处理。`,
      takenFor: similar.name,
    });
    return accepted ? similar : null;
  }
  if (lookup.kind === 'unknown') {
    fields.error(key, {
      code: 'unknown-school',
      message: `「${fields.label(key)}」${fields.quoted(key)}不在学校基本情况表中。`,
      suggestion: `最接近的学校是「${lookup.nearest ?? '无'}」；请改为学校表中的名称或代码。`,
    });
  }
  return null;
}

/** The stage a cell names, which the school must have; blank is its only stage. */
export function readStage<Id extends TableId>(
  fields: Fields<Id>,
  key: ColumnOf<Id>,
  school: School,
): Stage | null {
  const text = fields.row.text(key);
  const [only] = school.parts;
  if (text === '' && school.parts.length === 1 && only !== undefined) {
    fields.warn(key, {
      code: 'assumed-stage',
      message: `「${fields.label(key)}」为空。`,
      suggestion: `该校只有一个学段，按「${STAGE_ZH[only.stage]}」处理。`,
    });
    return only.stage;
  }
  const stage = fields.oneOf(key, STAGES);
  if (stage === null) return null;
  if (school.parts.some((part) => part.stage === stage)) return stage;
  fields.error(key, {
    code: 'stage-not-in-school',
    message: `学校「${school.name}」没有所填的学段「${STAGE_ZH[stage]}」。`,
    suggestion: `该校的学段是：${school.parts.map((part) => STAGE_ZH[part.stage]).join('、')}。`,
  });
  return null;
}
