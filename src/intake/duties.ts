/** What a teacher does and how it was assessed: 班主任, 周课时, 年度考核, 监测, and whether a direct hire competes. */
import type { Teacher } from '../domain/county.ts';
import { readAssessments } from './assessments.ts';
import { comparable, parseYesNo } from './cells.ts';
import type { Fields } from './fields.ts';
import { LARGEST } from './largest.ts';

type RosterFields = Fields<'roster'>;
type Duties = Pick<
  Teacher,
  'classTeacher' | 'weeklyHours' | 'optsIn' | 'assessments' | 'monitoringFails'
>;

/** Optional columns; a blank cell says no, or nothing. */
export function readDuties(fields: RosterFields): Duties {
  return {
    classTeacher: readClassTeacher(fields),
    weeklyHours: readWeeklyHours(fields),
    optsIn: fields.yesNo('optsIn', false),
    assessments: readAssessments(fields, 'assessments'),
    monitoringFails: fields.count('monitoringFails', 0, LARGEST.years),
  };
}

/** A class, such as 「1(3)班」, 「七年级2班」 or 「三.2」. */
const CLASS_LABEL = /班|[级.]\d|^[初高]?[一二三四五六七八九]?[(]?\d/u;

/** Any class label is a yes. */
function readClassTeacher(fields: RosterFields): boolean {
  const text = comparable(fields.row.text('classTeacher'));
  if (parseYesNo(fields.raw('classTeacher')) !== 'unclear')
    return fields.yesNo('classTeacher', false);
  if (/^副/u.test(text)) return false;
  if (CLASS_LABEL.test(text)) {
    fields.mended('classTeacher', {
      code: 'class-label',
      message: '「是否班主任」写的是班级。',
      suggestion: '按「是」处理。',
      takenFor: '是',
    });
    return true;
  }
  return fields.yesNo('classTeacher', false);
}

function readWeeklyHours(fields: RosterFields): number | null {
  if (fields.row.text('weeklyHours') === '') return null;
  return fields.count('weeklyHours', null, LARGEST.weeklyHours);
}
