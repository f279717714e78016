/** Places, the lessons they need and the loads of teachers, read from the national tables anew (L06). */
import type { County, School, Site } from '../../domain/county.ts';
import type { Stage, Subject } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';

/** A campus without its sites, or a site; of a senior school the campus where its people belong. */
export interface Spot {
  readonly id: string;
  readonly school: School;
  readonly site: Site | null;
  readonly stage: 'P' | 'J' | 'H';
  readonly classes: number;
  readonly byGrade: readonly number[] | null;
}

/** Periods a week, grades 1 to 9. */
const PERIODS: Readonly<Partial<Record<Subject, readonly number[]>>> = {
  语文: [8, 8, 7, 7, 6, 6, 5, 4, 5],
  数学: [4, 4, 4, 4, 5, 5, 4, 4, 5],
  英语: [0, 0, 2, 2, 3, 3, 4, 4, 4],
  道德与法治: [3, 3, 3, 3, 2, 2, 2, 2, 2],
  科学: [1, 1, 2, 2, 2, 2, 0, 0, 0],
  历史: [0, 0, 0, 0, 0, 0, 2, 2, 2],
  地理: [0, 0, 0, 0, 0, 0, 2, 2, 0],
  生物: [0, 0, 0, 0, 0, 0, 3, 3, 0],
  物理: [0, 0, 0, 0, 0, 0, 0, 2, 3],
  化学: [0, 0, 0, 0, 0, 0, 0, 0, 3],
  体育: [4, 4, 3, 3, 3, 3, 3, 3, 3],
  音乐: [2, 2, 2, 2, 2, 2, 1, 1, 1],
  美术: [2, 2, 2, 2, 2, 2, 1, 1, 1],
  信息科技: [0, 0, 1, 1, 1, 1, 1, 1, 1],
  劳动综合: [1, 1, 1, 1, 2, 2, 2, 2, 2],
};
/** 地方校本; a third of it is 心理. */
const LOCAL = [4, 4, 3, 3, 2, 2, 4, 3, 2];

/** By id, those without classes too. */
export function spotsOf(county: County): Map<string, Spot> {
  const spots: Spot[] = [];
  for (const school of county.schools) {
    for (const { stage, classes, classesByGrade } of school.parts) {
      if (stage !== 'P' && stage !== 'J' && stage !== 'H') continue;
      const sites = county.sites.filter((s) => s.schoolId === school.id && s.stage === stage);
      for (const site of sites) {
        const { id, classes: own, classesByGrade: byGrade } = site;
        spots.push({ id, school, site, stage, classes: own, byGrade });
      }
      const told =
        classesByGrade !== null &&
        sites.every((s) => s.classesByGrade?.length === classesByGrade.length);
      const away = (grade: number) => sum(sites.map((s) => s.classesByGrade?.[grade] ?? 0));
      spots.push({
        ...{ id: `${school.id}/${stage}`, school, site: null, stage },
        classes: Math.max(0, classes - sum(sites.map((s) => s.classes))),
        byGrade: told ? classesByGrade.map((n, grade) => Math.max(0, n - away(grade))) : null,
      });
    }
  }
  return new Map(spots.map((spot) => [spot.id, spot]));
}

/** Fifths of a period a week, none in senior schools; evenly spread classes get the mean of the six or three grades. */
export function needAt({ stage, classes, byGrade }: Spot, subject: Subject): number {
  if (stage === 'H') return 0;
  const table = subject === '心理' ? LOCAL : (PERIODS[subject] ?? []);
  const grades = byGrade?.length ?? (stage === 'P' ? 6 : 3);
  const first = stage === 'P' ? 0 : 9 - grades;
  const counts = byGrade ?? Array<number>(grades).fill(classes);
  const periods = sum(counts.map((count, k) => count * (table[first + k] ?? 0)));
  const parts = (byGrade === null ? grades : 1) * (subject === '心理' ? 3 : 1);
  return 5 * Math.ceil(periods / parts);
}

/** Weekly periods of a full-time teacher: also the fifths of a period that a day gives. */
export function loadOf(stage: Stage, subject: Subject): number {
  const core = subject === '语文' || subject === '数学';
  if (stage === 'P') return core ? 14 : 18;
  const most = stage === 'H' ? 10 : 12;
  if (core || subject === '英语') return most;
  const exam: readonly Subject[] = ['物理', '化学', '生物', '道德与法治', '历史', '地理'];
  if (stage === 'H') return exam.includes(subject) ? 12 : 14;
  const at14: readonly Subject[] = [...exam, '体育'];
  return at14.includes(subject) ? 14 : 16;
}
