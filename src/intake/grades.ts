/** Classes of a school part or a 教学点: 各年级班数 「6/6/5/5/5/5」, lowest grade first, and how full they are. */
import { STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import type { Fields } from './fields.ts';

/** Grades a stage may have: six or five of a primary school, three or four of a junior school (5-4 system). */
const GRADES: Readonly<Record<Stage, readonly [least: number, most: number]>> = {
  K: [1, 4],
  P: [5, 6],
  J: [3, 4],
  H: [3, 3],
  V: [1, 5],
  X: [1, 9],
};

/** Pupils a class beyond which a number is more likely wrong than true. */
const USUAL_CLASS = { least: 3, most: 100 } as const;

/** Warns of classes without pupils and of a class size that hardly exists. */
export function remarkClassSize(
  fields: Fields<'schools'> | Fields<'sites'>,
  { classes, pupils }: { classes: number; pupils: number },
): void {
  if (classes === 0) return;
  const name = `${fields.quoted('name')}（代码${fields.quoted('code')}）`;
  if (pupils === 0) {
    fields.warn('pupils', {
      code: 'classes-without-pupils',
      message: `${name}有 ${classes} 个班，学生数却为 0。`,
      suggestion: '按所填数字测算；请核对。',
    });
  } else if (pupils < USUAL_CLASS.least * classes || pupils > USUAL_CLASS.most * classes) {
    fields.warn('classes', {
      code: 'unusual-class-size',
      message: `${name}学生 ${pupils} 人、${classes} 个班，每班少于 ${USUAL_CLASS.least} 人或多于 ${USUAL_CLASS.most} 人。`,
      suggestion: '按所填数字测算；请核对学生数和班级数。',
    });
  }
}

/** The counts, or null for blank (and after a remark for what cannot be used). @param classes 班级数 of the same row */
export function readClassesByGrade(
  fields: Fields<'schools'> | Fields<'sites'>,
  stage: Stage,
  classes: number,
): number[] | null {
  const value = fields.raw('classesByGrade');
  const text = fields.row.text('classesByGrade');
  if (text === '') return null;
  const parts = text.split(/[/、,;+|\s-]+/u);
  if (
    value instanceof Date ||
    typeof value === 'number' ||
    !parts.every((p) => /^\d{1,3}$/.test(p))
  ) {
    fields.error('classesByGrade', {
      code: 'bad-classes-by-grade',
      message: `「${fields.label('classesByGrade')}」不是各年级的班数（表格软件可能已把它改成日期）。`,
      suggestion: '请设为文本，从低年级起按「6、6、5、5、5、5」的样式填写。',
    });
    return null;
  }
  const counts = parts.map(Number);
  const [least, most] = GRADES[stage];
  const sum = counts.reduce((a, b) => a + b, 0);
  if (counts.length >= least && counts.length <= most && sum === classes) return counts;
  fields.error('classesByGrade', {
    code: 'classes-by-grade-differ',
    message: `「${fields.label('classesByGrade')}」填了 ${counts.length} 个年级共 ${sum} 班，班级数为 ${classes}，${STAGE_ZH[stage]}应有${least === most ? ` ${least}` : ` ${least}–${most}`} 个年级。`,
    suggestion: '请改正各年级班数或班级数；没有的年级填 0。',
  });
  return null;
}
