/** Whether a person may lead a school of these stages: certificate and experience (completion; L02). */
import type { School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { certificateCovers, STAGE_LEVEL } from '../stage.ts';

/** The highest stage of a school; of two equal ones the first in the order of the parts. */
export function leadingStage({ parts }: School): Stage {
  let highest: Stage = parts[0]?.stage ?? 'P';
  for (const { stage } of parts) if (STAGE_LEVEL[stage] > STAGE_LEVEL[highest]) highest = stage;
  return highest;
}

/** Stages in which a person has worked, as far as the county file tells: the own, and those of a school led. */
function stagesOf(teacher: Teacher, own: School | undefined): readonly Stage[] {
  const leads = (teacher.leadership?.duty ?? null) !== null;
  return [
    teacher.stage,
    ...(leads && own !== undefined ? own.parts.map(({ stage }) => stage) : []),
  ];
}

/** A certificate that covers the leading stage, and experience in a stage at least as high; 幼儿园 by their own. */
export function fitsStage(
  teacher: Teacher,
  own: School | undefined,
  target: School,
  policy: Policy,
): boolean {
  const stage = leadingStage(target);
  const known = stagesOf(teacher, own);
  const experienced =
    stage === 'K'
      ? known.includes('K')
      : known.some((each) => STAGE_LEVEL[each] >= STAGE_LEVEL[stage]);
  return experienced && certificateCovers(teacher, stage, policy);
}
