/** Rows of a rotation's targets: of the due, of all, the most moves (C9), the backbone share (C10), each school's part (R09). */
import type { ModelBuilder } from '../../solver/index.ts';
import { rotationTargets } from '../rules/caps.ts';
import { backboneTarget } from '../rules/rotation/backbone-target.ts';
import { schoolTargets } from '../rules/rotation/school-targets.ts';
import type { PersonFacts, Round } from '../rules/round.ts';
import { type Entries, push } from './entries.ts';
import type { CapMark } from './formulation.ts';

/** Row numbers by meaning. */
export interface RotationRows {
  readonly due: number;
  readonly total: number;
  readonly most: number;
  /** Only with `rotation.backbonePct`. */
  readonly backbone: number | null;
  /** By school position; only with `rotation.bySchool`, and only schools with a target. */
  readonly bySchool: ReadonlyMap<number, number>;
}

export function addRotationRows(
  builder: ModelBuilder,
  round: Round,
  caps: CapMark[],
): RotationRows {
  const targets = rotationTargets(round);
  const due = builder.addRow('rotation-due', targets.due, Infinity);
  const total = builder.addRow('rotation-total', targets.total, Infinity);
  const most = builder.addRow('rotation-max', -Infinity, targets.most);
  caps.push(
    { family: 'cap:rotation', key1: 0, key2: 0, place: 'rowLower', at: due },
    { family: 'cap:rotation', key1: 0, key2: 1, place: 'rowLower', at: total },
    { family: 'cap:rotation', key1: 0, key2: 2, place: 'rowUpper', at: most },
  );
  const backbone = addBackboneRow(builder, round, caps);
  return { due, total, most, backbone, bySchool: addSchoolRows(builder, round, caps) };
}

function addBackboneRow(builder: ModelBuilder, round: Round, caps: CapMark[]): number | null {
  const target = backboneTarget(round);
  if (target === null) return null;
  const row = builder.addRow('rotation-backbone', target, Infinity);
  caps.push({ family: 'cap:rotation-backbone', key1: 0, key2: 0, place: 'rowLower', at: row });
  return row;
}

function addSchoolRows(
  builder: ModelBuilder,
  round: Round,
  caps: CapMark[],
): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  if (!round.policy.rotation.bySchool) return rows;
  for (const { at, target } of schoolTargets(round)) {
    if (target === 0) continue;
    const id = round.schools[at]?.school.id;
    const row = builder.addRow(`rotation-school:${id}`, target, Infinity);
    rows.set(at, row);
    caps.push({ family: 'cap:rotation-school', key1: at, key2: 0, place: 'rowLower', at: row });
  }
  return rows;
}

/** Where a person who moves counts. */
export function rotationEntries(person: PersonFacts, rows: RotationRows, entries: Entries): void {
  const { stage, backbone } = person.teacher;
  if (person.due) push(entries, rows.due, 1);
  if (stage === 'P' || stage === 'J') push(entries, rows.total, 1);
  push(entries, rows.most, 1);
  if (rows.backbone !== null && backbone) push(entries, rows.backbone, 1);
  const school = person.due ? rows.bySchool.get(person.home.at) : undefined;
  if (school !== undefined) push(entries, school, 1);
}

/** Heads short of each target, priced by the soft-rules tier. @returns the columns */
export function addShortfallColumns(
  builder: ModelBuilder,
  round: Round,
  rows: RotationRows,
): number[] {
  // The backbone target may be more than there are people: then all of it may be missing.
  const most = Math.max(round.people.length, backboneTarget(round) ?? 0);
  const short = (kind: string, row: number) =>
    builder.addColumn(`short:rotation-${kind}`, 0, most, true, [row], [1]);
  return [
    short('due', rows.due),
    short('total', rows.total),
    ...(rows.backbone === null ? [] : [short('backbone', rows.backbone)]),
    ...[...rows.bySchool].map(([at, row]) => short(`school:${round.schools[at]?.school.id}`, row)),
  ];
}
