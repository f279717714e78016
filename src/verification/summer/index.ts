/** The independent check of a whole summer: every decision, ledger and solve recomputed from the raw county and the state alone. */
import { compareIds, countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import type { HolidayYear } from '../../domain/holidays.ts';
import { policyHash } from '../../domain/policy.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { SUMMER_STAGES, type SummerState } from '../../domain/summer.ts';
import { must, type Result, ruleChecksOf } from '../checks/result.ts';
import { isAppeal } from './appeal-record.ts';
import { checkAppeals, isAppealed } from './appeals.ts';
import { closingFaults } from './closing.ts';
import { directFaults, type Fault, formFaults, onceFaults } from './decisions.ts';
import { summerFloor } from './floor.ts';
import { gateFaults } from './gates.ts';
import { readFaults, workdaysOf } from './journal.ts';
import type { Minimality } from './least-moved.ts';
import { compareLedger, countLedger } from './ledger.ts';
import { batchKind } from './people.ts';
import { summerPool } from './pool.ts';
import { type Replay, replay, type Step } from './replay.ts';
import type { GateFault } from './rulings.ts';
import { checkStep, merged, standingChecks } from './solves.ts';
import { vacancies } from './stage-county.ts';

export interface SummerVerification {
  /** No finding. */
  readonly accepted: boolean;
  /** English sentences with stages, staff numbers and post groups; never a personal name. */
  readonly findings: readonly string[];
  /** In order of rule id, then name; figures of the solves are added up. */
  readonly ruleChecks: readonly RuleCheck[];
}

/**
 * Checks a summer against its rules (`src/formulation/README.md` for each solve, the stages and ledgers here).
 * @param holidays notices that the run rests on; its working days are counted anew from them
 * @param isClosed whether the summer is said to be over: then the gates before its end must have opened as well
 * The checksum of the file is the reader's to check: a state that somebody signed anew must hold all the same.
 */
export function verifySummer(
  county: County,
  state: SummerState,
  holidays: readonly HolidayYear[],
  { isClosed = false }: { readonly isClosed?: boolean } = {},
): SummerVerification {
  const policy = state.policy.values;
  const foreign = foreignFindings(county, state);
  if (foreign.length > 0) return { accepted: false, findings: foreign, ruleChecks: [] };
  const isWorkday = workdaysOf(holidays);
  const played = { raw: county, state, isWorkday };
  const steps = replay(played);
  const appeals = checkAppeals(played, steps);
  const standing = appealedSteps(played);
  const appealed = new Set(standing.map(({ stage }) => stage));
  const own = steps.map((step) => checkStep(policy, step));
  const stands = standing.map((step) => standingChecks(policy, step));
  const ledgers = state.stages.flatMap((record, k) =>
    compareLedger(record, countLedger(county, policy, state.stages.slice(0, k + 1))),
  );
  const once = onceFaults(county, state);
  const direct = directFaults(county, state, isWorkday);
  const form = formFaults(state);
  const batches = batchFaults(county, [...steps, ...standing]);
  const locks = lockFaults(state);
  const strays = strayFaults(state, [...steps, ...standing]);
  const gates = gateFaults(county, state, isWorkday);
  const open = isClosed ? closingFaults(county, state, isWorkday) : [];
  const vacant = vacancyFindings(county, state);
  const pool = summerPool(county, state);
  const results = [
    personal('once', ['F06'], '环节内外重复、遗漏或不应在列', once),
    personal('direct-hire', ['D05', 'D14', 'I08', 'R06'], '直聘依据、岗位不符', direct),
    personal('contract', ['D06'], '合同期限、批次等登记不符', form),
    personal('batch-order', ['I02'], '不在本批次竞聘范围却被聘任', [...batches, ...strays]),
    personal('opt-in', ['D07'], '直聘对象参加竞聘不符合规定', direct.filter(optsIn(county))),
    counted('ledger', ['F06'], '环节台账不符', ledgers),
    counted('vacancies', ['F00'], '公布空缺与实际空缺不符', vacant),
    ...gateResults(gates),
    ...summerFloor(county, state),
    pool,
    leastMoved(appeals.minimality),
  ];
  const findings = [
    ...[...once, ...direct, ...form, ...batches, ...strays, ...locks].map(
      ({ id, why }) => `${id} ${why}.`,
    ),
    ...ledgers,
    ...vacant,
    ...(pool.status === 'fail'
      ? [`The pool of ${pool.limit} lends ${pool.measured} heads in all (Q03).`]
      : []),
    ...readFaults(state),
    ...[...gates, ...open].map(({ rule, why }) => `Gate (${rule}): ${why}.`),
    ...[...own, ...stands].flatMap((each) => each.findings),
    ...appeals.findings,
    ...strangeSolves(state, steps),
  ];
  return {
    accepted: findings.length === 0,
    findings,
    ruleChecks: [
      // Of a stage that appeals changed, what stands is told.
      ...merged(
        [...own.filter((_, k) => !appealed.has(steps[k]!.stage)), ...stands].flatMap(
          (each) => each.ruleChecks,
        ),
      ),
      ...results.flatMap(ruleChecksOf),
    ].sort((a, b) => compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name)),
  };
}

