/** Schools and posts in the words of the bureau, by their ids. */
import type { County } from './county.ts';
import { CATEGORY_ZH, STAGE_ZH } from './vocabulary.ts';

export interface PlaceWords {
  /** Name of a school; the id itself where it is none. */
  readonly school: (id: string) => string;
  /** 「河口中学 初中英语」; the id itself where it is no post group. */
  readonly post: (id: string) => string;
}

export function placeWords({ schools, postGroups }: County): PlaceWords {
  const names = new Map(schools.map(({ id, name }) => [id, name]));
  const groups = new Map(postGroups.map((group) => [group.id, group]));
  const school = (id: string) => names.get(id) ?? id;
  return {
    school,
    post: (id) => {
      const group = groups.get(id);
      if (group === undefined) return id;
      const { schoolId, stage, category, subject } = group;
      return `${school(schoolId)} ${STAGE_ZH[stage]}${subject ?? CATEGORY_ZH[category]}`;
    },
  };
}
