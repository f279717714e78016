/** 学校基本情况表 → districts and schools. The rows of one school code are the stages of one school. */
import { compareIds } from '../domain/canonical.ts';
import type { District, School } from '../domain/county.ts';
import { ledgerOf, type Stage } from '../domain/vocabulary.ts';
import { Fields } from './fields.ts';
import type { IssueLog, Place } from './issues.ts';
import { SchoolDirectory } from './places.ts';
import { type Degrees, type Frame, frameOf, toMetres } from './positions.ts';
import { isPrivate, type PartRow, readPart } from './school-row.ts';
import { remarkSchoolTwins } from './school-twins.ts';
import type { ColumnOf, FoundTable } from './table.ts';

/** 实有在编 as the school table says it, to be compared with the roster. */
export interface StaffClaim {
  readonly schoolId: string;
  readonly stage: Stage;
  readonly heads: number;
  readonly place: Place;
}

export interface SchoolBook {
  readonly districts: readonly District[];
  /** Title caps are still zero; see titles.ts. */
  readonly schools: readonly School[];
  readonly directory: SchoolDirectory;
  readonly staffClaims: readonly StaffClaim[];
  /** Where each school stands in the table, by id: for findings about the school as a whole. */
  readonly places: ReadonlyMap<string, Place>;
  /** Where each stage of a school stands, by `schoolId/stage`. */
  readonly partPlaces: ReadonlyMap<string, Place>;
  /** In which the positions of the schools are told, and those of their sites. */
  readonly frame: Frame;
}

/** Reads the table; what is wrong goes to the log. */
export function readSchools(table: FoundTable<'schools'>, log: IssueLog): SchoolBook {
  const others = new Map<string, 'broken' | 'private'>();
  const parts: PartRow[] = [];
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    if (isPrivate(fields)) {
      others.set(row.word('code'), 'private').set(row.word('name'), 'private');
      continue;
    }
    const part = readPart(fields);
    if (part === null) others.set(row.word('code'), 'broken').set(row.word('name'), 'broken');
    else parts.push(part);
  }
  others.delete('');
  if (parts.length === 0 && !log.hasErrors) remarkNothingInScope(table, log);
  const groups = groupByCode(parts);
  remarkMissingPositions(table, groups);
  const frame = frameOf(groups.map(southWestPoint));
  const schools = buildSchools(groups, frame);
  checkNames(groups);
  remarkSchoolTwins(groups.map(([first]) => first));
  checkLedgers(groups);
  for (const { row, failed } of parts.map((part) => part.fields)) {
    if (failed) others.set(row.word('code'), 'broken').set(row.word('name'), 'broken');
  }
  return {
    districts: buildDistricts(groups),
    schools,
    directory: new SchoolDirectory(schools, others),
    staffClaims: parts.flatMap(staffClaim),
    places: new Map(groups.map(([first]) => [first.code, first.fields.row.place('name')])),
    partPlaces: new Map(
      parts.map(({ code, stage, fields }) => [`${code}/${stage}`, fields.row.place('quota')]),
    ),
    frame,
  };
}

function remarkNothingInScope({ sheet, sheetIndex }: FoundTable<'schools'>, log: IssueLog): void {
  log.error(
    { sheet, sheetIndex, row: null, column: null },
    {
      code: 'empty-table',
      message: `工作表「${sheet}」中没有公办学校。`,
      suggestion: '请补上参与本轮的公办学校，或改正「办别」列。',
    },
  );
}

type Group = readonly [PartRow, ...PartRow[]];

function groupByCode(parts: readonly PartRow[]): Group[] {
  const groups = new Map<string, [PartRow, ...PartRow[]]>();
  for (const part of parts) {
    const group = groups.get(part.code);
    if (group === undefined) {
      groups.set(part.code, [part]);
      continue;
    }
    const twin = group.find((other) => other.stage === part.stage);
    if (twin === undefined) group.push(part);
    else remarkTwin(part, twin);
  }
  return [...groups.values()];
}

function remarkTwin(part: PartRow, twin: PartRow): void {
  part.fields.error('stage', {
    code: 'duplicate-school-part',
    message: `学校代码${part.fields.quoted('code')}的同一学段与第 ${twin.fields.row.index + 1} 行重复。`,
    suggestion: '同一学校每个学段只能有一行；如是两所学校，请改正学校代码。',
  });
}