/** The steps of stages that appeals changed, with the decisions that stand. */
function appealedSteps(played: Replay): Step[] {
  const { stages } = played.state;
  const changed = new Set(stages.filter(isAppealed).map(({ stage }) => stage));
  if (changed.size === 0) return [];
  return replay(played, ({ decisions }) => decisions).filter(({ stage }) => changed.has(stage));
}

/** F04: appeals that moved other people, and those of them that need not have moved so many. */
function leastMoved(found: readonly Minimality[]): Result {
  const count = (kind: Minimality) => found.filter((each) => each === kind).length;
  return {
    name: name('least-moved'),
    rules: ['F04'],
    status: must(count('fewer') === 0),
    measured: count('fewer'),
    limit: 0,
    text: `申诉重开决定并使他人变动的 ${found.length} 件：逐一试过更小变动（申诉人一人换岗，或另有一人失岗、换岗；不含无岗人员同时上岗）均不合规则的 ${count('tried')} 件，只以求解证明为准的 ${count('open')} 件，本可少动的 ${count('fewer')} 件。`,
    offenders: [],
  };
}

/** A state of another county, policy or order of stages is not looked into. */
function foreignFindings(county: County, state: SummerState): string[] {
  const { policy, referenceMonth, stages } = state;
  return [
    ...(state.county.hash === countyHash(county) ? [] : ['The state is of another county.']),
    ...(policy.hash === policyHash(policy.values)
      ? []
      : ['The policy is not the one of its hash.']),
    ...(referenceMonth === policy.values.referenceMonth
      ? []
      : ['The reference month is not the one of the policy.']),
    ...(stages.every(({ stage }, k) => stage === SUMMER_STAGES[k])
      ? []
      : ['The stages are not in order.']),
  ];
}

/** I02: nobody is hired before the batch of their kind. */
function batchFaults(county: County, steps: readonly Step[]): Fault[] {
  const people = new Map(county.teachers.map((person) => [person.id, person]));
  return steps
    .filter(({ round }) => round === 'in-school')
    .flatMap(({ name, hires, candidates }) =>
      hires
        .filter(({ teacherId }) => !candidates.has(teacherId))
        .map(({ teacherId: id }) => {
          const person = people.get(id);
          const kind = person === undefined ? 'nobody known' : batchKind(person);
          return { id, why: `is hired in ${name} but is ${kind}` };
        }),
    );
}

