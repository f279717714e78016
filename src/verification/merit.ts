/** Merit q of a person: a whole percent 0–100 that weighs the wishes (§4.5); and what counts in a competition (E02). */
import type { Assessment, County, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage, Subject } from '../domain/vocabulary.ts';
import { isEstablished } from './people.ts';

const NO_RECORD = 50;
/** E01: the latest grade in the place of a total, hundredths. */
const GRADE: Readonly<Record<Assessment, number>> = {
  excellent: 10_000,
  pass: 7000,
  basic: 4000,
  fail: 0,
};

/** The total, or the latest grade where there is none. */
function recordOf({ merit, assessments }: Teacher): number | null {
  const latest = assessments.at(-1);
  return merit ?? (latest === undefined ? null : GRADE[latest]);
}

/** Person id → merit percent. */
export function meritPercents(county: County, policy: Policy): Map<string, number> {
  const colleagues = new Map<string, number[]>();
  for (const person of county.teachers.filter(isEstablished)) {
    const record = recordOf(person);
    if (record === null) continue;
    const records = colleagues.get(person.schoolId) ?? [];
    records.push(record);
    colleagues.set(person.schoolId, records);
  }
  const percentile = (merit: number, records: readonly number[]) => {
    const below = records.filter((each) => each < merit).length;
    const equal = records.filter((each) => each === merit).length;
    return Math.floor((100 * (2 * below + equal)) / (2 * records.length));
  };
  const ofPerson = (schoolId: string, merit: number | null) => {
    if (merit === null) return NO_RECORD;
    if (policy.merit.scale === 'raw') return Math.floor(merit / 100);
    const records = colleagues.get(schoolId) ?? [];
    return records.length === 0 ? NO_RECORD : percentile(merit, records);
  };
  return new Map(
    county.teachers.map((person) => [person.id, ofPerson(person.schoolId, recordOf(person))]),
  );
}

const CORE: readonly Subject[] = ['语文', '数学', '英语'];
const HUMANITIES_AND_SCIENCE: readonly Subject[] = [
  ...(['物理', '化学', '生物', '道德与法治', '历史', '地理'] as const),
];

/** L06: periods of a full load; null = no norm. */
function fullLoad(stage: Stage, subject: Subject | null): number | null {
  if (stage === 'K') return null;
  const core = subject !== null && CORE.includes(subject);
  const middle = subject !== null && HUMANITIES_AND_SCIENCE.includes(subject);
  if (stage === 'H' || stage === 'V') return core ? 10 : middle ? 12 : 14;
  if (stage === 'J') return core ? 12 : middle || subject === '体育' ? 14 : 16;
  return subject === '语文' || subject === '数学' ? 14 : 18;
}

/** M: merit percent, and what leans to the front line (E02). */
export function meritPoints(
  { policy, merit }: { readonly policy: Policy; readonly merit: ReadonlyMap<string, number> },
  person: Teacher,
): number {
  const { classTeacherBonus, backboneBonus, fullLoadBonus } = policy.merit;
  const norm = person.category === 'T' ? fullLoad(person.stage, person.mainSubject) : null;
  const loaded = norm !== null && person.weeklyHours !== null && person.weeklyHours >= norm;
  return (
    merit.get(person.id)! +
    (person.classTeacher ? classTeacherBonus : 0) +
    (person.backbone ? backboneBonus : 0) +
    (loaded ? fullLoadBonus : 0)
  );
}
