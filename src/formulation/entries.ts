/** The entries of a column: where a move or a stay counts in the side rows. */
import type { GroupFacts, PersonFacts, SchoolFacts } from '../rules/round.ts';
import { receivesTilt, titleCounts } from '../rules/title-posts.ts';
import { rotationEntries } from './rotation-rows.ts';
import type { SideRows } from './rows.ts';

/** Entries of one column: rows and values in step. */
export interface Entries {
  readonly rows: number[];
  readonly values: number[];
}

/** Side-row entries of a person at a site: a move there, or a stay (rotation counts everybody present). */
export function sideEntries(
  person: PersonFacts,
  site: SchoolFacts,
  rows: SideRows,
  entries: Entries,
): void {
  const { senior, seniorMiddle } = titleCounts(person.teacher.title);
  if (senior === 1) push(entries, rows.senior[site.at] as number, 1);
  if (seniorMiddle === 1) push(entries, rows.seniorMiddle[site.at] as number, 1);
}

/** Further side-row entries of a move: stage change, rural floor, key school, rotation targets. */
export function moveEntries(
  person: PersonFacts,
  post: GroupFacts,
  rows: SideRows,
  floorPct: number | null,
  entries: Entries,
): void {
  const { stage, title } = person.teacher;
  const { senior, seniorMiddle } = titleCounts(title);
  if (stage !== post.group.stage) {
    if (senior === 1) stageEntries(entries, rows.stageSenior, stage, post);
    if (seniorMiddle === 1) stageEntries(entries, rows.stageSeniorMiddle, stage, post);
  }
  if (rows.ruralFloor !== null && floorPct !== null && seniorMiddle === 1) {
    const value = (receivesTilt(post.site.school) ? 100 : 0) - floorPct;
    if (value !== 0) push(entries, rows.ruralFloor, value);
  }
  pushIfRow(entries, rows.keyOutsiders.get(post.site.at), 1);
  if (rows.rotation !== null) rotationEntries(person, rows.rotation, entries);
}

/** A title that comes into one stage and leaves another. */
function stageEntries(
  entries: Entries,
  rows: SideRows['stageSenior'],
  from: string,
  { group }: GroupFacts,
): void {
  pushIfRow(entries, rows.get(group.stage), 1);
  pushIfRow(entries, rows.get(from), -1);
}

export function push(entries: Entries, row: number, value: number): void {
  entries.rows.push(row);
  entries.values.push(value);
}

function pushIfRow(entries: Entries, row: number | undefined, value: number): void {
  if (row !== undefined) push(entries, row, value);
}

/** Empties the lists, so that the next column can use them again. */
export function clear({ rows, values }: Entries): void {
  rows.length = 0;
  values.length = 0;
}
