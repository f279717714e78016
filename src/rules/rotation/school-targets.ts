/** 交流指标分解到校 (R09): the target of the due, shared out among the schools that have due teachers. */
import { largestRemainder } from '../arithmetic.ts';
import { rotationTargets } from '../caps.ts';
import type { Round } from '../round.ts';

/** A school's part of the yearly plan, heads. */
export interface SchoolTarget {
  /** Position in `county.schools`. */
  readonly at: number;
  readonly due: number;
  /** Due teachers who should leave on exchange. */
  readonly target: number;
}

/** Every school in county order; the targets add up to the county's target of the due. */
export function schoolTargets(round: Round): SchoolTarget[] {
  const due = round.schools.map(({ at }) => dueAt(round, at));
  const shares = largestRemainder(
    rotationTargets(round).due,
    round.schools.map(({ at, school }) => ({ id: school.id, weight: due[at] as number })),
  );
  return round.schools.map(({ at }) => ({
    at,
    due: due[at] as number,
    target: shares[at] as number,
  }));
}

function dueAt({ people }: Round, school: number): number {
  return people.filter((person) => person.due && person.home.at === school).length;
}
