/**
 * L06: weekly periods by grade and weekly load of a full-time teacher. 义务教育课程方案 2022 with the table of 山东
 * (jining.gov.cn, 2023-07-21); loads after m.yrrf.cn. Senior schools and the other stages have a mix instead.
 */
import type { Stage, Subject } from '../../domain/vocabulary.ts';

/** 综合实践/劳动 and 地方校本 have no posts of their own: see {@link lessonsOf}. */
type Line = Subject | '综合' | '校本';

/** Periods a week by grade, lowest grade first. */
type Table = Readonly<Partial<Record<Line, readonly number[]>>>;

/** Grades 1–6. */
const PRIMARY: Table = {
  语文: [8, 8, 7, 7, 6, 6],
  数学: [4, 4, 4, 4, 5, 5],
  英语: [0, 0, 2, 2, 3, 3],
  道德与法治: [3, 3, 3, 3, 2, 2],
  科学: [1, 1, 2, 2, 2, 2],
  体育: [4, 4, 3, 3, 3, 3],
  音乐: [2, 2, 2, 2, 2, 2],
  美术: [2, 2, 2, 2, 2, 2],
  综合: [1, 1, 2, 2, 3, 3],
  校本: [4, 4, 3, 3, 2, 2],
};

/** Grades 7–9. */
const JUNIOR: Table = {
  语文: [5, 4, 5],
  数学: [4, 4, 5],
  英语: [4, 4, 4],
  道德与法治: [2, 2, 2],
  历史: [2, 2, 2],
  地理: [2, 2, 0],
  生物: [3, 3, 0],
  物理: [0, 2, 3],
  化学: [0, 0, 3],
  体育: [3, 3, 3],
  音乐: [1, 1, 1],
  美术: [1, 1, 1],
  综合: [3, 3, 3],
  校本: [4, 3, 2],
};

/** Weekly periods of one full-time teacher; the lines not named have `other`. */
const LOADS = {
  P: { other: 18, 语文: 14, 数学: 14 },
  J: {
    ...{ other: 16, 语文: 12, 数学: 12, 英语: 12 },
    ...{ 物理: 14, 化学: 14, 生物: 14, 道德与法治: 14, 历史: 14, 地理: 14, 体育: 14 },
  },
  H: {
    ...{ other: 14, 语文: 10, 数学: 10, 英语: 10 },
    ...{ 物理: 12, 化学: 12, 生物: 12, 道德与法治: 12, 历史: 12, 地理: 12 },
  },
} as const satisfies Record<'P' | 'J' | 'H', Readonly<Partial<Record<Line | 'other', number>>>>;

/** Special schools are measured like primary, vocational like senior ones; kindergartens count no periods. */
const LOAD_OF_STAGE = { K: null, P: 'P', X: 'P', J: 'J', H: 'H', V: 'H' } as const;

/** L06: weekly periods of a full-time teacher of a subject; null where no norm is set. */
export function weeklyLoad(stage: Stage, subject: Subject | null): number | null {
  const like = LOAD_OF_STAGE[stage];
  if (like === null) return null;
  const loads: Readonly<Record<string, number>> = LOADS[like];
  return loads[subject ?? 'other'] ?? LOADS[like].other;
}

/** Least common multiple of the loads: teaching time of one teacher in whole units. */
const UNITS = { P: 126, J: 336 } as const;

/** §5.3: posts by subject of a senior school, tenths of a percent. */
const SENIOR_MIX: Readonly<Partial<Record<Subject, number>>> = {
  ...{ 语文: 140, 数学: 145, 英语: 140, 道德与法治: 70, 历史: 70, 地理: 70, 物理: 90, 化学: 80 },
  ...{ 生物: 75, 体育: 50, 音乐: 15, 美术: 15, 信息科技: 20, 通用技术: 10, 心理: 10 },
};

/** Teaching time of one line: `units / perTeacher` full-time teachers. */
interface Lesson {
  readonly line: Line;
  readonly units: number;
}
interface Lessons {
  readonly lessons: readonly Lesson[];
  /** Units that make one full-time teacher; for classes spread evenly, times the number of grades. */
  readonly perTeacher: number;
}

/** Hours by grade of a part: five grades of a primary school are 1–5, four of a junior school 6–9 (5-4 system). */
function hoursOf(stage: 'P' | 'J', line: Line, grades: number): readonly number[] {
  const primary = PRIMARY[line] ?? [0, 0, 0, 0, 0, 0];
  const junior = JUNIOR[line] ?? [0, 0, 0];
  return stage === 'P'
    ? primary.slice(0, grades)
    : [...primary.slice(primary.length - (grades - junior.length)), ...junior].slice(-grades);
}

/** Classes by grade; null = spread evenly over six or three grades, counted times the number of grades. */
function evenClasses(stage: 'P' | 'J', classes: number): { byGrade: number[]; grades: number } {
  const grades = stage === 'P' ? PRIMARY.语文?.length : JUNIOR.语文?.length;
  return { byGrade: Array.from({ length: grades ?? 0 }, () => classes), grades: grades ?? 1 };
}

export interface ClassCount {
  readonly stage: Stage;
  readonly classes: number;
  readonly classesByGrade: readonly number[] | null;
}

