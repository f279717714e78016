/** Why somebody is not among the people of the round at all. */
import type { Teacher } from '../../domain/county.ts';
import { isCounted, isPlaceable } from '../../rules/movers.ts';
import type { Explainer } from './explainer.ts';
import { WORDS } from './words.ts';

/** One sentence with the rule that keeps the person out. */
export function outsideWords({ county, policy }: Explainer, teacherId: string): string {
  const teacher = county.teachers.find(({ id }) => id === teacherId) as Teacher;
  const { outside } = WORDS;
  if (teacher.hiring === 'waiting') return outside.waiting;
  if (policy.round === 'rotation' ? !isCounted(teacher, policy) : !isPlaceable(teacher, policy))
    return outside.employment;
  if (teacher.leader) return outside.leader;
  return teacher.hiring === 'unplaced' ? outside.surplus : outside.hired;
}
