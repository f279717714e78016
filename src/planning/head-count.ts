/** Why there is no legal allocation, in head counts and the bureau's words (which subject, which level, how many). */
import type { SolveOptions } from '../../solver/index.ts';
import { solve } from '../../solver/index.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import { elastic, type Formulation } from '../formulation/index.ts';
import type { GroupFacts } from '../rules/round.ts';

export interface NoAllocationReason {
  /**
   * `must-fill`: posts that must be filled outnumber the people; `locks`; `cascade-order`: earlier rounds took the
   * people that a later one must have; `rules`: nothing else could be named.
   */
  readonly code: 'must-fill' | 'locks' | 'cascade-order' | 'rules';
  readonly rules: readonly string[];
  /** Posts that must be filled, people who may take at least one of them, posts left short at best. */
  readonly required: number;
  readonly admissible: number;
  readonly short: number;
  readonly message: string;
  readonly postGroupIds: readonly string[];
  readonly teacherIds: readonly string[];
}

/**
 * Solves the elastic twin of the round's program and sums up what stays short by tier, stage and subject.
 * @param solved the program without a solution: the formulation itself, or the last round of a cascade
 */
export async function explainNoAllocation(
  formulation: Formulation,
  solved: Formulation,
  options: SolveOptions,
): Promise<NoAllocationReason[]> {
  const joint = await relaxedReasons(formulation, options);
  if (solved === formulation || joint.length > 0) {
    return joint.length > 0 ? joint : [unexplained()];
  }
  const late = await relaxedReasons(solved, options);
  return late.length > 0 ? late.map(blameOrder) : [unexplained()];
}

async function relaxedReasons(
  formulation: Formulation,
  options: SolveOptions,
): Promise<NoAllocationReason[]> {
  const twin = elastic(formulation);
  const { values } = await solve(twin.model, twin.objective, options);
  if (values === null) return [];
  const reasons = shortPosts(formulation, (id) => values[twin.must.get(id) ?? -1] ?? 0);
  const leftOut = [...twin.forced].filter(([, at]) => values[at] === 1).map(([id]) => id);
  if (leftOut.length > 0) reasons.push(lockReason(leftOut));
  return reasons;
}

/** The joint program has an answer: it is the order of the rounds that leaves these posts short. */
function blameOrder(reason: NoAllocationReason): NoAllocationReason {
  const { required, short } = reason;
  return {
    ...reason,
    code: 'cascade-order',
    rules: ['X01', ...reason.rules],
    message: `逐轮次序使必补岗位落空：${required} 个必补岗位中有 ${short} 个的合格人员已在前面的轮次安排到别处；联合求解（flow.mode=joint）可以补足。`,
  };
}

function shortPosts(
  formulation: Formulation,
  filled: (id: string) => number,
): NoAllocationReason[] {
  const classes = new Map<string, GroupFacts[]>();
  for (const facts of formulation.round.groups) {
    if (facts.least === 0) continue;
    const label = classLabel(facts);
    classes.set(label, [...(classes.get(label) ?? []), facts]);
  }
  return [...classes].flatMap(([label, members]) => {
    const shortMembers = members.filter((facts) => filled(facts.group.id) < facts.least);
    if (shortMembers.length === 0) return [];
    const required = members.reduce((sum, facts) => sum + facts.least, 0);
    const short = shortMembers.reduce(
      (sum, facts) => sum + facts.least - filled(facts.group.id),
      0,
    );
    const people = admissiblePeople(formulation, members);
    const why =
      people < required
        ? `符合条件的待调配人员只有 ${people} 人`
        : `符合条件的待调配人员虽有 ${people} 人，但他们同时被其他必补岗位或学校编制占用`;
    return [
      {
        code: 'must-fill' as const,
        rules: ['Q15', 'N03'],
        required,
        admissible: people,
        short,
        message: `${label}：必须补足 ${required} 个岗位，${why}，至少缺 ${short} 人。`,
        postGroupIds: shortMembers.map(({ group }) => group.id),
        teacherIds: [],
      },
    ];
  });
}

/** E.g. 「农村学区小学音乐岗位」. */
function classLabel({ group, site }: GroupFacts): string {
  const what = group.subject ?? CATEGORY_ZH[group.category];
  return `${TIER_ZH[site.school.tier]}学区${STAGE_ZH[group.stage]}${what}岗位`;
}

/** Distinct people with an admissible pair into any of the groups. */
function admissiblePeople({ pairs }: Formulation, members: readonly GroupFacts[]): number {
  const wanted = new Set(members.map((facts) => facts.at));
  const people = new Set<number>();
  pairs.group.forEach((g, k) => {
    if (wanted.has(g)) people.add(pairs.person[k] as number);
  });
  return people.size;
}

function lockReason(teacherIds: readonly string[]): NoAllocationReason {
  return {
    code: 'locks',
    rules: ['F04', 'X06'],
    required: teacherIds.length,
    admissible: 0,
    short: teacherIds.length,
    message: `人工锁定互相冲突，或超出岗位、编制、原校学科底线（rotation.donorFloor）：${teacherIds.length} 名锁定人员无法同时安排（职工号 ${teacherIds.join('、')}）。`,
    postGroupIds: [],
    teacherIds,
  };
}

function unexplained(): NoAllocationReason {
  return {
    code: 'rules',
    rules: ['T05'],
    required: 0,
    admissible: 0,
    short: 0,
    message:
      '必补岗位和人工锁定之外的硬性规则（如 ruralTilt.floorPct、titleOverflow.max、夫妻同乡镇 couples）互相冲突，请放宽后重算。',
    postGroupIds: [],
    teacherIds: [],
  };
}