/** Teaching time of each line of the curriculum, exact; empty for stages without a table. */
export function lessonsOf({ stage, classes, classesByGrade }: ClassCount): Lessons {
  if (stage !== 'P' && stage !== 'J') return { lessons: [], perTeacher: 1 };
  const even = evenClasses(stage, classes);
  const byGrade = classesByGrade ?? even.byGrade;
  const loads: Readonly<Record<string, number>> = LOADS[stage];
  const lines = [...new Set([...Object.keys(PRIMARY), ...Object.keys(JUNIOR)])] as Line[];
  const lessons = lines.map((line) => {
    const hours = hoursOf(stage, line, byGrade.length);
    const periods = byGrade.reduce((total, count, grade) => total + count * (hours[grade] ?? 0), 0);
    return { line, units: (periods * UNITS[stage]) / (loads[line] ?? LOADS[stage].other) };
  });
  return {
    lessons: lessons.filter(({ units }) => units > 0),
    perTeacher: UNITS[stage] * (classesByGrade === null ? even.grades : 1),
  };
}

/** 信息科技 takes one period of 综合 from grade 3 on. */
const COMPUTING_FROM_GRADE = 3;

/** Units of 信息科技 in the 综合 line. */
function computingUnits({ stage, classes, classesByGrade }: ClassCount): number {
  if (stage !== 'P' && stage !== 'J') return 0;
  const byGrade = classesByGrade ?? evenClasses(stage, classes).byGrade;
  const from = stage === 'P' ? COMPUTING_FROM_GRADE - 1 : 0;
  const periods = byGrade.slice(from).reduce((a, b) => a + b, 0);
  return (periods * UNITS[stage]) / LOADS[stage].other;
}

/** 心理 gets a third of 地方校本. */
const PSYCHOLOGY_SHARE = 3;

/**
 * L06: periods a week that the classes are owed of a subject, rounded up; 0 where the table has none (and in every
 * stage but P and J). 劳动综合, 信息科技 and 心理 as in {@link subjectNeeds}, without the rest of 地方校本.
 */
export function weeklyPeriods(count: ClassCount, subject: Subject): number {
  const { stage, classes, classesByGrade } = count;
  if (stage !== 'P' && stage !== 'J') return 0;
  const { byGrade, grades } =
    classesByGrade === null ? evenClasses(stage, classes) : { byGrade: classesByGrade, grades: 1 };
  const of = (line: Line): number => {
    const hours = hoursOf(stage, line, byGrade.length);
    return byGrade.reduce((total, each, grade) => total + each * (hours[grade] ?? 0), 0);
  };
  const computing = (computingUnits(count) * LOADS[stage].other) / UNITS[stage];
  if (subject === '信息科技') return Math.ceil(computing / grades);
  if (subject === '劳动综合') return Math.ceil((of('综合') - computing) / grades);
  if (subject === '心理') return Math.ceil(of('校本') / (PSYCHOLOGY_SHARE * grades));
  return Math.ceil(of(subject) / grades);
}

/**
 * Whole weights of the subjects by the time they teach. 综合 is 劳动综合 and 信息科技; a third of 地方校本 is 心理,
 * the rest is spread over the other subjects in proportion to their own time.
 */
export function subjectNeeds(count: ClassCount): ReadonlyMap<Subject, number> {
  if (count.stage === 'H') return new Map(Object.entries(SENIOR_MIX) as [Subject, number][]);
  if (count.stage === 'K') return new Map([['学前教育', 1]]);
  const own = new Map<Subject, number>();
  let local = 0;
  for (const { line, units } of lessonsOf(count).lessons) {
    if (line === '校本') local = units;
    else if (line !== '综合') own.set(line, units);
    else {
      const computing = computingUnits(count);
      own.set('信息科技', computing).set('劳动综合', units - computing);
    }
  }
  const all = [...own.values()].reduce((a, b) => a + b, 0);
  const needs = new Map(
    [...own].map(([subject, units]) => [subject, units * (3 * all + 2 * local)]),
  );
  return local === 0 ? needs : needs.set('心理', local * all);
}

/** L07: classes one PE teacher may have, at most. */
const PE_CLASSES = { 'P1–2': 6, 'P3–6': 7, J: 7, H: 9 } as const;

/** L07: least PE teachers by classes, rounded up; 0 in the stages without a norm. */
export function leastPe({ stage, classes, classesByGrade }: ClassCount): number {
  if (stage === 'J') return Math.ceil(classes / PE_CLASSES.J);
  if (stage === 'H') return Math.ceil(classes / PE_CLASSES.H);
  if (stage !== 'P') return 0;
  const { byGrade, grades } =
    classesByGrade === null ? evenClasses(stage, classes) : { byGrade: classesByGrade, grades: 1 };
  const low = byGrade.slice(0, 2).reduce((a, b) => a + b, 0);
  const high = byGrade.slice(2).reduce((a, b) => a + b, 0);
  const [perLow, perHigh] = [PE_CLASSES['P1–2'], PE_CLASSES['P3–6']];
  return Math.ceil((low * perHigh + high * perLow) / (perLow * perHigh * grades));
}
