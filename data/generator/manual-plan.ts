/**
 * 手工方案: the plan an official would make by hand, school after school in the order of the list, the best merit
 * first, the first wish that is free. Eight slips are planted; everything else in it is lawful.
 */
import type { County, PostGroup, Teacher } from '../../src/domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH } from '../../src/domain/vocabulary.ts';
import type { SheetToWrite } from '../../src/workbook/port.ts';
import { available, certified, flows, isOpenTo, suits, teaches, upward } from './eligibility.ts';
import { Ledger } from './manual-ledger.ts';

type SlipKind = 'reverse-flow' | 'title-overflow' | 'uncertified' | 'over-quota';

interface PlantedSlip {
  readonly kind: SlipKind;
  readonly staffNo: string;
  readonly postGroupId: string;
}

interface ManualPlan {
  readonly sheet: SheetToWrite;
  readonly slips: readonly PlantedSlip[];
}

/** How often each slip is planted, in the order of planting; over-quota comes last, when schools are full. */
const FIRST_SLIPS: readonly (readonly [SlipKind, number])[] = [
  ['title-overflow', 3],
  ['uncertified', 1],
  ['reverse-flow', 2],
];
const OVER_QUOTA = 2;

type Test = (ledger: Ledger, teacher: Teacher, group: PostGroup) => boolean;

/** What makes a pair the slip of its kind, and nothing else wrong with it. */
const SLIP_TESTS: Readonly<Record<SlipKind, Test>> = {
  'title-overflow': (ledger, teacher, group) =>
    ledger.isOpen(group) &&
    suits(ledger.atlas, teacher, group) &&
    teacher.title === 'M' &&
    ledger.isFullOfTitles(group.schoolId),
  uncertified: (ledger, teacher, group) =>
    ledger.isOpen(group) &&
    flows(ledger.atlas, teacher, group) &&
    teaches(teacher, group) &&
    teacher.certificates.length > 0 &&
    !certified(teacher, group.stage) &&
    isOpenTo(ledger.atlas, teacher, group) &&
    ledger.hasTitleRoom(teacher, group.schoolId),
  'reverse-flow': (ledger, teacher, group) =>
    ledger.isOpen(group) &&
    upward(ledger.atlas, teacher, group) &&
    teaches(teacher, group) &&
    certified(teacher, group.stage) &&
    isOpenTo(ledger.atlas, teacher, group) &&
    ledger.hasTitleRoom(teacher, group.schoolId),
  'over-quota': (ledger, teacher, group) =>
    ledger.isFull(group.schoolId) &&
    group.category === 'T' &&
    suits(ledger.atlas, teacher, group) &&
    ledger.hasTitleRoom(teacher, group.schoolId),
};

const bestMeritFirst = (a: Teacher, b: Teacher) =>
  (b.merit ?? 0) - (a.merit ?? 0) || (a.id < b.id ? -1 : 1);

/** Movers who may be placed at all, school by school in list order, best merit first. */
function queue(county: County): Teacher[] {
  return county.schools.flatMap((school) =>
    county.teachers
      .filter(
        (teacher) =>
          teacher.schoolId === school.id && teacher.hiring === 'unplaced' && available(teacher),
      )
      .sort(bestMeritFirst),
  );
}

/** Plants one slip on the first pair that fits, if possible in another school than the earlier slips. */
function plant(
  ledger: Ledger,
  people: readonly Teacher[],
  groups: readonly PostGroup[],
  kind: SlipKind,
): PlantedSlip | null {
  const fresh = groups.filter((group) => !ledger.hasSlip(group.schoolId));
  for (const choice of [fresh, groups]) {
    for (const teacher of people) {
      if (ledger.isPlaced(teacher)) continue;
      const group = choice.find((one) => SLIP_TESTS[kind](ledger, teacher, one));
      if (group === undefined) continue;
      ledger.place(teacher, group);
      ledger.markSlip(group.schoolId);
      return { kind, staffNo: teacher.id, postGroupId: group.id };
    }
  }
  return null;
}

function lawful(ledger: Ledger, teacher: Teacher, group: PostGroup): boolean {
  return (
    ledger.isOpen(group) &&
    !ledger.isFull(group.schoolId) &&
    suits(ledger.atlas, teacher, group) &&
    ledger.hasTitleRoom(teacher, group.schoolId)
  );
}

/** The first wish that is free and lawful, else the first such post of the list. */
function placeByWish(ledger: Ledger, teacher: Teacher): void {
  const open = ledger.atlas.open.filter((group) => lawful(ledger, teacher, group));
  const wished = teacher.wishes.map((wish) =>
    open.find(
      (group) => group.schoolId === wish.schoolId && (wish.postGroupId ?? group.id) === group.id,
    ),
  );
  const choice = wished.find((group) => group !== undefined) ?? open[0];
  if (choice !== undefined) ledger.place(teacher, choice);
}

function sheetOf(county: County, ledger: Ledger): SheetToWrite {
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const nameOf = (id: string) => ledger.atlas.schools.get(id)!.name;
  const rows = county.teachers.flatMap((teacher) => {
    const group = groups.get(ledger.placementOf(teacher) ?? '');
    if (group === undefined) return [];
    const post = [STAGE_ZH[group.stage], CATEGORY_ZH[group.category], group.subject];
    return [[teacher.id, nameOf(teacher.schoolId), nameOf(group.schoolId), ...post]];
  });
  return {
    name: '手工方案',
    headers: ['职工号', '原学校', '拟聘学校', '学段', '岗位类别', '学科'],
    rows,
  };
}

/** The plan and the list of its planted slips. Fewer slips only where a county has no room for one. */
export function makeManualPlan(county: County): ManualPlan {
  const ledger = new Ledger(county);
  const people = queue(county);
  const slips: (PlantedSlip | null)[] = FIRST_SLIPS.flatMap(([kind, count]) =>
    Array.from({ length: count }, () => plant(ledger, people, county.postGroups, kind)),
  );
  for (const teacher of people) if (!ledger.isPlaced(teacher)) placeByWish(ledger, teacher);
  for (let count = 0; count < OVER_QUOTA; count++) {
    slips.push(plant(ledger, people, county.postGroups, 'over-quota'));
  }
  return { sheet: sheetOf(county, ledger), slips: slips.filter((slip) => slip !== null) };
}
