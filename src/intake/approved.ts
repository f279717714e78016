/** 编制总量表 → what the establishment office approved for each stage (Q01, Q09, Q10). */
import type { ApprovedTotal, School } from '../domain/county.ts';
import { STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import { Fields } from './fields.ts';
import type { IssueLog, Place } from './issues.ts';
import { LARGEST } from './largest.ts';
import type { FoundTable } from './table.ts';
import { STAGES } from './vocabulary.ts';

export interface ApprovedBook {
  readonly approved: readonly ApprovedTotal[];
  /** Where each stage's total stands. */
  readonly places: ReadonlyMap<Stage, Place>;
}

/** Reads the table; a stage of a school without a row, and a second row of a stage, are errors. */
export function readApproved(
  table: FoundTable<'approved'>,
  schools: readonly School[],
  log: IssueLog,
): ApprovedBook {
  const totals = new Map<Stage, ApprovedTotal>();
  const places = new Map<Stage, Place>();
  const taught = new Set(schools.flatMap(({ parts }) => parts.map(({ stage }) => stage)));
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    const stage = fields.oneOf('stage', STAGES);
    const total = readTotal(fields);
    if (stage === null) continue;
    if (!taught.has(stage)) remarkNoSchool(fields, stage);
    const earlier = places.get(stage);
    if (earlier !== undefined) remarkTwin(fields, stage, earlier);
    else {
      places.set(stage, row.place('total'));
      totals.set(stage, { stage, ...total });
    }
  }
  if (table.rows.length > 0) remarkMissingStages(table, { schools, places, log });
  return { approved: [...totals.values()], places };
}

function readTotal(fields: Fields<'approved'>): Omit<ApprovedTotal, 'stage'> {
  const months = readMonths(fields);
  return {
    total: fields.count('total', null, LARGEST.approved),
    approver: fields.row.word('approver'),
    ...months,
  };
}

/** An approval cannot end before it was given. */
function readMonths(fields: Fields<'approved'>): Pick<ApprovedTotal, 'approvedOn' | 'validUntil'> {
  const approvedOn = fields.month('approvedOn');
  const validUntil = fields.month('validUntil');
  if (approvedOn !== null && validUntil !== null && validUntil < approvedOn) {
    fields.error('validUntil', {
      code: 'approval-ends-before-it-begins',
      message: `「${fields.label('validUntil')}」${validUntil} 早于「${fields.label('approvedOn')}」${approvedOn}。`,
      suggestion: '请改正其一。',
    });
  }
  return { approvedOn, validUntil };
}

function remarkTwin(fields: Fields<'approved'>, stage: Stage, earlier: Place): void {
  fields.error('stage', {
    code: 'duplicate-approved-total',
    message: `「${STAGE_ZH[stage]}」的编制总量与第 ${(earlier.row ?? 0) + 1} 行重复。`,
    suggestion: '每个学段只能有一行，请合并。',
  });
}

function remarkNoSchool(fields: Fields<'approved'>, stage: Stage): void {
  fields.warn('stage', {
    code: 'approved-stage-without-school',
    message: `编制总量表有「${STAGE_ZH[stage]}」，学校基本情况表中没有该学段的学校。`,
    suggestion: '该行不参与分配；如漏填了学校，请补上。',
  });
}

function remarkMissingStages(
  { sheet, sheetIndex, rows }: FoundTable<'approved'>,
  {
    schools,
    places,
    log,
  }: { schools: readonly School[]; places: ReadonlyMap<Stage, Place>; log: IssueLog },
): void {
  const stages = new Set(schools.flatMap((school) => school.parts.map((part) => part.stage)));
  for (const stage of stages) {
    if (places.has(stage)) continue;
    const ids = schools.filter(({ parts }) => parts.some((part) => part.stage === stage));
    log.error(
      { sheet, sheetIndex, row: rows[0]?.index ?? null, column: null },
      {
        code: 'missing-approved-total',
        message: `编制总量表没有「${STAGE_ZH[stage]}」的行，而学校表中有该学段的学校 ${ids.length} 所（如 ${ids[0]?.id}）。`,
        suggestion: `请补上一行「${STAGE_ZH[stage]}」，填写核定的编制总量。`,
      },
    );
  }
}
