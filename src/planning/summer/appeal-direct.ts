/**
 * 直聘裁定: an upheld objection about a direct hire, carried out without touching anybody else (D05, F04). Who was hired directly on
 * papers competes in school instead; who was refused for a paper is hired directly at the own post.
 */
import { InputError } from '../../domain/errors.ts';
import type { Decision, StageSolve, SummerState } from '../../domain/summer.ts';
import type { Summer } from './advance.ts';
import { amended } from './amend.ts';
import type { Reopened } from './appeal.ts';
import { upheldObjection } from './appeal-stage.ts';
import { directHire } from './direct-hire.ts';
import { choosesToCompete, directGround, inScope } from './people.ts';
import { decisionsOf } from './standing.ts';
import { summerCounty } from './summer-county.ts';

/**
 * @throws InputError when the ruling changes nothing of the direct hires
 * @throws CertificateError when the independent check refuses the whole
 */
export function reopenDirectHire(summer: Summer, state: SummerState, teacherId: string): Reopened {
  const before = decisionsOf(state.stages).get(teacherId) ?? null;
  const decision = ruledDecision(summer, state, teacherId);
  if ((before?.kind === 'direct') === (decision !== null)) throw unchanged(teacherId);
  const amendment = {
    stage: 'direct-hire' as const,
    changes: [{ teacherId, decision }],
    solve: {
      ...noSolve(teacherId, decision),
      objection: upheldObjection(state, 'direct-hire', teacherId),
    },
  };
  return {
    kind: 'reopened',
    stage: 'direct-hire',
    appellant: {
      teacherId,
      from: before?.postGroupId ?? null,
      to: decision?.postGroupId ?? null,
    },
    moved: [],
    leastMoved: 0,
    proof: 'nobody',
    gained: [],
    solve: amendment.solve,
    state: amended(summer, state, amendment),
  };
}

/** The direct hire under the ruling; null = competes. */
function ruledDecision(summer: Summer, state: SummerState, teacherId: string): Decision | null {
  const { policy } = summer;
  const county = summerCounty(summer, state, 'direct-hire', [teacherId]);
  const teacher = inScope(county, policy).find(({ id }) => id === teacherId);
  if (teacher === undefined || choosesToCompete(teacher, policy)) return null;
  const ground = directGround(teacher, policy);
  return ground === null ? null : directHire(teacher, ground, policy);
}

function unchanged(teacherId: string): InputError {
  const message = `按裁定处理后，职工号「${teacherId}」是否直聘并无变化：任命的领导、聘期或交流期未满和按年龄直聘的人员不因异议失去直聘，花名册没有直聘情形、情形已过期或本人选择参加竞聘的也不因异议直聘；请更正县工作簿后换 --out 从头运行 (the ruling changes nothing of this direct hire: correct the county file and run from the start into another --out)。`;
  return new InputError([{ code: 'ruling-changes-nothing', message }]);
}

/** Nothing is solved: the ruling alone decides. */
function noSolve(teacherId: string, decision: Decision | null): StageSolve {
  return {
    name: `appeal/${teacherId}`,
    batches: [],
    movers: 1,
    pairs: 0,
    placed: decision === null ? 0 : 1,
    solver: { backend: 'none', version: '-' },
    status: 'optimal',
    tiers: [],
    certificate: null,
    awarded: null,
  };
}
