/** The program of an appeal: the stage's own, with the appellant off the present post and earlier appellants on theirs. */
import type { Model } from '../../../solver/index.ts';
import { InputError } from '../../domain/errors.ts';
import type { Formulation } from '../../formulation/index.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../../rules/admissibility.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import type { PlanPosts } from '../plan-posts.ts';

interface Award {
  readonly teacherId: string;
  /** null = any post but the present one. */
  readonly postGroupId: string | null;
}

interface Standing {
  /** Posts that people of the round hold now. */
  readonly held: PlanPosts;
  /** Staff numbers of those whom earlier appeals gave their posts: they keep them. */
  readonly fixed: readonly string[];
}

/** @throws InputError when the awarded post breaks a rule */
export function openedModel(
  formulation: Formulation,
  { teacherId, postGroupId }: Award,
  { held, fixed }: Standing,
): Model {
  const upper = Float64Array.from(formulation.model.upper);
  const only = (id: string, may: (groupId: string) => boolean) =>
    closeOthers(formulation, upper, id, may);
  const now = held.get(teacherId);
  const isOpen = only(teacherId, (id) => (postGroupId === null ? id !== now : id === postGroupId));
  if (!isOpen && postGroupId !== null) refuseAward(formulation.round, teacherId, postGroupId);
  for (const id of fixed) only(id, (groupId) => groupId === held.get(id));
  return { ...formulation.model, upper };
}

/**
 * Takes standby and all pairs but some from a person.
 * @returns whether one is left
 */
function closeOthers(
  { round, pairs, columns }: Formulation,
  upper: Float64Array,
  teacherId: string,
  may: (groupId: string) => boolean,
): boolean {
  const p = round.people.findIndex(({ teacher }) => teacher.id === teacherId);
  upper[columns.standby[p] as number] = 0;
  let isOpen = false;
  pairs.person.forEach((person, k) => {
    if (person !== p) return;
    if (may((round.groups[pairs.group[k] as number] as GroupFacts).group.id)) {
      isOpen = true;
      return;
    }
    for (const at of [columns.pair[k] as number, columns.first[k] as number])
      if (at !== -1) upper[at] = 0;
  });
  return isOpen;
}

function refuseAward(round: Round, teacherId: string, postGroupId: string): never {
  const person = round.people.find(({ teacher }) => teacher.id === teacherId) as PersonFacts;
  const post = round.groups.find(({ group }) => group.id === postGroupId) as GroupFacts;
  const { rules = [], sentence } = ADMISSIBILITY_TESTS[firstFailure(person, post, round)] ?? {};
  const message = `岗位组「${postGroupId}」不能裁给此人，违反 ${rules.join('、')}：${sentence?.zh} (the awarded post is not admissible: ${sentence?.en})。`;
  throw new InputError([{ code: 'award-impossible', message }]);
}
