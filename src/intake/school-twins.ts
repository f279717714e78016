/**
 * Schools that are very likely entered twice under two codes: names that are the same but for words of the administration
 * (镇, 乡, 中心 …), or that differ in one character and stand at one place. Only shown, for both may be there.
 */
import { distance } from 'fastest-levenshtein';
import { hasSameTelling } from './places.ts';
import type { Degrees } from './positions.ts';
import type { PartRow } from './school-row.ts';

/** What one table writes and another leaves out. */
const FILLERS = /中心|[镇乡村县]|[()\-·]/gu;
/** About a kilometre: one place on a map that was filled in by hand. */
const SAME_PLACE = 0.01;
/** Shorter names differ in one character as a matter of course. */
const LONG = 4;

/** @param first the first row of each school, in order */
export function remarkSchoolTwins(first: readonly PartRow[]): void {
  const byCore = new Map<string, PartRow>();
  const before: PartRow[] = [];
  for (const row of first) {
    const core = row.name.replace(FILLERS, '');
    const twin = byCore.get(core) ?? before.find((other) => isSlip(row, other));
    // The same name is an error of its own.
    if (twin !== undefined && twin.name !== row.name && isSameKind(row, twin)) remark(row, twin);
    if (!byCore.has(core)) byCore.set(core, row);
    before.push(row);
  }
}

function remark({ fields }: PartRow, twin: PartRow): void {
  fields.warn('name', {
    code: 'near-duplicate-school',
    message: `学校名称${fields.quoted('name')}与第 ${twin.fields.row.index + 1} 行的${twin.fields.quoted('name')}相近，学校代码不同。`,
    suggestion: '如是同一学校，请统一代码和名称；如是两所学校，不必处理。',
  });
}

function isSlip(a: PartRow, b: PartRow): boolean {
  if (!isSamePlace(a.degrees, b.degrees) || !hasSameTelling(a.name, b.name)) return false;
  return Math.min(a.name.length, b.name.length) >= LONG && distance(a.name, b.name) === 1;
}

const isSameKind = (a: PartRow, b: PartRow) => a.kind === b.kind;

function isSamePlace(a: Degrees | null, b: Degrees | null): boolean {
  if (a === null || b === null) return false;
  const [east, north] = [a.longitude - b.longitude, a.latitude - b.latitude];
  return Math.abs(east) <= SAME_PLACE && Math.abs(north) <= SAME_PLACE;
}
