/** The admissibility tests on every placed pair: one check per rule that a test serves. */
import type { ExemptionKind } from '../../domain/county.ts';
import {
  asksZones,
  changesStageByExam,
  entersByRight,
  flowOf,
  hasDocuments,
  hasReturnRight,
  holds,
  isUpward,
  type TestName,
} from '../admission.ts';
import { homeSchool } from '../facts.ts';
import type { Move, Outcome } from '../outcome.ts';
import { must, type Result } from './result.ts';

/** Tests whose rules all say the same thing: what a broken pair looks like, in the planner's words. */
const PLAIN: readonly { name: TestName; rules: readonly string[]; broken: string }[] = [
  {
    name: 'certificate',
    rules: ['L02', 'E04', 'X16'],
    broken: '人教师资格或学段转换不符合岗位学段',
  },
  { name: 'subject-match', rules: ['X06'], broken: '人学科或岗位类别不匹配' },
  { name: 'open-post', rules: ['X05', 'Q16'], broken: '人进入无空缺或已满编、超编的学校' },
  { name: 'in-the-round', rules: ['S03'], broken: '人未聘任证明或业绩鉴定不齐' },
  { name: 'service-term', rules: ['R06'], broken: '人服务期或交流期未满' },
  { name: 'kinship', rules: ['L09'], broken: '人到亲属任领导的学校任管理岗' },
  { name: 'teachable', rules: ['B08'], broken: '人不得任教却安排在教学岗' },
  { name: 'refused-post', rules: ['X04'], broken: '人被再次安排到已记录拒绝的岗位' },
];

/** Confirmed grounds of staying out, by rule. */
const GROUNDS: Readonly<Record<string, { kind: ExemptionKind; zh: string }>> = {
  D01: { kind: 'near-retirement', zh: '临近退休' },
  D02: { kind: 'pregnant-nursing', zh: '孕期哺乳期' },
  D03: { kind: 'illness', zh: '重大疾病' },
  D04: { kind: 'seconded', zh: '经批准支教或借用' },
  D09: { kind: 'maternity-leave', zh: '产假' },
  D11: { kind: 'sick-leave', zh: '长期病休' },
  D12: { kind: 'incapacity', zh: '丧失劳动能力' },
  D13: { kind: 'seconded', zh: '借调县级部门' },
  D14: { kind: 'new-recruit', zh: '本年新招聘' },
};

/** A check that looks at the placements one by one. */
function perPair(
  outcome: Outcome,
  { name, rules, broken }: { name: string; rules: readonly string[]; broken: string },
  isBroken: (move: Move) => boolean,
): Result {
  const offenders = outcome.moves.filter(isBroken).map(({ person }) => person.id);
  return {
    name,
    rules,
    status: must(offenders.length === 0),
    measured: offenders.length,
    limit: 0,
    text: `核查已安置 ${outcome.moves.length} 人：${offenders.length} ${broken}。`,
    offenders,
  };
}

export function pairChecks(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const { distance } = facts.policy;
  const fails = (test: TestName) => (move: Move) => !holds(test, facts, move.person, move.group);
  return [
    ...flowChecks(outcome, fails('flow-direction')),
    ...PLAIN.map((test) => perPair(outcome, test, testOf(outcome, test.name))),
    ...Object.entries(GROUNDS).map(([rule, ground]) => groundCheck(outcome, rule, ground)),
    retirementCheck(outcome),
    ...(facts.rotation ? [rotationGrounds(outcome)] : []),
    ...(distance.maxKm === null
      ? []
      : [
          perPair(
            outcome,
            { name: 'distance-limit', rules: ['X20'], broken: `人路程超过 ${distance.maxKm} 公里` },
            fails('distance-limit'),
          ),
        ]),
    ...(asksZones(facts) ? zoneChecks(outcome) : []),
    ...(facts.policy.round === 'in-school' ? [] : examChecks(outcome)),
    whereTo(outcome, fails('other-district')),
    lockCheck(outcome),
  ];
}

function groundCheck(
  outcome: Outcome,
  rule: string,
  { kind, zh }: { kind: ExemptionKind; zh: string },
): Result {
  const broken = `人因「${zh}」不应参加本轮却被安置`;
  const isExempt = ({ person }: Move) => outcome.facts.exempt.get(person.id) === kind;
  return perPair(outcome, { name: 'in-the-round', rules: [rule], broken }, isExempt);
}

/** How near retirement is told: by the statutory schedule (L03), or by the plan's dates of birth (D08, A5). */
function retirementCheck(outcome: Outcome): Result {
  const cutoffs = outcome.facts.policy.exempt.birthCutoffs;
  const zh =
    cutoffs === null
      ? '按渐进式延迟退休办法临近退休'
      : `男 ${cutoffs.men}、女 ${cutoffs.women} 及以前出生`;
  return groundCheck(outcome, cutoffs === null ? 'L03' : 'D08', { kind: 'near-retirement', zh });
}

/** D15: in a rotation the same grounds keep a person at home, for good or for the time being. */
function rotationGrounds(outcome: Outcome): Result {
  return perPair(
    outcome,
    { name: 'in-the-round', rules: ['D15'], broken: '人可不交流或暂不交流却被交流' },
    ({ person }) => outcome.facts.exempt.get(person.id) !== null,
  );
}

/** S03 looks at the papers only; the grounds of exemption are the D rules. */
function testOf(outcome: Outcome, name: TestName): (move: Move) => boolean {
  if (name === 'in-the-round') return ({ person }) => !hasDocuments(outcome.facts, person);
  return ({ person, group }) => !holds(name, outcome.facts, person, group);
}