/** Every hire is made by one competition of its stage. */
function strayFaults({ stages }: SummerState, steps: readonly Step[]): Fault[] {
  const hires = new Set(steps.flatMap((step) => step.hires));
  return stages.flatMap(({ stage, decisions }) =>
    decisions
      .filter((each) => each.kind !== 'direct' && each.kind !== 'standby' && !hires.has(each))
      .map(({ teacherId: id }) => ({ id, why: `is hired in ${stage} by no competition of it` })),
  );
}

/** F04: what the planner fixed stands when the summer is over. */
function lockFaults({ stages, policy }: SummerState): Fault[] {
  if (stages.length < SUMMER_STAGES.length) return [];
  const posts = new Map(
    stages.flatMap(({ decisions }) => decisions.map((each) => [each.teacherId, each.postGroupId])),
  );
  return policy.values.locks.forced
    .filter(({ teacherId, postGroupId }) => posts.get(teacherId) !== postGroupId)
    .map(({ teacherId: id, postGroupId }) => ({
      id,
      why: `is not at ${postGroupId}, fixed by the planner`,
    }));
}

/** F00: what was announced before a stage is what was vacant. */
function vacancyFindings(county: County, { stages, policy }: SummerState): string[] {
  return stages.flatMap(({ stage, announced }, k) => {
    const past = stages.slice(0, k);
    if (stage !== 'in-district' && stage !== 'cross-district') return [];
    const decided = past.flatMap(({ decisions }) => decisions);
    const vacant = vacancies(county, policy.values, decided);
    const told = new Map(announced.map(({ postGroupId, count }) => [postGroupId, count]));
    return [...new Set([...told.keys(), ...vacant.keys()])]
      .map((id) => ({ id, told: told.get(id) ?? 0, vacant: vacant.get(id) ?? 0 }))
      .filter((each) => each.told !== each.vacant)
      .map(
        (each) =>
          `${stage}: ${each.told} posts of ${each.id} were announced, ${each.vacant} vacant.`,
      );
  });
}

function strangeSolves({ stages }: SummerState, steps: readonly Step[]): string[] {
  const known = new Set(steps.map((step) => step.name));
  return stages.flatMap(({ stage, solves }) => {
    const mayAppeal = stage !== 'standby';
    return solves
      .filter((solve) => !known.has(solve.name) && !(mayAppeal && isAppeal(solve)))
      .map(({ name }) => `${name}: is no solve of ${stage}.`);
  });
}

function optsIn(county: County): (fault: Fault) => boolean {
  const ids = new Set(county.teachers.filter((person) => person.optsIn).map(({ id }) => id));
  return ({ id }) => ids.has(id);
}

const name = (what: string) => `summer:${what}`;

function personal(
  what: string,
  rules: readonly string[],
  zh: string,
  faults: readonly Fault[],
): Result {
  const offenders = [...new Set(faults.map(({ id }) => id))];
  return {
    name: name(what),
    rules,
    status: must(offenders.length === 0),
    measured: offenders.length,
    limit: 0,
    text: `全程核查：${zh}的 ${offenders.length} 人。`,
    offenders,
  };
}

function counted(
  what: string,
  rules: readonly string[],
  zh: string,
  faults: readonly string[],
): Result {
  return {
    name: name(what),
    rules,
    status: must(faults.length === 0),
    measured: faults.length,
    limit: 0,
    text: `全程核查：${zh} ${faults.length} 处。`,
    offenders: [],
  };
}

const GATES: readonly (readonly [GateFault['rule'], string])[] = [
  ['F00', '空缺岗位公告'],
  ['F01', '公示满规定工作日'],
  ['F03', '岗位设置'],
  ['F04', '名单批准与申诉处理'],
  ['I01', '聘任方案审议通过'],
  ['S07', '意向审核'],
];

function gateResults(faults: readonly GateFault[]): Result[] {
  return GATES.map(([rule, zh]) =>
    counted(
      'gates',
      [rule],
      `${zh}缺失`,
      faults.filter((each) => each.rule === rule).map(({ why }) => why),
    ),
  );
}
