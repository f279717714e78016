/** 行政职务 and what a leader's file says beside it: time in office, years, training, certificate, reviews (P01–P04). */
import type { LastHeaded, Leadership, Teacher } from '../domain/county.ts';
import { readAssessments } from './assessments.ts';
import type { Fields } from './fields.ts';
import type { IssueLog } from './issues.ts';
import { LARGEST } from './largest.ts';
import type { SchoolDirectory } from './places.ts';
import type { RosterEntry } from './roster.ts';
import { leadingDuty } from './vocabulary.ts';

type RosterFields = Fields<'roster'>;

/** null for people without a duty of whom nothing is told; 教龄 alone is told of everybody. */
export function readLeadership(
  fields: RosterFields,
  directory: SchoolDirectory,
): Leadership | null {
  const duty = leadingDuty(fields.row.text('duty'));
  const leadership: Leadership = {
    duty,
    since: readSince(fields, duty),
    deputyYears: fields.count('deputyYears', 0, LARGEST.years),
    middleYears: fields.count('middleYears', 0, LARGEST.years),
    teachingYears: fields.count('teachingYears', 0, LARGEST.years),
    trainingHours: fields.count('trainingHours', 0, LARGEST.hours),
    certificate: fields.yesNo('principalCertificate', false),
    reviews: readAssessments(fields, 'principalReviews'),
    lastHeaded: readLastHeaded(fields, directory),
  };
  const told = tellsSomething(leadership);
  if (duty === null && !told) return null;
  if (told) checkTeachingYears(fields);
  return leadership;
}

function tellsSomething(told: Leadership): boolean {
  const years = told.deputyYears + told.middleYears + told.trainingHours;
  const papers = told.certificate || told.reviews.length > 0;
  return years > 0 || papers || told.lastHeaded !== null;
}

const LAST_HEADED = ['lastHeadedSchool', 'lastHeadedUntil', 'lastHeadedMonths'] as const;

/** 曾任正职: school and month; a school that is no longer there bars nobody from anything. */
function readLastHeaded(fields: RosterFields, directory: SchoolDirectory): LastHeaded | null {
  if (LAST_HEADED.every((column) => fields.row.text(column) === '')) return null;
  const until = fields.month('lastHeadedUntil');
  const asked = fields.row.text('lastHeadedMonths') !== '';
  const months = asked ? fields.count('lastHeadedMonths', 0, LARGEST.months) : null;
  const found = directory.find(fields.row.word('lastHeadedSchool'));
  if (found.kind === 'school' && until !== null) {
    return { schoolId: found.school.id, until, months };
  }
  const column = found.kind === 'school' ? 'lastHeadedUntil' : 'lastHeadedSchool';
  fields.warn(column, {
    code: 'last-office-unclear',
    message: `「${fields.label(column)}」为空，或不是学校基本情况表中的学校。`,
    suggestion: '曾任正职按未填处理；请填学校表中的名称或代码和离任年月，学校已撤并的可清空。',
  });
  return null;
}

function readSince(fields: RosterFields, duty: Leadership['duty']): string | null {
  const since = fields.month('dutySince');
  if (since === null) return null;
  if (duty === null) {
    fields.warn('dutySince', {
      code: 'duty-since-without-duty',
      message: `填了「${fields.label('dutySince')}」，但「${fields.label('duty')}」不是正职、副职或中层。`,
      suggestion: '该时间未采用；如有职务请填写。',
    });
    return null;
  }
  if (since < fields.tryMonth('schoolStart')) {
    fields.warn('dutySince', {
      code: 'duty-before-school',
      message: `「${fields.label('dutySince')}」早于「${fields.label('schoolStart')}」。`,
      suggestion: '按所填处理；任现职时间应从在本校任现职算起，请核对。',
    });
  }
  return since;
}

function checkTeachingYears(fields: RosterFields): void {
  const asked = fields.row.table.columns.has('teachingYears');
  if (!asked || fields.row.text('teachingYears') !== '') return;
  fields.warn('teachingYears', {
    code: 'missing-teaching-years',
    message: '有行政职务或任职经历的人员「教龄」为空。',
    suggestion: '按 0 年处理，达不到任校长的教龄要求；请补填。',
  });
}

/** One school, one 正职. */
export function remarkSecondHeads(entries: Iterable<RosterEntry>, log: IssueLog): void {
  const heads = new Map<Teacher['schoolId'], RosterEntry>();
  for (const entry of entries) {
    const { teacher, row } = entry;
    if (teacher.leadership?.duty !== 'head') continue;
    const first = heads.get(teacher.schoolId);
    if (first === undefined) heads.set(teacher.schoolId, entry);
    else {
      log.warn(row.place('duty'), {
        code: 'second-head',
        message: `该校正职已在单元格 ${first.row.address('duty')}，此处又有一人。`,
        suggestion: '一校一名正职；请核对「行政职务」，主持工作以外的填副职。',
      });
    }
  }
}
