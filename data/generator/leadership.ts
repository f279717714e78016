/** 领导任职: terms, years and training of heads, deputies and middle leaders, and of people in reserve (N04, P01–P04). */
import {
  type Assessment,
  isConfirmed,
  type Leadership,
  type Teacher,
} from '../../src/domain/county.ts';
import { monthNumber, REFERENCE_MONTH } from './months.ts';
import { bySchool, highest, type Person } from './person.ts';
import { type Dice, dice } from './random.ts';

/** 中层职数 by number of classes of the school. */
export function middleCount(classes: number): number {
  if (classes <= 12) return 3;
  if (classes <= 24) return 5;
  return classes <= 36 ? 7 : 9;
}

const MIDDLE_DUTIES = [
  ...['教导主任', '德育主任', '总务主任', '办公室主任', '教导副主任'],
  ...['德育副主任', '总务副主任', '教科室主任', '团委书记'],
] as const;
/** Of the administrators (管理) about so many hold a middle post; the other middle leaders teach. */
const ADMINISTRATORS = 0.5;
/** Share of ordinary teachers between 35 and 50 who were middle leaders once. */
const RESERVE = 0.02;
/** Hours of training asked for, and the step in which courses are given. */
const TRAINING = { asked: 240, course: 8 } as const;

const yearsSince = (month: string) => Math.floor((REFERENCE_MONTH - monthNumber(month)) / 12);

/** In office since an August 0 to 9 years ago, not before the person came to the school. */
function drawSince(source: Dice, { schoolStart }: Teacher): string {
  const since = `${2026 - source.below(10)}-08`;
  return since < schoolStart ? schoolStart : since;
}

function drawTraining(source: Dice, complete: number): number {
  const { asked, course } = TRAINING;
  const done = source.chance(complete);
  return done ? asked + course * source.below(10) : course * source.below(asked / course);
}

/** Three yearly reviews: one in ten excellent, a few basic. */
function drawReviews(source: Dice, years: number): Assessment[] {
  return Array.from({ length: Math.min(3, years) }, () => {
    const mark = source.below(100);
    return mark < 8 ? 'excellent' : mark < 96 ? 'pass' : 'basic';
  });
}

interface Office {
  readonly duty: Leadership['duty'];
  /** Chances of a complete training, and of the certificate once it is complete. */
  readonly trained: number;
  readonly certified: number;
}
const HEAD: Office = { duty: 'head', trained: 0.97, certified: 0.97 };
const DEPUTY: Office = { duty: 'deputy', trained: 0.75, certified: 0.85 };
const MIDDLE: Office = { duty: 'middle', trained: 0.25, certified: 0.7 };
const NONE: Office = { duty: null, trained: 0.5, certified: 0.7 };

/** Years as deputy and at middle level: the present office and what came before, all within the teaching years. */
function drawYears(source: Dice, duty: Leadership['duty'], inOffice: number, teaching: number) {
  const before = 1 + source.below(6);
  const middle = 2 + source.below(6);
  const deputyYears = duty === 'head' ? 1 + before : duty === 'deputy' ? inOffice : 0;
  const middleYears = duty === 'middle' ? inOffice + (before > 4 ? 2 : 0) : middle;
  const deputies = Math.min(deputyYears, teaching);
  return { deputyYears: deputies, middleYears: Math.min(middleYears, teaching - deputies) };
}

function give(source: Dice, person: Person, office: Office): void {
  const { teacher, workStart } = person;
  const since = office.duty === null ? null : drawSince(source, teacher);
  const teachingYears = yearsSince(workStart);
  const inOffice = since === null ? 0 : yearsSince(since);
  const trainingHours = drawTraining(source, office.trained);
  teacher.leadership = {
    duty: office.duty,
    since,
    ...drawYears(source, office.duty, inOffice, teachingYears),
    teachingYears,
    trainingHours,
    certificate: trainingHours >= TRAINING.asked && source.chance(office.certified),
    reviews: office.duty === null ? [] : drawReviews(source, inOffice),
    lastHeaded: null,
  };
}

const free = ({ teacher }: Person) => !teacher.leader && !isConfirmed(teacher.exemption);

/** Of standing: a title first of all, then the record. */
function middleScore({ teacher }: Person): number {
  const title = teacher.title === 'E' ? 0 : 80;
  return title + (teacher.merit ?? 0) / 200 + (teacher.backbone ? 20 : 0);
}

/** The middle leaders of one school: about half of its administrators, then teachers of standing. */
function middleLeaders(source: Dice, people: readonly Person[]): Person[] {
  const parts = new Set(people.map(({ part }) => part));
  const classes = [...parts].reduce((sum, part) => sum + part.classes, 0);
  const count = middleCount(classes);
  const administrators = people.filter(
    (person) => person.teacher.category === 'M' && free(person) && source.chance(ADMINISTRATORS),
  );
  const teachers = people.filter(
    (person) => person.teacher.category === 'T' && free(person) && person.age >= 30 * 12,
  );
  const chosen = highest(source, teachers, {
    count: Math.max(0, count - administrators.length),
    noise: 20,
    score: middleScore,
  });
  return [...administrators.slice(0, count), ...chosen];
}

function inReserve(source: Dice, person: Person): boolean {
  const { teacher, age } = person;
  const ripe = age >= 35 * 12 && age < 50 * 12 && teacher.title !== 'E';
  const seasoned = yearsSince(person.workStart) >= 8;
  return teacher.category === 'T' && ripe && seasoned && source.chance(RESERVE);
}

/** Who led already keeps leading: the flags of heads and deputies are those of standing.ts. */
export function giveLeadership(people: readonly Person[], seed: number): void {
  const source = dice(seed, 'leadership');
  for (const staff of bySchool(people).values()) {
    for (const person of staff.filter(({ teacher }) => teacher.leader)) {
      const head = person.duty === '校长' || person.duty === '园长';
      give(source, person, head ? HEAD : DEPUTY);
    }
    middleLeaders(source, staff).forEach((person, index) => {
      person.duty = MIDDLE_DUTIES[index]!;
      give(source, person, MIDDLE);
    });
    for (const person of staff) {
      if (person.teacher.leadership === null && inReserve(source, person))
        give(source, person, NONE);
    }
  }
}
