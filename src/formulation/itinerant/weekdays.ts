/**
 * Which days of the week: an equitable colouring of the visits (README.md here). Day by day a network takes from what is
 * left ⌊d/c⌋ … ⌈d/c⌉ visits of every person, home place, place and subject at a place, c days being left.
 */
import { type Entry, type Model, ModelBuilder, type Objective } from '../../../solver/index.ts';
import { WEEK_DAYS } from '../../domain/itinerant.ts';
import { tieHasher } from '../../domain/tie-hash.ts';
import type { DatelessTrip } from './people.ts';

/** A trip with the days of it that have no weekday yet. */
export interface OpenTrip {
  readonly trip: DatelessTrip;
  readonly left: number;
}

interface DayProgram {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  /** One column for each trip with days left. */
  readonly columns: readonly { readonly open: OpenTrip; readonly column: number }[];
}

type KeyOf = (trip: DatelessTrip) => string;
const PERSON: KeyOf = ({ teacherId }) => teacherId;
const HOME: KeyOf = ({ homePlaceId }) => homePlaceId;
const SUBJECT: KeyOf = ({ placeId, subject }) => `${placeId}/${subject}`;
const PLACE: KeyOf = ({ placeId }) => placeId;

/**
 * The visits of one weekday.
 * @param open trips away from home with days left, at least one
 * @param day 1 Monday … 4 Thursday; Friday gets what is left
 */
export function dayProgram(open: readonly OpenTrip[], day: number, seed: string): DayProgram {
  const builder = new ModelBuilder(`weekday-${day}`);
  const daysLeft = WEEK_DAYS - day + 1;
  const rows = (name: string, keyOf: KeyOf): Map<string, number> =>
    new Map(
      [...new Set(open.map(({ trip }) => keyOf(trip)))].map((key) => [
        key,
        builder.addRow(`${name}:${key}`, 0, 0),
      ]),
    );
  const [persons, subjects] = [rows('person', PERSON), rows('subject', SUBJECT)];
  const [homes, places] = [rows('home', HOME), rows('place', PLACE)];
  const total = (keyOf: KeyOf, key: string) =>
    open.reduce((sum, { trip, left }) => sum + (keyOf(trip) === key ? left : 0), 0);
  /** How many visits of a family's member this day takes. */
  const share = (name: string, keyOf: KeyOf, key: string, entries: Entry[]) => {
    const visits = total(keyOf, key);
    const [least, most] = [Math.floor(visits / daysLeft), Math.ceil(visits / daysLeft)];
    builder.addColumn(`${name}-share:${key}`, least, most, true, entries);
  };
  const parentRow = (keyOf: KeyOf, key: string, parent: KeyOf, of: ReadonlyMap<string, number>) => {
    const { trip } = open.find((each) => keyOf(each.trip) === key) as OpenTrip;
    return of.get(parent(trip)) as number;
  };
  for (const [key, row] of homes) share('home', HOME, key, [{ row, value: -1 }]);
  for (const [key, row] of places) share('place', PLACE, key, [{ row, value: 1 }]);
  for (const [key, row] of persons) {
    const from = parentRow(PERSON, key, HOME, homes);
    share('person', PERSON, key, [
      { row: from, value: 1 },
      { row, value: -1 },
    ]);
  }
  for (const [key, row] of subjects) {
    const to = parentRow(SUBJECT, key, PLACE, places);
    share('subject', SUBJECT, key, [
      { row, value: 1 },
      { row: to, value: -1 },
    ]);
  }
  const columns = open.map((each) => {
    const [person, subject] = [PERSON(each.trip), SUBJECT(each.trip)];
    const column = builder.addColumn(`visit:${person}>${subject}`, 0, 1, true, [
      { row: persons.get(person) as number, value: 1 },
      { row: subjects.get(subject) as number, value: -1 },
    ]);
    return { open: each, column };
  });
  const model = builder.build();
  return { model, columns, objectives: lots(model, columns, { day, seed }) };
}

function lots(
  model: Model,
  columns: DayProgram['columns'],
  { day, seed }: { day: number; seed: string },
): Objective[] {
  return (['high', 'low'] as const).map((half) => {
    const coefficients = new Int32Array(model.lower.length);
    for (const { open, column } of columns) {
      const lot = tieHasher(seed, open.trip.teacherId);
      coefficients[column] = lot[half](`${SUBJECT(open.trip)}/${day}`);
    }
    return { name: `lot-${half}`, sense: 'min' as const, coefficients };
  });
}