function buildSchools(groups: readonly Group[], frame: Frame): School[] {
  return groups.map((group): School => {
    const [{ code, name, kind, district, tier }] = group;
    for (const key of ['name', 'district', 'tier', 'kind'] as const)
      agreed(group, key, (row) => row[key]);
    return {
      id: code,
      ...{ name, kind },
      districtId: district,
      tier,
      weak: agreed(group, 'weak', (row) => row.weak) ?? false,
      zone: agreed(group, 'zone', (row) => row.zone),
      community: agreed(group, 'community', (row) => row.community),
      keySchool: agreed(group, 'keySchool', (row) => row.keySchool) ?? false,
      partyCommittee: agreed(group, 'partyCommittee', (row) => row.partyCommittee) ?? false,
      position: toMetres(southWestPoint(group), frame),
      parts: group.map((row) => row.part),
    };
  });
}

/** The value all rows of a school share; blank rows follow the others, two different values are an error. */
function agreed<T>(
  group: Group,
  key: ColumnOf<'schools'>,
  pick: (row: PartRow) => T | null,
): T | null {
  let value: T | null = null;
  for (const row of group) {
    const next = pick(row);
    if (value !== null && next !== null && next !== value) {
      row.fields.error(key, {
        code: 'conflicting-school',
        message: `同一学校代码的各行「${row.fields.label(key)}」不一致：${row.fields.quoted(key)}与另一行不同。`,
        suggestion: '请改为一致；如是两所学校，请改正学校代码。',
      });
    }
    value ??= next;
  }
  return value;
}

/** Campuses may differ a little between the rows of a school; the choice must not depend on their order. */
function southWestPoint(group: Group): Degrees | null {
  const points = group.map((row) => row.degrees).filter((point) => point !== null);
  points.sort((a, b) => a.longitude - b.longitude || a.latitude - b.latitude);
  return points[0] ?? null;
}

function remarkMissingPositions(table: FoundTable<'schools'>, groups: readonly Group[]): void {
  const suggestion = '距离按未知处理；请补填十进制经度和纬度。';
  const [firstGroup] = groups;
  if (!table.columns.has('longitude') || !table.columns.has('latitude')) {
    firstGroup?.[0].fields.warn('longitude', {
      code: 'missing-position',
      message: '学校表没有「经度」「纬度」列，全部学校的位置未知。',
      suggestion,
    });
    return;
  }
  for (const group of groups) {
    if (group.some(({ fields }) => fields.row.text('longitude') !== '')) continue;
    const { fields } = group[0];
    fields.warn('longitude', {
      code: 'missing-position',
      message: `学校${fields.quoted('name')}没有经纬度。`,
      suggestion,
    });
  }
}

function checkNames(groups: readonly Group[]): void {
  const seen = new Map<string, PartRow>();
  for (const [row] of groups) {
    const twin = seen.get(row.name);
    if (twin !== undefined) {
      row.fields.error('name', {
        code: 'duplicate-school-name',
        message: `学校名称${row.fields.quoted('name')}有两个学校代码（另见第 ${twin.fields.row.index + 1} 行）。`,
        suggestion: '如是同一学校请统一代码，否则请区分名称。',
      });
    }
    seen.set(row.name, row);
  }
}

/** Q10: no school stands in two quota ledgers; an attached kindergarten is entered as a unit of its own. */
function checkLedgers(groups: readonly Group[]): void {
  for (const group of groups) {
    const [first] = group;
    const other = group.find((row) => ledgerOf(row.stage) !== ledgerOf(first.stage));
    other?.fields.error('stage', {
      code: 'school-in-two-ledgers',
      message: `学校${other.fields.quoted('name')}同时有中小学学段和其他编制账（幼儿园、中职、特教）的学段。`,
      suggestion: '两本编制账不得混用（Q10）：请把附设部分列为单独的单位，用自己的学校代码。',
    });
  }
}

function buildDistricts(groups: readonly Group[]): District[] {
  const districts = new Map<string, District>();
  for (const [{ district, tier, fields }] of groups) {
    const known = districts.get(district);
    if (known === undefined) districts.set(district, { id: district, name: district, tier });
    else if (known.tier !== tier) {
      fields.error('tier', {
        code: 'conflicting-district',
        message: `学区${fields.quoted('district')}的学校有不同的学区类别。`,
        suggestion: '同一学区只能有一种学区类别；局直学校请单列一个学区。',
      });
    }
  }
  return [...districts.values()].sort((a, b) => compareIds(a.id, b.id));
}

function staffClaim({ fields, code, stage }: PartRow): StaffClaim[] {
  if (fields.row.text('staff') === '') return [];
  const heads = fields.count('staff');
  return [{ schoolId: code, stage, heads, place: fields.row.place('staff') }];
}
