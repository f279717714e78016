/** Rotation targets (C9) and who may rotate (R01). */
import { rotationTargets } from '../limits.ts';
import { shortfalls } from '../objective.ts';
import type { Outcome } from '../outcome.ts';
import { must, type Result, should } from './result.ts';

export function rotationChecks(outcome: Outcome): Result[] {
  const { facts, moves } = outcome;
  if (!facts.rotation) return [];
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
  ];
}
