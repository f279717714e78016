/**
 * The program in lines, hashed: what the certificate is a proof of. The independent check derives the same lines from the
 * county, so that an optimum of another program is seen.
 */
import { createHash } from 'node:crypto';
import type { ItinerantPlan } from '../../domain/itinerant.ts';
import type { Situation } from '../../rules/itinerant/situation.ts';

/**
 * Lines in code-unit order, joined by line feeds: `lack|placeId/subject|fifths|fifths a day` (those that a pair serves),
 * `kind|id|heads|days away|group|days of the group`, `pair|kind|placeId/subject|distance` (0 at home).
 */
export function programPrint({ kinds }: Situation): ItinerantPlan['program'] {
  const pairs = kinds.flatMap(({ id, options }) =>
    options.map(({ lack, distance }) => `pair|${id}|${lack.id}|${distance}`),
  );
  const people = kinds.map(
    ({ id, teachers, daysAway, group }) =>
      `kind|${id}|${teachers.length}|${daysAway}|${group.id}|${group.spareDays}`,
  );
  const lacks = new Set(
    kinds.flatMap(({ options }) =>
      options.map(({ lack }) => `lack|${lack.id}|${lack.lack}|${lack.perDay}`),
    ),
  );
  const lines = [...pairs, ...people, ...lacks].sort();
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
  return { kinds: people.length, pairs: pairs.length, lacks: lacks.size, hash };
}
