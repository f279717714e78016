/** 最近可安排岗位: a post as somebody without one sees it, and the words that the standby list has for it (§6). */
import type { County, PostGroup } from '../../domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH } from '../../domain/vocabulary.ts';
import { ADMISSIBILITY_TESTS } from '../admissibility.ts';

export interface NearPost {
  readonly postGroupId: string;
  /** Hundredths of a km by road; null = unknown. */
  readonly distance: number | null;
  /** Open posts of the group; 0 = all held. */
  readonly vacant: number;
  /** Names of the admissibility tests that keep the person out, beside the vacancy; empty = the rules admit. */
  readonly stops: readonly string[];
}

const HUNDREDTHS_PER_KM = 100;
const SENTENCE = new Map(ADMISSIBILITY_TESTS.map(({ name, sentence }) => [name, sentence.zh]));

/** E.g. 「城南小学·小学·语文，12.3公里，空缺2（S2/P/T/语文）」, with what stops the person. */
export function nearPostText(
  { postGroupId, distance, vacant, stops }: NearPost,
  { schools, postGroups }: Pick<County, 'schools' | 'postGroups'>,
): string {
  const group = postGroups.find(({ id }) => id === postGroupId) as PostGroup;
  const school = schools.find(({ id }) => id === group.schoolId)?.name ?? group.schoolId;
  const kind = group.subject ?? CATEGORY_ZH[group.category];
  const far = distance === null ? '距离未知' : `${(distance / HUNDREDTHS_PER_KM).toFixed(1)}公里`;
  const why = [
    vacant > 0 ? `空缺${vacant}` : '无空缺',
    ...stops.map((name) => SENTENCE.get(name) ?? name),
  ];
  return `${school}·${STAGE_ZH[group.stage]}·${kind}，${far}，${why.join('，')}（${postGroupId}）`;
}