/** S01, I03: where the round may place people at all. */
function whereTo(outcome: Outcome, barred: (move: Move) => boolean): Result {
  const { round } = outcome.facts.policy;
  if (round === 'in-school') {
    return perPair(
      outcome,
      { name: 'own-school', rules: ['I03'], broken: '人经校内竞聘进入外校' },
      barred,
    );
  }
  const broken = {
    placement: '人仍在原学区',
    rotation: '人仍在原学校',
    'in-district': '人未在本学区内其他学校安排',
  }[round];
  return perPair(outcome, { name: 'other-district', rules: ['S01'], broken }, barred);
}

/** X10, X11 ask about the school, X22 about the stage. */
function examChecks(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const to = ({ group }: Move) => facts.schools.get(group.schoolId)!.school;
  const name = 'entry-exam';
  return [
    perPair(
      outcome,
      { name, rules: ['X10', 'X11'], broken: '人未经考试进入局直学校或逆向流动' },
      (move) => !entersByRight(facts, move.person, to(move)),
    ),
    perPair(
      outcome,
      { name, rules: ['X22'], broken: '人未经考试转入幼儿园、高中或中职' },
      ({ person, group }) => !changesStageByExam(facts, person, group),
    ),
  ];
}

function flowChecks(outcome: Outcome, barred: (move: Move) => boolean): Result[] {
  const { facts } = outcome;
  const ends = ({ person, group }: Move) =>
    [homeSchool(facts, person), facts.schools.get(group.schoolId)!.school] as const;
  const upward = (move: Move) => isUpward(...ends(move));
  const name = 'flow-direction';
  const upwards = outcome.moves.filter(upward);
  const byRight = upwards.filter(({ person }) => hasReturnRight(facts, person));
  const returns: Result = {
    ...perPair(
      outcome,
      { name, rules: ['D10'], broken: '' },
      (move) => upward(move) && barred(move),
    ),
    measured: byRight.length,
    limit: null,
    text: `上行安置 ${upwards.length} 人，其中 ${byRight.length} 人凭农村任教期满返城资格上行。`,
  };
  if (facts.rotation) {
    const twoWay = perPair(
      outcome,
      { name, rules: ['X09'], broken: '人交流方向不在允许范围内' },
      barred,
    );
    const text = `交流 ${outcome.moves.length} 人，其中上行 ${upwards.length} 人。`;
    return [{ ...twoWay, text }, returns];
  }
  const reverse = perPair(
    outcome,
    { name, rules: ['X02'], broken: '人无返城资格而逆向流动' },
    // Whatever the listed arcs say: only a return by right goes upward.
    (move) => upward(move) && !hasReturnRight(facts, move.person),
  );
  if (facts.policy.round !== 'placement') return [reverse, returns];
  const unlisted = outcome.moves.filter(
    (move) => !facts.policy.flow.arcs.some((arc) => arc === flowOf(...ends(move))),
  );
  const barredIds = outcome.moves.filter(barred).map(({ person }) => person.id);
  const order: Result = {
    name,
    rules: ['X01'],
    status: barredIds.length > 0 ? 'fail' : unlisted.length > 0 ? 'warn' : 'pass',
    measured: unlisted.length,
    limit: 0,
    text: `已安置 ${outcome.moves.length} 人中，${unlisted.length} 人不在规定流动次序之内，其中 ${barredIds.length} 人属不允许的流向。`,
    offenders: unlisted.map(({ person }) => person.id),
  };
  return [order, reverse, returns];
}

function zoneChecks(outcome: Outcome): Result[] {
  const { facts } = outcome;
  const from = ({ person }: Move) => homeSchool(facts, person);
  const to = ({ group }: Move) => facts.schools.get(group.schoolId)!.school;
  const fails = (move: Move) => !holds('zones', facts, move.person, move.group);
  const name = 'zones';
  return [
    perPair(
      outcome,
      { name, rules: ['X12'], broken: '人由非坝区学校进入坝区学校' },
      (move) => to(move).zone === 'plain' && from(move).zone !== 'plain',
    ),
    perPair(
      outcome,
      { name, rules: ['X13'], broken: '人到山区学校任教而不符合片区规定' },
      (move) => to(move).zone === 'mountain' && fails(move),
    ),
    perPair(
      outcome,
      { name, rules: ['X14'], broken: '人进入重点校非紧缺学科的岗位' },
      (move) => to(move).keySchool && fails(move),
    ),
    perPair(
      outcome,
      { name, rules: ['X15'], broken: '名重点校落聘人员未到山区学校' },
      (move) => from(move).keySchool && to(move).zone !== 'mountain',
    ),
  ];
}

/** Banned pairs not used, forced pairs used. */
function lockCheck(outcome: Outcome): Result {
  const { facts, moves } = outcome;
  const banned = moves
    .filter(({ person, group }) => !holds('locks', facts, person, group))
    .map(({ person }) => person.id);
  const used = new Set(moves.map(({ person, group }) => JSON.stringify([person.id, group.id])));
  const missing = facts.policy.locks.forced
    .filter(({ teacherId, postGroupId }) => !used.has(JSON.stringify([teacherId, postGroupId])))
    .map(({ teacherId }) => teacherId);
  const { forced, banned: bans } = facts.policy.locks;
  const offenders = [...banned, ...missing];
  return {
    name: 'locks',
    rules: ['F04'],
    status: must(offenders.length === 0),
    measured: offenders.length,
    limit: 0,
    text: `人工指定 ${forced.length} 项、禁止 ${bans.length} 项，未照办 ${offenders.length} 项。`,
    offenders,
  };
}
