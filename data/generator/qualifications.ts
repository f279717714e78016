/** Titles, degrees, backbone, certificates and second subjects: cell rates are met by exact counts where they are rates of a cell. */
import type { Stage, Subject } from '../../src/domain/vocabulary.ts';
import { byCell, highest, type Person } from './person.ts';
import { type Dice, dice } from './random.ts';
import * as rates from './rates.ts';

/** Subjects a teacher of the first may also teach; sports, art and English have none. */
const RELATED: Readonly<
  Partial<Record<Subject, Readonly<Partial<Record<Stage, readonly Subject[]>>>>>
> = {
  语文: {
    P: ['道德与法治', '劳动综合', '心理'],
    J: ['道德与法治', '历史', '心理'],
    H: ['道德与法治', '历史', '心理'],
  },
  数学: { P: ['科学', '信息科技'], J: ['信息科技', '物理'], H: ['信息科技', '物理'] },
  道德与法治: { P: ['劳动综合'], J: ['历史', '地理'], H: ['历史', '地理'] },
  历史: { J: ['道德与法治', '地理'], H: ['道德与法治', '地理'] },
  地理: { J: ['道德与法治', '历史'], H: ['道德与法治', '历史'] },
  物理: { J: ['数学', '科学'], H: ['数学', '科学'] },
  生物: { J: ['化学', '科学'], H: ['化学', '科学'] },
  化学: { J: ['生物', '科学'], H: ['生物', '科学'] },
  科学: { P: ['生物', '化学'] },
};
const EXTRA_PRIMARY: readonly Subject[] = ['音乐', '美术', '体育', '英语', '科学', '信息科技'];
const STAGE_ABOVE: Readonly<Partial<Record<Stage, Stage>>> = { K: 'P', P: 'J', J: 'H' };

const rated = (person: Person) =>
  person.teacher.category === 'T' || person.teacher.category === 'M';
const rateOf = (table: typeof rates.SENIOR, cell: readonly Person[]) => {
  const { stage, unit } = cell[0]!.part;
  return table[stage][unit.tier];
};

/** Titles rise with age; women beyond 55 serve on the 60-year track of senior titles. */
function giveTitles(source: Dice, cell: readonly Person[]): void {
  const pool = cell.filter(rated);
  const senior = highest(source, pool, {
    count: Math.round(pool.length * rateOf(rates.SENIOR, cell)),
    noise: 90,
    score: (person) => person.age + (person.teacher.statutoryTrack === null ? 0 : 10_000),
  });
  for (const { teacher } of senior) teacher.title = 'H';
  const middle = highest(
    source,
    pool.filter(({ teacher }) => teacher.title === 'E'),
    {
      count: Math.round(pool.length * rateOf(rates.MIDDLE, cell)),
      noise: 90,
      score: (person) => person.age,
    },
  );
  for (const { teacher } of middle) teacher.title = 'M';
}

function giveDegrees(source: Dice, cell: readonly Person[]): void {
  const bachelors = highest(source, cell, {
    count: Math.round(cell.length * rateOf(rates.BACHELOR, cell)),
    noise: 150,
    score: (person) => (rated(person) ? 0 : -600) - person.age,
  });
  for (const { teacher } of bachelors) teacher.degree = 'bachelor';
  const masters = Math.round(cell.length * rateOf(rates.MASTER, cell));
  for (const { teacher } of source.shuffled(bachelors).slice(0, masters)) teacher.degree = 'master';
  for (const { teacher, age } of cell) {
    if (teacher.degree === 'college' && age > 52 * 12 && source.chance(0.15))
      teacher.degree = 'secondary';
  }
}

const TITLE_SCORE = { H: 30, M: 15, E: 0 } as const;

function giveBackbone(source: Dice, cell: readonly Person[]): void {
  const teaching = cell.filter(({ teacher }) => teacher.category === 'T');
  const chosen = highest(source, teaching, {
    count: Math.round(cell.length * rates.BACKBONE[cell[0]!.part.unit.tier]),
    noise: 20,
    score: ({ teacher }) => TITLE_SCORE[teacher.title],
  });
  for (const { teacher } of chosen) teacher.backbone = true;
}

/**
 * One certificate: own stage and subject, or the stage above (which covers the own one); in a kindergarten the own one
 * beside it, for nothing else counts there.
 */
function giveCertificate(source: Dice, { teacher, part }: Person): void {
  const own: Stage = part.stage === 'X' ? 'P' : part.stage;
  const above = source.chance(rates.CERTIFICATE_ABOVE) ? STAGE_ABOVE[own] : undefined;
  if (source.chance(rates.CERTIFICATE_MISSING)) return;
  const stages = own === 'K' && above !== undefined ? [own, above] : [above ?? own];
  teacher.certificates = stages.map((stage) => ({ stage, subject: teacher.mainSubject }));
}

function giveSecondSubjects(source: Dice, { teacher, part }: Person): void {
  const subjects = new Set<Subject>();
  const related = RELATED[teacher.mainSubject!]?.[part.stage] ?? [];
  if (source.chance(rates.SECOND_SUBJECT) && related.length > 0) subjects.add(source.pick(related));
  if (part.stage === 'P' && source.chance(rates.EXTRA_PRIMARY_SUBJECT))
    subjects.add(source.pick(EXTRA_PRIMARY));
  subjects.delete(teacher.mainSubject!);
  teacher.otherSubjects = [...subjects];
}

/** Second pass over the staff. */
export function qualify(people: readonly Person[], seed: number): void {
  const source = dice(seed, 'qualifications');
  for (const cell of byCell(people)) {
    giveTitles(source, cell);
    giveDegrees(source, cell);
    giveBackbone(source, cell);
  }
  for (const person of people) {
    if (person.teacher.category !== 'T') continue;
    giveCertificate(source, person);
    giveSecondSubjects(source, person);
  }
}
