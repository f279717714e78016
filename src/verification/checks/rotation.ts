/** Rotation targets (C9, C10, R09), the national shares (L08), who may rotate (R01); terms and returns. */
import { percentUp, sum } from '../arithmetic.ts';
import { rotationTargets } from '../limits.ts';
import { shortfalls } from '../objective.ts';
import type { Outcome } from '../outcome.ts';
import { backboneLeast, backboneShort, schoolParts, schoolShortfalls } from '../rotation.ts';
import { exchangeTerm, returnersFirst } from './exchange.ts';
import { must, type Result, should } from './result.ts';

/** L08 (教师〔2014〕4号): of the due in a year, and of those who rotate, percent. */
const NATIONAL_DUE_PCT = 10;
const NATIONAL_BACKBONE_PCT = 20;

export function rotationChecks(outcome: Outcome): Result[] {
  const { facts, moves } = outcome;
  if (!facts.rotation) return [returnersFirst(outcome)];
  const target = rotationTargets(facts);
  const short = shortfalls(outcome);
  const strangers = moves.filter(({ person }) => !facts.mayMove.has(person.id));
  const due = moves.filter(({ person }) => facts.due.has(person.id)).length;
  const staff = moves.filter(({ person }) => person.stage === 'P' || person.stage === 'J').length;
  return [
    {
      name: 'may-move',
      rules: ['R01'],
      status: must(strangers.length === 0),
      measured: strangers.length,
      limit: 0,
      text: `交流 ${moves.length} 人，其中既非应交流、自愿，也非学科富余的 ${strangers.length} 人。`,
      offenders: strangers.map(({ person }) => person.id),
    },
    {
      name: 'rotation-due',
      rules: ['R03'],
      status: should(short.due === 0),
      measured: due,
      limit: target.due,
      text: `应交流 ${facts.due.size} 人，实际交流 ${due} 人，目标不少于 ${target.due} 人。`,
      offenders: [],
    },
    {
      name: 'rotation-total',
      rules: ['R02'],
      status: should(short.total === 0),
      measured: staff,
      limit: target.total,
      text: `义务教育阶段交流 ${staff} 人，目标不少于 ${target.total} 人。`,
      offenders: [],
    },
    {
      name: 'rotation-max',
      rules: ['R02', 'R03'],
      strength: 'C',
      status: must(moves.length <= target.most),
      measured: moves.length,
      limit: target.most,
      text: `交流总数 ${moves.length} 人，最多 ${target.most} 人。`,
      offenders: [],
    },
    ...nationalShares(outcome, due),
    ...backboneTarget(outcome),
    schoolTargets(outcome),
    exchangeTerm(outcome),
  ];
}

/** C10: the share that the policy asks for. */
function backboneTarget(outcome: Outcome): Result[] {
  const { facts, moves } = outcome;
  const { backbonePct } = facts.policy.rotation;
  if (backbonePct === null) return [];
  const least = backboneLeast(facts, backbonePct);
  const backbone = moves.filter(({ person }) => person.backbone).length;
  const short = backboneShort(outcome, backbonePct);
  return [
    {
      name: 'rotation-backbone',
      rules: ['L08'],
      status: should(short === 0),
      measured: backbone,
      limit: least,
      text: `交流 ${moves.length} 人，其中骨干 ${backbone} 人；目标为交流总数上限的 ${backbonePct}%（${least} 人），短缺 ${short} 人。`,
      offenders: [],
    },
  ];
}

/** R09: each school sends its part of the due; a report where the policy does not ask for it. */
function schoolTargets(outcome: Outcome): Result {
  const parts = schoolParts(outcome.facts);
  const short = schoolShortfalls(outcome);
  const heads = sum(short.map((each) => each.heads));
  const asked = outcome.facts.policy.rotation.bySchool
    ? ''
    : '（仅报告，rotation.bySchool 未启用）';
  return {
    name: 'rotation-school',
    rules: ['R09'],
    status: should(short.length === 0),
    measured: short.length,
    limit: 0,
    text: `应交流指标分解到 ${parts.length} 所学校，未完成的 ${short.length} 所，共缺 ${heads} 人${asked}。`,
    offenders: short.map(({ schoolId }) => schoolId),
  };
}

/** L08: measured beside the county's own targets. */
function nationalShares({ facts, moves }: Outcome, due: number): Result[] {
  const backbone = moves.filter(({ person }) => person.backbone).length;
  const leastDue = percentUp(NATIONAL_DUE_PCT, facts.due.size);
  const leastBackbone = percentUp(NATIONAL_BACKBONE_PCT, moves.length);
  const share = { rules: ['L08'], offenders: [] };
  return [
    {
      ...share,
      name: 'national-due-share',
      status: should(due >= leastDue),
      measured: due,
      limit: leastDue,
      text: `国家要求每年交流不低于应交流人数的 ${NATIONAL_DUE_PCT}%：应交流 ${facts.due.size} 人，实际 ${due} 人。`,
    },
    {
      ...share,
      name: 'backbone-share',
      status: should(backbone >= leastBackbone),
      measured: backbone,
      limit: leastBackbone,
      text: `国家要求骨干教师不低于交流总数的 ${NATIONAL_BACKBONE_PCT}%：交流 ${moves.length} 人，其中骨干 ${backbone} 人。`,
    },
  ];
}
