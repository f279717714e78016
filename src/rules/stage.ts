/**
 * Levels of stages and certificates (教师资格条例 Art. 4–5; L02): 幼1 < 小2 (特教 2) < 初3 < 高4 = 中职4; which stages a
 * person may change to, and whether the person may teach at all.
 */
import type { Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage } from '../domain/vocabulary.ts';

export const STAGE_LEVEL: Record<Stage, number> = { K: 1, P: 2, X: 2, J: 3, H: 4, V: 4 };

/** A certificate covers its own and lower levels; kindergartens may ask for their own (L02). */
export function certificateCovers(teacher: Teacher, stage: Stage, policy: Policy): boolean {
  if (stage === 'K' && policy.kindergartenNeedsOwnCert) {
    return teacher.certificates.some((certificate) => certificate.stage === 'K');
  }
  return teacher.certificates.some(
    (certificate) => STAGE_LEVEL[certificate.stage] >= STAGE_LEVEL[stage],
  );
}

/** A19, X16: which changes of stage the policy opens. */
export function stageChangeAllowed(from: Stage, to: Stage, policy: Policy): boolean {
  const change = STAGE_LEVEL[to] - STAGE_LEVEL[from];
  if (change > 0) return policy.stage.up === 'cert';
  if (change === 0 || policy.stage.down === 'free') return true;
  return policy.stage.down === 'junior-to-primary' && from === 'J' && to === 'P';
}

/** X22: into a kindergarten, senior or vocational stage from another stage by exam. */
export function needsStageExam(from: Stage, to: Stage, policy: Policy): boolean {
  return policy.nonCompulsoryExam && (to === 'K' || to === 'H' || to === 'V') && to !== from;
}

/** B08: years of failed monitoring that end the right to teach. */
const MOST_MONITORING_FAILS = 2;

/** B08: what ends the right to teach. */
export const TEACHING_ENDS = {
  registration: ({ teachable }: Teacher) => !teachable,
  assessment: ({ assessments }: Teacher) => assessments.at(-1) === 'fail',
  monitoring: ({ monitoringFails }: Teacher) => monitoringFails >= MOST_MONITORING_FAILS,
} as const;

/** B08: registered, last assessment not failed, not failed in monitoring two years running. */
export function mayTeach(teacher: Teacher): boolean {
  const { registration, assessment, monitoring } = TEACHING_ENDS;
  return !registration(teacher) && !assessment(teacher) && !monitoring(teacher);
}
