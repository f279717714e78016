/** 任教学科, 第二学科, 教师资格 and 职称 of a roster row. */
import type { Certificate, Teacher } from '../domain/county.ts';
import {
  type Category,
  SUBJECTS,
  type Subject,
  TITLE_ZH,
  type TitleLevel,
} from '../domain/vocabulary.ts';
import type { Fields } from './fields.ts';
import { levelOfGrade, parsePostGrade } from './post-grades.ts';
import {
  type ParsedSubjects,
  parseCertificates,
  parseSubjects,
  writesSynonym,
} from './subjects.ts';
import { titleLevel } from './vocabulary.ts';

type RosterFields = Fields<'roster'>;

const OLD_TITLE = /^(中学|小学|幼儿园|中教|小教|幼教)/u;

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
  if (writesSynonym(fields.row.text('subjects'))) noteSubjects(fields, 'subjects', taught);
  if (writesSynonym(fields.row.text('secondSubject')))
    noteSubjects(fields, 'secondSubject', second);
  if (taught.grouped && mainSubject !== null) remarkGrouped(fields, taught, mainSubject);
  const all = new Set<Subject>([...others, ...second.subjects]);
  if (mainSubject !== null) all.delete(mainSubject);
  return { mainSubject, otherSubjects: [...all] };
}

function noteSubjects(
  fields: RosterFields,
  key: 'subjects' | 'secondSubject',
  { subjects }: ParsedSubjects,
): void {
  fields.mended(key, {
    code: 'subject-synonym',
    message: `「${fields.label(key)}」写的是别称或旧名。`,
    suggestion: `按${subjects.join('、')}处理。`,
    takenFor: subjects.join('、'),
  });
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

/** Level of the title a person is hired on: 岗位等级 tells it where it is given; blank counts as 初级或未定. */
export function readTitle(fields: RosterFields, category: Category | null): TitleLevel | null {
  const text = fields.row.text('title');
  const hired = readGradeLevel(fields, category);
  if (text === '') {
    if (hired === null && (category === 'T' || category === null)) remarkBlankTitle(fields);
    return hired ?? 'E';
  }
  const level = titleLevel(text);
  if (level !== null) noteOldTitle(fields, level);
  if (level !== null && hired !== null && hired !== level) remarkOtherLevel(fields, hired);
  if (level !== null) return hired ?? level;
  fields.error('title', {
    code: 'unknown-title',
    message: '「职称」不是可识别的内容。',
    suggestion: '请填写：正高级、高级、中级（一级）、初级（二级、三级）或未评。',
  });
  return null;
}

/** Level of a professional grade; null for a blank one, for grades of workers and clerks, and after a remark. */
function readGradeLevel(fields: RosterFields, category: Category | null): TitleLevel | null {
  const text = fields.row.word('grade');
  if (text === '' || category !== 'T') return null;
  const grade = parsePostGrade(text);
  if (grade !== null) return levelOfGrade(grade);
  fields.warn('grade', {
    code: 'unknown-post-grade',
    message: '「岗位等级」不是可识别的专业技术等级。',
    suggestion: '职称等次以「职称」列为准；请按「专技七级」的样式填写。',
  });
  return null;
}

function remarkBlankTitle(fields: RosterFields): void {
  fields.warn('title', {
    code: 'blank-title',
    message: '「职称」为空。',
    suggestion: '按未评职称处理；没有职称的请填「未评」。',
  });
}

function remarkOtherLevel(fields: RosterFields, hired: TitleLevel): void {
  fields.warn('grade', {
    code: 'grade-differs-from-title',
    message: '「岗位等级」与「职称」不是同一等次（评聘分离或填写有误）。',
    suggestion: `按聘任的岗位等级计为${TITLE_ZH[hired]}；请核对。`,
    takenFor: TITLE_ZH[hired],
  });
}

/** 小学高级 is a middle title: the old names are listed with what they were taken for. */
function noteOldTitle(fields: RosterFields, level: TitleLevel): void {
  if (!OLD_TITLE.test(fields.row.word('title'))) return;
  fields.mended('title', {
    code: 'old-title',
    message: '「职称」是改革前的名称。',
    suggestion: `按${TITLE_ZH[level]}处理。`,
    takenFor: TITLE_ZH[level],
  });
}
