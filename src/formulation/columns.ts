/** Columns of the program beside the pairs: stays, standby, and the arcs of the quota tree with their caps. */
import type { ModelBuilder } from '../../solver/index.ts';
import { partKey } from '../rules/attributes.ts';
import {
  districtCap,
  LEDGERS,
  ledgerCap,
  nonTeachingCap,
  STAGES,
  schoolCap,
  stageCap,
} from '../rules/caps.ts';
import type { GroupFacts, Round, SchoolFacts } from '../rules/round.ts';
import { addArtsSteps, addShortColumns, attributeEntries, isArtsGroup } from './attributes.ts';
import { type Entries, push, sideEntries } from './entries.ts';
import type { CapMark, Columns } from './formulation.ts';
import { addShortfallColumns } from './rotation-rows.ts';
import { districtKey, nodeGroups, type Rows } from './rows.ts';

/** Standby (placement) or stay (rotation) of each person; a forced person has neither. */
export function addHomeColumns(
  builder: ModelBuilder,
  round: Round,
  rows: Rows,
): Pick<Columns, 'stay' | 'standby'> {
  const rotation = round.policy.round === 'rotation';
  const stay = new Int32Array(round.people.length).fill(-1);
  const standby = new Int32Array(round.people.length).fill(-1);
  round.people.forEach((person, p) => {
    const id = person.teacher.id;
    const upper = person.forced === null ? 1 : 0;
    const entries: Entries = { rows: [rows.teacher[p] as number], values: [1] };
    if (!rotation) {
      standby[p] = builder.addColumn(`standby:${id}`, 0, upper, true, entries.rows, entries.values);
      return;
    }
    const home = person.homeGroup as GroupFacts;
    push(entries, rows.stays.get(home.group.id) as number, -1);
    sideEntries(person, person.home, rows.side, entries);
    attributeEntries(person, home, round, rows.side.fairShares, entries);
    stay[p] = builder.addColumn(`stay:${id}`, 0, upper, true, entries.rows, entries.values);
  });
  return { stay, standby };
}

/** The arcs of the quota tree. Each cap is marked for the fingerprint. */
export function addArcs(
  builder: ModelBuilder,
  round: Round,
  rows: Rows,
  caps: CapMark[],
): Pick<Columns, 'filled' | 'steps' | 'artsSteps'> {
  /** An arc from row `tail` to row `head` (null = out of the program). */
  const arc = (name: string, lower: number, upper: number, tail: number, head: number | null) =>
    builder.addColumn(
      name,
      lower,
      upper,
      true,
      head === null ? [tail] : [tail, head],
      head === null ? [1] : [1, -1],
    );
  const mark = (family: string, key1: number, key2: number, place: CapMark['place'], at: number) =>
    caps.push({ family, key1, key2, place, at });
  const filled = addGroupArcs(round, rows, arc, mark, builder);
  const artsSteps = addArtsSteps(nodeGroups(round), rows.arts, (name, tail, schoolAt) =>
    arc(name, 0, 1, tail, rows.school[schoolAt] as number),
  );
  const steps = round.schools.flatMap((site) => addSchoolArcs(site, round, rows, arc, mark));
  addJointArcs(round, rows, arc, mark);
  return { filled, steps, artsSteps };
}

type AddArc = (
  name: string,
  lower: number,
  upper: number,
  tail: number,
  head: number | null,
) => number;
type AddMark = (
  family: string,
  key1: number,
  key2: number,
  place: CapMark['place'],
  at: number,
) => void;

function addGroupArcs(
  round: Round,
  rows: Rows,
  arc: AddArc,
  mark: AddMark,
  builder: ModelBuilder,
): Map<string, number> {
  const stageRows = stageQuotaRows(round, builder, mark);
  const filledBy = new Map<string, number>();
  for (const facts of nodeGroups(round)) {
    const { group, at, capacity, least, present, stayFloor } = facts;
    const node = rows.group.get(group.id) as number;
    const entries: Entries = { rows: [node, parentRow(facts, rows)], values: [1, -1] };
    const stageRow = stageRows.get(group.stage);
    if (stageRow !== undefined) push(entries, stageRow, 1);
    const filled = builder.addColumn(
      `post-openings:${group.id}`,
      least,
      capacity,
      true,
      entries.rows,
      entries.values,
    );
    filledBy.set(group.id, filled);
    const first = rows.first.get(group.id);
    if (first !== undefined) arc(`first-opening:${group.id}`, 0, 1, first, node);
    const stays = rows.stays.get(group.id);
    const staying =
      stays === undefined ? null : arc(`donor-floor:${group.id}`, stayFloor, present, stays, node);
    if (at === -1) continue;
    mark('cap:post-openings', at, 0, 'upper', filled);
    const floorOnStays = staying !== null && least === 0;
    mark('cap:post-openings', at, 1, 'lower', floorOnStays ? staying : filled);
  }
  return filledBy;
}

/** The node above a post group: non-teaching posts and arts posts of a part may have one of their own. */
function parentRow(facts: GroupFacts, rows: Rows): number {
  const { group, site } = facts;
  const key = partKey(site.at, group.stage);
  const own =
    group.category !== 'T'
      ? rows.nonTeaching.get(key)
      : isArtsGroup(facts)
        ? rows.arts.get(key)?.row
        : undefined;
  return own ?? (rows.school[site.at] as number);
}

