/** 原岗位保留 (R04): the post of somebody away on an exchange is kept until the person is back. */
import type { Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { countBy, holdsPlace } from '../movers.ts';
import { isOver } from './exchange-term.ts';

/** Posts that people come back to, by post group: they are no vacancies in the year of the policy. */
export function keptHomePosts(teachers: readonly Teacher[], policy: Policy): Map<string, number> {
  const away = teachers.filter(
    (teacher) =>
      teacher.exchange !== null &&
      !isOver(teacher.exchange, policy.referenceMonth) &&
      holdsPlace(teacher, policy),
  );
  const kept = countBy(away, ({ exchange }) => exchange?.homePostGroupId ?? '');
  kept.delete('');
  return kept;
}
