/** a14: the planner's locks must name people and posts of the round and may not contradict a rule. */
import { InputError, type InputIssue } from '../domain/errors.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../rules/admissibility.ts';
import type { Round } from '../rules/round.ts';

/** @throws InputError naming each lock that cannot stand, and the rule in its way */
export function checkLocks(round: Round): void {
  const { forced, banned } = round.policy.locks;
  if (forced.length + banned.length === 0) return;
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  const issues: InputIssue[] = [];
  const report = (path: string, message: string) =>
    issues.push({ code: 'lock-impossible', path, message });
  const seen = new Set<string>();
  for (const [kind, list] of [
    ['forced', forced],
    ['banned', banned],
  ] as const) {
    list.forEach(({ teacherId, postGroupId }, at) => {
      const path = `locks.${kind}.${at}`;
      const person = people.get(teacherId);
      const post = groups.get(postGroupId);
      if (person === undefined) {
        report(path, `${path}：职工号「${teacherId}」不在本轮调配人员中 (not in this round)。`);
        return;
      }
      if (post === undefined) {
        report(path, `${path}：岗位组「${postGroupId}」不存在 (unknown post group)。`);
        return;
      }
      if (kind === 'banned') return;
      if (seen.has(teacherId)) {
        report(path, `${path}：职工号「${teacherId}」被锁定到两个岗位 (forced twice)。`);
        return;
      }
      seen.add(teacherId);
      if (!person.mayMove) {
        report(
          path,
          `${path}：职工号「${teacherId}」不能参加交流：既非应交流、自愿交流，也非学科富余，或为校级领导、直聘人员（R01、I08、D14） (may not rotate)。`,
        );
        return;
      }
      const test = ADMISSIBILITY_TESTS[firstFailure(person, post, round)];
      if (test !== undefined) {
        const { zh, en } = test.sentence;
        report(
          path,
          `${path}：锁定与规则 ${test.rules.join('、')} 冲突：${zh} (${test.name}: ${en})。`,
        );
      }
    });
  }
  if (issues.length > 0) throw new InputError(issues);
}
