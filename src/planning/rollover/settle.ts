/** Exchanges that were over before the year began: they are settled before anything is decided or carried out. */
import type { County, PostGroup, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { isOver } from '../../rules/rotation/exchange-term.ts';
import { comesHome, endedExchange, overdue, staysOn } from './exchange-end.ts';
import { type Places, placesOf } from './places.ts';
import type { EndedExchange, YearDecision } from './types.ts';

export interface Settled {
  readonly county: County;
  readonly ended: readonly EndedExchange[];
}

/** Everybody whose exchange is over as the year of `policy` begins is at home. */
export function settleExchanges(county: County, policy: Policy): Settled {
  const places = placesOf(county);
  const month = policy.referenceMonth;
  const over = county.teachers.filter(({ exchange }) => isOver(exchange, month));
  if (over.length === 0) return { county, ended: [] };
  const teachers = county.teachers.map(
    (teacher) => settled(teacher, null, { places, policy }).teacher,
  );
  return {
    county: { ...county, teachers },
    ended: over.map((teacher) => endedBefore(teacher, policy, places) as EndedExchange),
  };
}

/** What the exchange was that is over as the year begins; null = none is. */
export function endedBefore(
  teacher: Teacher,
  { referenceMonth }: Policy,
  places: Places,
): EndedExchange | null {
  const { exchange } = teacher;
  if (!isOver(exchange, referenceMonth)) return null;
  return endedExchange(teacher, overdue(exchange, referenceMonth), places);
}

/**
 * The person before the decision is carried out. R05: who is hired at the exchange school stays there; on a rotation
 * nobody goes to where the own exchange has just ended.
 */
export function settled(
  teacher: Teacher,
  decision: { readonly kind: YearDecision['kind']; readonly post: PostGroup | null } | null,
  { places, policy }: { readonly places: Places; readonly policy: Policy },
): { readonly teacher: Teacher; readonly stays: boolean } {
  const { referenceMonth } = policy;
  const { exchange } = teacher;
  if (!isOver(exchange, referenceMonth)) return { teacher, stays: false };
  const ending = overdue(exchange, referenceMonth);
  const stays = decision?.post?.schoolId === teacher.schoolId && decision.kind !== 'rotation';
  return {
    stays,
    teacher: stays
      ? staysOn(teacher, ending, places)
      : comesHome(teacher, ending, { places, from: referenceMonth }),
  };
}
