/** F05, F06, D06: at the end of a binding summer everybody hired has signed for the post, after the list was public. */
import type { County, School } from '../../domain/county.ts';
import type { SummerState } from '../../domain/summer.ts';
import { entries, next } from './journal.ts';
import { isLeft, leftPeople } from './since.ts';

interface Signer {
  readonly id: string;
  readonly postGroupId: string;
  /** First day on which a contract counts. */
  readonly from: string;
}

/** What is wrong with the contracts, by staff number. */
export function contractFaults(county: County, state: SummerState): string[] {
  const all = signers(county, state);
  const personal = new Map(
    entries(state.journal, 'contract').map((entry) => [entry.teacherId, entry]),
  );
  const unsigned = all.filter((signer) => {
    const own = personal.get(signer.id);
    if (own === undefined) return !isSignedAtSchool(county, state, signer);
    return (own.postGroupId ?? signer.postGroupId) !== signer.postGroupId || own.on < signer.from;
  });
  const hired = new Set(all.map(({ id }) => id));
  // Q23: who takes no hiring place is hired all the same.
  for (const { teacherId, kind, postGroupId } of state.stages.flatMap((each) => each.decisions))
    if (kind !== 'standby' && postGroupId === null) hired.add(teacherId);
  const strangers = [...personal.keys()].filter((id) => !hired.has(id));
  return [
    ...unsigned.map(({ id, postGroupId }) => `${id} has not signed for ${postGroupId}`),
    ...strangers.map((id) => `${id} signed a contract without a post`),
  ];
}

function signers(county: County, state: SummerState): Signer[] {
  const { stages, journal } = state;
  const decided = stages.flatMap(({ stage, decisions }) => {
    const list = entries(journal, 'publicity').findLast((each) => each.stage === stage);
    const from = list === undefined ? '' : next(list.until);
    return decisions.flatMap((each) =>
      each.postGroupId === null || isLeft(each, journal)
        ? []
        : [{ id: each.teacherId, postGroupId: each.postGroupId, from }],
    );
  });
  const since = leftPeople(county, state).flatMap(({ id, taken }) =>
    taken === null ? [] : [{ id, ...taken }],
  );
  return [...decided, ...since];
}

/** All of the school, or of the central school that employs for its town, had signed. */
function isSignedAtSchool(
  county: County,
  { journal }: SummerState,
  { id, postGroupId, from }: Signer,
): boolean {
  const group = county.postGroups.find((each) => each.id === postGroupId);
  const person = county.teachers.find((each) => each.id === id);
  const school = county.schools.find((each) => each.id === (group ?? person)?.schoolId);
  if (school === undefined) return true;
  const places = [school.id, employerOf(county, school)];
  return entries(journal, 'school-contracts').some(
    ({ schoolId, on }) => places.includes(schoolId) && on >= from,
  );
}

/** F05: primary schools of a town sign with its central school, the largest one with teaching sites. */
function employerOf({ schools, sites }: County, school: School): string {
  if (school.tier !== 'R' || (school.kind !== '小学' && school.kind !== '教学点')) return school.id;
  const pupils = ({ parts }: School) => parts.reduce((n, part) => n + part.pupils, 0);
  const central = schools
    .filter(({ tier, districtId }) => tier === 'R' && districtId === school.districtId)
    .filter(({ id }) => sites.some((site) => site.schoolId === id))
    .sort((a, b) => pupils(b) - pupils(a) || (a.id < b.id ? -1 : 1));
  return central[0]?.id ?? school.id;
}