/** C5 by stage, only where the openings of the stage could exceed it (placement). */
function stageQuotaRows(round: Round, builder: ModelBuilder, mark: AddMark): Map<string, number> {
  const rows = new Map<string, number>();
  if (round.policy.round === 'rotation') return rows;
  STAGES.forEach((stage, k) => {
    const openings = round.groups
      .filter(({ group }) => group.stage === stage)
      .reduce((sum, { group }) => sum + group.openings, 0);
    const limit = stageCap(stage, round);
    if (openings <= limit) return;
    const row = builder.addRow(`stage-quota:${stage}`, -Infinity, limit);
    rows.set(stage, row);
    mark('cap:stage-quota', k, 0, 'rowUpper', row);
  });
  return rows;
}

function addSchoolArcs(
  site: SchoolFacts,
  round: Round,
  rows: Rows,
  arc: AddArc,
  mark: AddMark,
): Columns['steps'] {
  const { at, school } = site;
  const schoolRow = rows.school[at] as number;
  const quotaRow = rows.quota[at] as number;
  for (const part of school.parts) {
    const node = rows.nonTeaching.get(`${at}/${part.stage}`);
    if (node === undefined) continue;
    const cap = nonTeachingCap(site, part, round) as number;
    const name = `non-teaching:${school.id}/${part.stage}`;
    mark(
      'cap:non-teaching',
      at,
      STAGES.indexOf(part.stage),
      'upper',
      arc(name, 0, cap, node, schoolRow),
    );
  }
  const key = rows.key.get(at);
  if (key !== undefined) {
    const cap = round.policy.keySchool.cap;
    mark(
      'cap:key-school',
      at,
      0,
      'upper',
      arc(`key-school-cap:${school.id}`, 0, cap, schoolRow, key),
    );
  }
  const steps = Array.from({ length: stepCount(site, round) }, (_, k) => ({
    school: at,
    m: k + 1,
    at: arc(`step:${school.id}/${k + 1}`, 0, 1, key ?? schoolRow, quotaRow),
  }));
  const cap = schoolCap(site, round);
  const district = rows.district.get(districtKey(site)) as number;
  mark(
    'cap:school-quota',
    at,
    0,
    'upper',
    arc(`school-quota:${school.id}`, 0, cap, quotaRow, district),
  );
  if (rows.pool !== null && site.poolCap > 0) {
    mark(
      'cap:school-quota',
      at,
      1,
      'upper',
      arc(`lent:${school.id}`, 0, site.poolCap, quotaRow, rows.pool),
    );
  }
  return steps;
}

/** Unit steps of a school: as many heads as could arrive (rotation: be there). */
function stepCount(site: SchoolFacts, round: Round): number {
  if (round.policy.round === 'rotation') return schoolCap(site, round);
  const openings = round.groups
    .filter((facts) => facts.site === site)
    .reduce((sum, { group }) => sum + group.openings, 0);
  return Math.min(site.headroom + site.poolCap, openings);
}

function addJointArcs(round: Round, rows: Rows, arc: AddArc, mark: AddMark): void {
  for (const [key, row] of rows.district) {
    const sites = round.schools.filter((site) => districtKey(site) === key);
    const { districtAt, ledger } = sites[0] as SchoolFacts;
    const head = rows.ledger.get(ledger) as number;
    const name = `district-quota:${round.county.districts[districtAt]?.id}/${ledger}`;
    const at = arc(name, 0, districtCap(sites, round), row, head);
    mark('cap:district-quota', districtAt, LEDGERS.indexOf(ledger), 'upper', at);
  }
  for (const [k, ledger] of LEDGERS.entries()) {
    const row = rows.ledger.get(ledger);
    if (row === undefined) continue;
    const cap = ledgerCap(
      round.schools.filter((site) => site.ledger === ledger),
      round,
    );
    mark('cap:ledger-quota', k, 0, 'upper', arc(`ledger-quota:${ledger}`, 0, cap, row, null));
  }
  if (rows.pool === null) return;
  const head = rows.ledger.get('school') as number;
  mark(
    'cap:turnover-pool',
    0,
    0,
    'upper',
    arc('turnover-pool', 0, round.poolSize, rows.pool, head),
  );
}

/** Overflow of the title rows and shortfall of the rotation targets, priced by the soft-rules tier; heads short of fair shares. */
export function addSoftColumns(
  builder: ModelBuilder,
  round: Round,
  rows: Rows,
): Pick<Columns, 'overflow' | 'shortfall' | 'attributeShort'> {
  const { side } = rows;
  const most = round.policy.titleCaps === 'hard' ? 0 : round.people.length;
  const overflow = round.schools.flatMap(({ at, school }) =>
    (
      [
        ['senior', side.senior[at]],
        ['senior-middle', side.seniorMiddle[at]],
      ] as const
    ).map(([kind, row]) => {
      const entries: Entries = { rows: [row as number], values: [-1] };
      if (side.overflowMax !== null) push(entries, side.overflowMax, 1);
      const name = `title-overflow:${school.id}/${kind}`;
      return builder.addColumn(name, 0, most, true, entries.rows, entries.values);
    }),
  );
  const shortfall =
    side.rotation === null ? [] : addShortfallColumns(builder, round, side.rotation);
  return { overflow, shortfall, attributeShort: addShortColumns(builder, side.fairShares) };
}
