/** Who teaches at which spot, what the groups may give and who is interchangeable: the sets of the definition. */
import type { County, ExemptionKind, Researcher, Teacher } from '../../domain/county.ts';
import { isConfirmed } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage, Subject } from '../../domain/vocabulary.ts';
import { mayTeach } from '../admission.ts';
import { sum } from '../arithmetic.ts';
import { monthNumber } from '../calendar.ts';
import { exemption, isCounted } from '../people.ts';
import { STAGE_LEVEL } from '../subject-match.ts';
import { loadOf, needAt, type Spot, spotsOf } from './lessons.ts';

const AWAY: readonly ExemptionKind[] = [
  ...(['illness', 'seconded', 'maternity-leave', 'sick-leave', 'incapacity'] as const),
];

/** A teacher at a spot; hours in fifths of a period a week. */
export interface Member {
  readonly person: Teacher;
  readonly spot: Spot;
  readonly norm: number;
  readonly told: number;
  /** null for those who stay. */
  readonly kind: string | null;
  readonly daysAway: number;
}

export interface Group {
  readonly id: string;
  readonly spot: Spot;
  readonly subject: Subject;
  readonly load: number;
  readonly members: readonly Member[];
  readonly own: number;
  readonly spare: number;
}

/** Everything the checks look at. */
export interface Scene {
  readonly county: County;
  readonly policy: Policy;
  readonly spots: ReadonlyMap<string, Spot>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly members: ReadonlyMap<string, Member>;
  readonly researchersAt: (key: string) => number;
}

export function sceneOf(county: County, policy: Policy): Scene {
  const spots = spotsOf(county);
  const extra = new Map<string, number>();
  for (const each of county.researchers) {
    const { gives, key } = researcherGives(each, policy, spots);
    if (gives > 0) extra.set(key, (extra.get(key) ?? 0) + gives);
  }
  const researchersAt = (key: string) => extra.get(key) ?? 0;
  const groups = groupsOf(county, policy, { spots, researchersAt });
  const members = new Map(
    [...groups.values()].flatMap((group) => group.members.map((one) => [one.person.id, one])),
  );
  return { county, policy, spots, groups, members, researchersAt };
}

/** W06. */
export function researcherGives(
  { schoolId, stage, subject }: Researcher,
  { researchersTeach, researchers, itinerant }: Policy,
  spots: ReadonlyMap<string, Spot>,
): { gives: number; key: string } {
  const key = `${schoolId}/${stage}/${subject}`;
  const may =
    researchersTeach &&
    stage !== 'H' &&
    spots.has(`${schoolId}/${stage}`) &&
    itinerant.subjects.includes(subject);
  const { periodsPerTerm, weeksPerTerm } = researchers;
  return { gives: may ? Math.floor((5 * periodsPerTerm) / weeksPerTerm) : 0, key };
}

/** W06: five full years since the start or the latest year in a school. */
export function yearsSince({ since, lastInSchool }: Researcher, policy: Policy): number {
  const latest = Math.max(monthNumber(since), monthNumber(lastInSchool ?? since));
  return Math.max(0, Math.floor((monthNumber(policy.referenceMonth) - latest) / 12));
}

function groupsOf(
  county: County,
  policy: Policy,
  { spots, researchersAt }: Pick<Scene, 'spots' | 'researchersAt'>,
): Map<string, Group> {
  const lists = new Map<string, { spot: Spot; subject: Subject; members: Member[] }>();
  const kinds = new Map<string, string>();
  for (const person of [...county.teachers].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { mainSubject: subject } = person;
    const spot = spots.get(person.siteId ?? `${person.schoolId}/${person.stage}`);
    if (spot === undefined || subject === null || !isThere(person, policy)) continue;
    const key = `${spot.id}/${subject}`;
    const member = memberOf(person, { spot, subject, policy, kinds });
    const list = lists.get(key) ?? { spot, subject, members: [] };
    lists.set(key, { ...list, members: [...list.members, member] });
  }
  return new Map(
    [...lists].map(([id, { spot, subject, members }]) => {
      const load = loadOf(spot.stage, subject);
      const told = sum(members.map((one) => one.told));
      const asked = needAt(spot, subject) - researchersAt(id);
      // A senior school has no table: what its people teach as told is theirs.
      const own = spot.stage === 'H' ? told : Math.max(0, Math.min(told, asked));
      const room = sum(members.map((one) => one.norm)) - own;
      const spare = room > 0 ? Math.floor(room / load) : 0;
      return [id, { id, spot, subject, load, members, own, spare }];
    }),
  );
}

function isThere(person: Teacher, { referenceMonth }: Policy): boolean {
  const leave = person.exemption;
  const isAway =
    isConfirmed(leave) &&
    leave !== null &&
    AWAY.includes(leave.kind) &&
    (leave.from ?? referenceMonth) <= referenceMonth &&
    (leave.to ?? referenceMonth) >= referenceMonth;
  const isHired = person.hiring === 'hired' || person.hiring === 'direct';
  return person.category === 'T' && mayTeach(person) && isHired && !isAway;
}

function memberOf(
  person: Teacher,
  at: { spot: Spot; subject: Subject; policy: Policy; kinds: Map<string, string> },
): Member {
  const { spot, subject, policy, kinds } = at;
  const full = 5 * loadOf(spot.stage, subject);
  const hours = person.weeklyHours === null ? null : 5 * person.weeklyHours;
  const norm = person.leader
    ? Math.min(full, hours ?? 0)
    : person.classTeacher
      ? Math.trunc(full / 2)
      : full;
  const ground = exemption(person, policy);
  const stays = person.leader || person.classTeacher || !isCounted(person, policy);
  const travels = !stays && (ground === null || person.exemption?.kind === 'new-recruit');
  const traits = [
    spot.id,
    subject,
    [...person.otherSubjects].sort().join(','),
    certified(person, 'P'),
    certified(person, 'J'),
  ].join('|');
  if (travels && !kinds.has(traits)) kinds.set(traits, person.id);
  return {
    ...{ person, spot, norm, told: hours ?? norm },
    kind: travels ? (kinds.get(traits) ?? null) : null,
    daysAway: policy.itinerant.maxDaysAway,
  };
}

/** L02: a certificate covers its own and lower stages. */
export function certified({ certificates }: Teacher, stage: Stage): boolean {
  return certificates.some((each) => STAGE_LEVEL[each.stage] >= STAGE_LEVEL[stage]);
}
