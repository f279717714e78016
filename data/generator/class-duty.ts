/** 班主任 and 周课时: one class teacher a class, weekly periods around the load norm of stage and subject. */
import { isConfirmed, type Teacher } from '../../src/domain/county.ts';
import type { Stage, Subject } from '../../src/domain/vocabulary.ts';
import { grouped, highest, type Person } from './person.ts';
import { type Dice, dice } from './random.ts';

const CORE_SUBJECTS: ReadonlySet<Subject> = new Set(['语文', '数学', '英语']);
const SCIENCES_AND_HUMANITIES: ReadonlySet<Subject> = new Set([
  ...(['物理', '化学', '生物', '道德与法治', '历史', '地理'] as const),
]);

/** Periods a week of a full load (data/README.md); null where no norm is published: kindergartens. */
export function loadNorm(stage: Stage, subject: Subject): number | null {
  const core = CORE_SUBJECTS.has(subject);
  const middle = SCIENCES_AND_HUMANITIES.has(subject);
  if (stage === 'K') return null;
  if (stage === 'H' || stage === 'V') return core ? 10 : middle ? 12 : 14;
  if (stage === 'J') return core ? 12 : middle || subject === '体育' ? 14 : 16;
  return subject === '语文' || subject === '数学' ? 14 : 18;
}

/** On leave, ill or away on loan: not before a class this term. Recruits and those near retirement are. */
function isAway({ exemption }: Teacher): boolean {
  const { kind } = exemption ?? {};
  return isConfirmed(exemption) && kind !== 'near-retirement' && kind !== 'new-recruit';
}

/** Language and mathematics teachers have their class for most of the day; who is older or leads is spared if possible. */
function classScore({ teacher, age }: Person): number {
  const subject = CORE_SUBJECTS.has(teacher.mainSubject!) ? 40 : 0;
  const young = age < 50 * 12 ? 15 : 0;
  const spared = teacher.leader ? 400 : isConfirmed(teacher.exemption) ? 200 : 0;
  return subject + young - spared + (teacher.merit ?? 0) / 400;
}

function appointClassTeachers(source: Dice, people: readonly Person[]): void {
  const { classes } = people[0]!.part;
  const teaching = people.filter(({ teacher }) => teacher.category === 'T');
  const able = teaching.filter(({ teacher }) => !isAway(teacher));
  const chosen = highest(source, able, { count: classes, noise: 25, score: classScore });
  for (const { teacher } of chosen) teacher.classTeacher = true;
}

/** Periods less than a full load: a head teaches a few, a class teacher is relieved of two. */
const RELIEF = { leader: 8, classTeacher: 2 } as const;
const FEWEST = 2;

function drawHours(source: Dice, { teacher, part }: Person): number | null {
  const spread = Math.round(1.5 * source.normal());
  const norm = loadNorm(part.stage, teacher.mainSubject!);
  // Nobody has told the recruits yet what they will teach.
  if (norm === null || isAway(teacher) || teacher.exemption?.kind === 'new-recruit') return null;
  const row = part.subjects.find(({ subject }) => subject === teacher.mainSubject);
  // Too many people share the periods of a subject; too few take over more, but not without limit.
  const share = row === undefined ? 1 : Math.min(1.15, row.posts / row.staff);
  const relief = teacher.leader ? RELIEF.leader : teacher.classTeacher ? RELIEF.classTeacher : 0;
  return Math.max(FEWEST, Math.round(norm * share) + spread - relief);
}

/** Class teachers of every part of a school, then the hours of all teachers. */
export function giveClasses(people: readonly Person[], seed: number): void {
  const classes = dice(seed, 'class-teachers');
  const parts = grouped(people, ({ part }) => `${part.unit.code}/${part.stage}`);
  for (const staff of parts.values()) appointClassTeachers(classes, staff);
  const hours = dice(seed, 'weekly-hours');
  for (const person of people) {
    if (person.teacher.category === 'T') person.teacher.weeklyHours = drawHours(hours, person);
  }
}
