/** 交流形式 (R08): the form of a planned exchange as the facts show it; the bureau may write another into the ledger. */
import type { PostGroup, School, Teacher } from '../../domain/county.ts';
import type { ExchangeForm } from '../../domain/rotation-plan.ts';
import { TIER_RANK } from '../../domain/vocabulary.ts';

/**
 * The first that holds: inside a community 结对帮扶 (W04) · into the country from elsewhere 支教 (R10) · to a school of a
 * higher rank 上挂, of a lower one 下派 (上调下挂) · into another stage or subject 转岗 · else 定期交流. Forms that hang on an
 * agreement (跨校竞聘, 青年教师跟岗研修, 走教) cannot be read off the data.
 */
export function exchangeForm(
  teacher: Pick<Teacher, 'stage' | 'mainSubject'>,
  home: Pick<School, 'tier' | 'community'>,
  to: { readonly school: Pick<School, 'tier' | 'community'>; readonly post: PostGroup },
): ExchangeForm {
  const { school, post } = to;
  if (home.community !== null && home.community === school.community) return 'paired';
  if (school.tier === 'R' && home.tier !== 'R') return 'teaching-support';
  const down = TIER_RANK[school.tier] - TIER_RANK[home.tier];
  if (down !== 0) return down < 0 ? 'seconded-up' : 'seconded-down';
  const same = post.stage === teacher.stage && post.subject === teacher.mainSubject;
  return same ? 'regular' : 're-posted';
}
