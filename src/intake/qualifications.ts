/** 任教学科, 第二学科, 教师资格 and 职称 of a roster row. */
import type { Certificate, Teacher } from '../domain/county.ts';
import { type Category, SUBJECTS, type Subject, type TitleLevel } from '../domain/vocabulary.ts';
import type { Fields } from './fields.ts';
import { type ParsedSubjects, parseCertificates, parseSubjects } from './subjects.ts';
import { titleLevel } from './vocabulary.ts';

type RosterFields = Fields<'roster'>;

/** The first subject is the main one; the rest and the second subjects are the others. A teacher must have one. */
export function readSubjects(
  fields: RosterFields,
  category: Category | null,
): Pick<Teacher, 'mainSubject' | 'otherSubjects'> {
  const taught = parseSubjects(fields.row.text('subjects'));
  const second = parseSubjects(fields.row.text('secondSubject'));
  const [mainSubject = null, ...others] = taught.subjects;
  if (category === 'T' && mainSubject === null) remarkNoSubject(fields);
  else if (taught.unknown) remarkUnknown(fields, 'subjects');
  if (second.unknown) remarkUnknown(fields, 'secondSubject');
  if (taught.grouped && mainSubject !== null) remarkGrouped(fields, taught, mainSubject);
  const all = new Set<Subject>([...others, ...second.subjects]);
  if (mainSubject !== null) all.delete(mainSubject);
  return { mainSubject, otherSubjects: [...all] };
}

function remarkNoSubject(fields: RosterFields): void {
  const blank = fields.row.text('subjects') === '';
  fields.error('subjects', {
    code: blank ? 'missing-subject' : 'unknown-subject',
    message: blank ? '专任教师的「任教学科」为空。' : '「任教学科」中没有可识别的学科。',
    suggestion: `请填写：${SUBJECTS.join('、')}。`,
  });
}

function remarkUnknown(
  fields: RosterFields,
  key: 'subjects' | 'secondSubject' | 'certificateSubject',
): void {
  fields.warn(key, {
    code: 'unknown-subject',
    message: `「${fields.label(key)}」中有不可识别的学科，该部分未采用。`,
    suggestion: `可填：${SUBJECTS.join('、')}。`,
  });
}

function remarkGrouped(fields: RosterFields, { subjects }: ParsedSubjects, main: Subject): void {
  fields.warn('subjects', {
    code: 'grouped-subjects',
    message: `「任教学科」用一个词写了多个学科，已拆为${subjects.join('、')}。`,
    suggestion: `以「${main}」为主学科；如不符请分别填写，主学科在前。`,
  });
}

/** Certificates; a teacher without one stays in the county and is kept from teaching posts later (a3). */
export function readCertificates(fields: RosterFields, category: Category | null): Certificate[] {
  const parsed = parseCertificates(
    fields.row.text('certificateStage'),
    fields.row.text('certificateSubject'),
  );
  if (parsed.unknownKind) remarkUnknownKind(fields);
  if (parsed.unknownSubject) remarkUnknown(fields, 'certificateSubject');
  if (parsed.unpaired) {
    fields.warn('certificateSubject', {
      code: 'unpaired-certificates',
      message: '教师资格证的种类数与学科数不同，多出的部分未采用学科。',
      suggestion: '请按相同顺序填写种类和学科。',
    });
  }
  if (category === 'T' && parsed.certificates.length === 0) {
    fields.warn('certificateStage', {
      code: 'missing-certificate',
      message: '专任教师没有可用的教师资格证信息。',
      suggestion: '按无教师资格处理，不能安排教学岗位；请补填。',
    });
  }
  return parsed.certificates;
}

function remarkUnknownKind(fields: RosterFields): void {
  fields.warn('certificateStage', {
    code: 'unknown-certificate',
    message: '「教师资格证种类」中有不可识别的内容，该部分未采用。',
    suggestion: '可填：幼儿园、小学、初级中学、高级中学、中职；多个之间用「、」隔开。',
  });
}

/** Level of the title; blank counts as 初级或未定. */
export function readTitle(fields: RosterFields): TitleLevel | null {
  const text = fields.row.text('title');
  if (text === '') return 'E';
  const level = titleLevel(text);
  if (level === null) {
    fields.error('title', {
      code: 'unknown-title',
      message: '「职称」不是可识别的内容。',
      suggestion: '请填写：正高级、高级、中级（一级）、初级（二级、三级）或未评。',
    });
  }
  return level;
}
