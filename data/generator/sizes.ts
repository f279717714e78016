/** Pupils, classes and approved quota of every school part; totals by cell and by stage are exact. */

import type { Stage } from '../../src/domain/vocabulary.ts';
import { apportion } from './apportion.ts';
import { quotaByRatio } from './quota.ts';
import { type Dice, dice, lognormalThousandths } from './random.ts';
import { type Cell, CORE_STAGES, type Scale } from './scales.ts';
import type { UnitPlan } from './units.ts';

export interface SizedPart {
  readonly unit: UnitPlan;
  readonly stage: Stage;
  readonly pupils: number;
  readonly classes: number;
  readonly quota: number;
}

/** Relative size of a part in percent: 中心校 are larger, each half of a nine-year school smaller. */
function sizeFactor(unit: UnitPlan): number {
  return unit.centre ? 125 : unit.stages.length > 1 ? 70 : 100;
}

/** Classes a pupil needs, in ten-thousandths: rural centres keep 28 % of their pupils in small 教学点 (18 a class). */
function classWeight(unit: UnitPlan, stage: Stage): number {
  if (unit.tier !== 'R' || stage !== 'P') return 200;
  return unit.centre ? Math.round(7200 / 36 + 2800 / 18) : Math.round(10_000 / 36);
}

function drawCell(source: Dice, cell: Cell, units: readonly UnitPlan[]) {
  const weights = units.map((unit) => sizeFactor(unit) * lognormalThousandths(source, 0.28));
  const pupils = apportion(cell.pupils, weights);
  const classes = apportion(
    cell.classes,
    units.map((unit, index) => pupils[index]! * classWeight(unit, cell.stage)),
  );
  return units.map((unit, index) => ({
    unit,
    stage: cell.stage,
    pupils: pupils[index]!,
    classes: classes[index]!,
  }));
}

function inBand(cell: Cell, parts: readonly SizedPart[]): boolean {
  const quota = parts
    .filter((part) => part.unit.tier === cell.tier)
    .reduce((sum, part) => sum + part.quota, 0);
  return Math.abs(quota - cell.quota) <= 1;
}

/** Draws again until every cell of the stage is within one head of the table (rounding of single schools shifts a head). */
function drawStage(
  source: Dice,
  scale: Scale,
  stage: 'P' | 'J' | 'H',
  units: readonly UnitPlan[],
): SizedPart[] {
  const cells = scale.cells.filter((cell) => cell.stage === stage);
  for (;;) {
    const drafts = cells.flatMap((cell) =>
      drawCell(
        source,
        cell,
        units.filter((unit) => unit.tier === cell.tier && unit.stages.includes(stage)),
      ),
    );
    const quotas = quotaByRatio(stage, scale.quota[stage], drafts);
    const parts = drafts.map((draft, index) => ({ ...draft, quota: quotas[index]! }));
    if (cells.every((cell) => inBand(cell, parts))) return parts;
  }
}

/** Pupils a member of staff and pupils a class of the other ledger. */
const OTHER = {
  K: { perStaff: 15, perClass: 30 },
  V: { perStaff: 14, perClass: 40 },
  X: { perStaff: 4, perClass: 10 },
} as const;

function drawOther(
  source: Dice,
  scale: Scale,
  stage: 'K' | 'V' | 'X',
  units: readonly UnitPlan[],
): SizedPart[] {
  const own = units.filter((unit) => unit.stages.includes(stage));
  const quotas = apportion(
    scale.otherQuota[stage],
    own.map(() => lognormalThousandths(source, 0.2)),
  );
  return own.map((unit, index) => {
    const quota = quotas[index]!;
    const pupils = quota * OTHER[stage].perStaff;
    return { unit, stage, pupils, classes: Math.ceil(pupils / OTHER[stage].perClass), quota };
  });
}

/** All parts of all schools. */
export function sizeParts(scale: Scale, units: readonly UnitPlan[], seed: number): SizedPart[] {
  const source = dice(seed, 'sizes');
  return [
    ...CORE_STAGES.flatMap((stage) => drawStage(source, scale, stage, units)),
    ...(['K', 'V', 'X'] as const).flatMap((stage) => drawOther(source, scale, stage, units)),
  ];
}
