/** Rows over people, post groups, non-teaching posts and key schools. */
import { sum } from '../arithmetic.ts';
import { headsAt } from '../facts.ts';
import {
  capsKeySchools,
  groupLimits,
  NON_TEACHING_STAGES,
  nonTeachingLimit,
  nonTeachingShare,
} from '../limits.ts';
import type { Outcome } from '../outcome.ts';
import { must, type Result, should } from './result.ts';

export function placeChecks(outcome: Outcome): Result[] {
  return [
    everybodyOnce(outcome),
    ...postOpenings(outcome),
    ...(outcome.facts.rotation ? [donorFloor(outcome)] : []),
    nonTeaching(outcome),
    supportPosts(outcome),
    ...keySchoolCap(outcome),
  ];
}

function everybodyOnce({ facts, moves, misplaced }: Outcome): Result {
  const wrong = new Set(misplaced.map(({ id }) => id));
  return {
    name: 'teacher',
    rules: ['S05', 'X04'],
    status: must(wrong.size === 0),
    measured: wrong.size,
    limit: 0,
    text: `本轮 ${facts.movers.size} 人，安置 ${moves.length} 人；去向重复、遗漏或不应在列的 ${wrong.size} 人。`,
    offenders: [...wrong],
  };
}

/** Post groups and how far they are over the most or under the least; also those outside the post table. */
function postOpenings(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const over: { id: string; heads: number }[] = [];
  const under: { id: string; heads: number }[] = [];
  for (const group of facts.county.postGroups) {
    const { most, least } = groupLimits(facts, group);
    const arrivals = outcome.movesInto.get(group.id)?.length ?? 0;
    const people = arrivals + (outcome.staysInGroup.get(group.id) ?? 0);
    if (people > most) over.push({ id: group.id, heads: people - most });
    if (!facts.rotation && people < least) under.push({ id: group.id, heads: least - people });
  }
  const heads = (list: typeof over) => sum(list.map((each) => each.heads));
  const result = (rules: string[], list: typeof over, text: string): Result => ({
    name: 'post-openings',
    rules,
    status: must(list.length === 0),
    measured: heads(list),
    limit: 0,
    text,
    offenders: list.map(({ id }) => id),
  });
  const crowded = result(
    ['N03', 'Q24', 'X06'],
    over,
    `${facts.county.postGroups.length} 个岗位组中，${over.length} 个超出空缺，共超 ${heads(over)} 人。`,
  );
  const managers = over.filter(({ id }) => facts.groups.get(id)!.category === 'M');
  const cadres = result(
    ['N04'],
    managers,
    `管理岗位按核定职数安排：${managers.length} 个岗位组超出，共超 ${heads(managers)} 人。`,
  );
  if (facts.rotation) return [crowded, cadres];
  const wanted = sum(facts.county.postGroups.map(({ mustFill }) => mustFill));
  const text = `要求最低补足 ${wanted} 个空缺，尚缺 ${heads(under)} 人（${under.length} 个岗位组）。`;
  return [crowded, cadres, result(['Q15'], under, text)];
}

function donorFloor(outcome: Outcome): Result {
  const { facts } = outcome;
  const short = facts.county.postGroups
    .map((group) => {
      const stays = outcome.staysInGroup.get(group.id) ?? 0;
      const arrivals = outcome.movesInto.get(group.id)?.length ?? 0;
      const kept = facts.policy.rotation.floorCounts === 'people' ? stays + arrivals : stays;
      return { id: group.id, heads: groupLimits(facts, group).least - kept };
    })
    .filter(({ heads }) => heads > 0);
  const heads = sum(short.map((each) => each.heads));
  return {
    name: 'donor-floor',
    rules: ['X06'],
    status: must(short.length === 0),
    measured: heads,
    limit: 0,
    text: `派出学校留任${facts.policy.rotation.floorCounts === 'people' ? '与到校' : ''}人数低于本学科设岗数的岗位组 ${short.length} 个，共缺 ${heads} 人。`,
    offenders: short.map(({ id }) => id),
  };
}

function nonTeaching(outcome: Outcome): Result {
  const { facts } = outcome;
  const over: string[] = [];
  let heads = 0;
  let before = 0;
  for (const [id, school] of facts.schools) {
    for (const { stage } of school.school.parts) {
      if (!NON_TEACHING_STAGES.includes(stage)) continue;
      const arrivals = (outcome.movesToSchool.get(id) ?? []).filter(
        ({ group }) => group.stage === stage && group.category !== 'T',
      ).length;
      const stays = (outcome.staysAtSchool.get(id) ?? []).filter(
        (person) => person.stage === stage && person.category !== 'T',
      ).length;
      const excess = arrivals + stays - nonTeachingLimit(facts, school, stage);
      if (excess > 0) {
        over.push(id);
        heads += excess;
      }
      const had = facts.rotation ? school.presentAt : school.settledAt;
      const share = nonTeachingShare(facts, school, stage);
      before += Math.max(0, headsAt(had, stage).nonTeaching - share);
    }
  }
  return {
    name: 'non-teaching',
    rules: ['N01'],
    status: over.length > 0 ? 'fail' : should(before === 0),
    measured: heads,
    limit: 0,
    text: `按学校、学段核查非教学岗位比例：因调配超出上限 ${heads} 人，另有调配前已超 ${before} 人。`,
    offenders: over,
  };
}

/** N02: teachers manage beside their lessons and logistics are bought in, so nobody should newly come for either. */
function supportPosts({ moves }: Outcome): Result {
  const arrivals = moves.filter(({ group }) => group.category === 'M' || group.category === 'W');
  return {
    name: 'support-posts',
    rules: ['N02'],
    status: should(arrivals.length === 0),
    measured: arrivals.length,
    limit: 0,
    text: `新安排到管理、工勤岗位 ${arrivals.length} 人（管理宜由教师兼任，后勤宜购买服务）。`,
    offenders: arrivals.map(({ person }) => person.id),
  };
}

function keySchoolCap(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const keySchools = facts.county.schools.filter(({ keySchool }) => keySchool);
  if (keySchools.length === 0 || !capsKeySchools(facts)) return [];
  const { cap } = facts.policy.keySchool;
  const arrivals = keySchools.map(({ id }) => ({
    id,
    heads: (outcome.movesToSchool.get(id) ?? []).filter(({ person }) => person.schoolId !== id)
      .length,
  }));
  const most = Math.max(...arrivals.map(({ heads }) => heads));
  return [
    {
      name: 'key-school-cap',
      rules: ['X14'],
      status: must(most <= cap),
      measured: most,
      limit: cap,
      text: `重点校 ${keySchools.length} 所，接收校外人员最多的一所 ${most} 人，每校上限 ${cap} 人。`,
      offenders: arrivals.filter(({ heads }) => heads > cap).map(({ id }) => id),
    },
  ];
}
