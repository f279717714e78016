/** Forged summers: hires that no competition made, unproven tiers, appeals that nobody upheld; and the floor counted once (I04). */
import { describe, expect, it, test } from 'vitest';
import { HOLIDAY_YEARS } from '../../../src/domain/holidays.ts';
import type { Decision, StageSolve, SummerState } from '../../../src/domain/summer.ts';
import { reopen } from '../../../src/planning/summer/index.ts';
import { workCalendar } from '../../../src/rules/workflow/index.ts';
import { verifySummer } from '../../../src/verification/index.ts';
import { decisionOf, type Run, runSummer, SMALL, withDecision } from './small-summer.ts';

const findings = ({ county, state }: Run) =>
  verifySummer(county, state, HOLIDAY_YEARS).findings.join('\n');

function withSolves(
  state: SummerState,
  stage: SummerState['stages'][number]['stage'],
  change: (solves: readonly StageSolve[]) => StageSolve[],
): SummerState {
  const stages = state.stages.map((record) =>
    record.stage === stage ? { ...record, solves: change(record.solves) } : record,
  );
  return { ...state, stages };
}

describe('the tiers of a solve', () => {
  it('all of the round, in order, and proven where the solve is called optimal', async () => {
    const { county, state } = await runSummer(SMALL, {}, 3);
    const put = (change: (solve: StageSolve) => Partial<StageSolve>) =>
      findings({
        county,
        state: withSolves(state, 'in-district', ([solve]) => [{ ...solve!, ...change(solve!) }]),
      });
    expect(put(() => ({ tiers: [] }))).toContain('in-district: the tiers on record are [], not [');
    expect(put(({ tiers }) => ({ tiers: tiers.slice(1) }))).toContain('the tiers on record are');
    expect(put(({ tiers }) => ({ tiers: tiers.toReversed() }))).toContain('the tiers on record');
    const open = (solve: StageSolve) => ({
      tiers: solve.tiers.map((tier) => ({ ...tier, bound: null })),
    });
    expect(put(open)).toContain('is called optimal at');
    expect(put((solve) => ({ ...open(solve), status: 'feasible' }))).toBe('');
  });
});

describe('hires that no competition made', () => {
  it('in a batch that the policy does not have', async () => {
    const batches = [
      ['middle-leaders', 'class-teachers', 'subject-teachers', 'support'],
      ['administration', 'logistics'],
    ];
    const { county, state } = await runSummer(SMALL, { inSchool: { batches } });
    expect(findings({ county, state })).toBe('');
    const forged = withDecision(state, 'a-good', (each) => ({ ...each, batch: 5 }));
    expect(findings({ county, state: forged })).toContain(
      'a-good is hired in in-school by no competition of it.',
    );
  });
  it('before the in-school competition, when the policy lets no volunteers go first', async () => {
    const { county, state } = await runSummer(SMALL, { volunteersFirst: false }, 1);
    expect(findings({ county, state })).toBe('');
    const moved: Decision = {
      ...{ teacherId: 'a-hills', kind: 'transfer', postGroupId: 'c/P/T/语文' },
      ...{ ground: null, batch: null, contractMonths: 12 },
    };
    const [record] = state.stages;
    const decisions = [...record!.decisions, moved];
    expect(
      findings({ county, state: { ...state, stages: [{ ...record!, decisions }] } }),
    ).toContain('a-hills is hired in direct-hire by no competition of it.');
  });
});

describe('appeals', () => {
  const appealed = async () => {
    const { county, state } = await runSummer(SMALL, {}, 3);
    const summer = { county, policy: state.policy.values, calendar: workCalendar() };
    const award = { teacherId: 'a-far', postGroupId: 'b/P/T/语文' };
    const answer = await reopen(summer, state, award);
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    return { county, state: answer.state };
  };
  const changed = ({ county, state }: Run, change: (solve: StageSolve) => StageSolve[]): Run => ({
    county,
    state: withSolves(state, 'in-district', (solves) =>
      solves.flatMap((each) => (each.name.startsWith('appeal/') ? change(each) : [each])),
    ),
  });
  it('the own solve is checked on what stood before, the answer on what stands', async () => {
    const run = await appealed();
    expect(findings(run)).toBe('');
    expect(findings(changed(run, () => []))).toContain('in-district: Tier');
    expect(findings(changed(run, (solve) => [{ ...solve, replaced: [] }]))).toContain(
      'appeal/a-far: the person gets no other post',
    );
    for (const key of ['movers', 'pairs', 'placed'] as const)
      expect(findings(changed(run, (solve) => [{ ...solve, [key]: solve[key] + 1 }]))).toContain(
        `appeal/a-far: ${key} is`,
      );
  });
  it('without its own solve, of nobody, or without an upheld objection in a binding run', async () => {
    const run = await appealed();
    const alone = withSolves(run.state, 'in-district', (solves) => solves.slice(1));
    expect(findings({ ...run, state: alone })).toContain('in-district: no solve is on record');
    const nobody = changed(run, (solve) => [{ ...solve, name: 'appeal/nobody' }]);
    expect(findings(nobody)).toContain('appeal/nobody: the person gets no other post');
    expect(findings({ ...run, state: { ...run.state, mode: 'binding' } })).toContain(
      'appeal/a-far: no upheld objection is on record',
    );
  });
  it('that moves others though nobody need', async () => {
    const group = (subject: '语文' | '数学', posts: number) => ({
      ...{ schoolId: 's', subject, posts, openings: 0 },
    });
    const { county, state } = await runSummer(
      {
        schools: ['h', 's'].map((id) => ({ id, districtId: 'D', quota: 9 })),
        groups: [group('语文', 2), group('数学', 1)],
        teachers: [
          { id: 'x', schoolId: 'h', otherSubjects: ['数学'] },
          { id: 'y', schoolId: 'h', mainSubject: '数学', otherSubjects: ['语文'] },
        ],
      },
      {},
      3,
    );
    const replaced = ['x', 'y'].map((id) => ({ teacherId: id, decision: decisionOf(state, id)! }));
    expect(replaced.map(({ decision }) => decision.postGroupId)).toEqual([
      ...['s/P/T/语文', 's/P/T/数学'],
    ]);
    const at = (id: string, postGroupId: string) => (run: SummerState) =>
      withDecision(run, id, (each) => ({ ...each, postGroupId }));
    // y goes to the vacant post: x has no reason to move.
    const forged = at('x', 's/P/T/数学')(at('y', 's/P/T/语文')(state));
    const withAppeal = withSolves(forged, 'in-district', ([own]) => [
      own!,
      { ...own!, name: 'appeal/y', replaced },
    ]);
    expect(findings({ county, state: withAppeal })).toContain(
      'appeal/y: 1 other people move, though fewer need',
    );
  });
});

describe('appeals in school', () => {
  const post = (subject: '语文' | '数学') => ({
    ...{ schoolId: 'h', subject, posts: 1, openings: 0 },
  });
  const appealed = async () => {
    const { county, state } = await runSummer(
      {
        schools: [{ id: 'h', stage: 'J', districtId: 'D', quota: 9 }],
        groups: [post('语文'), post('数学')],
        teachers: [
          { id: 'class', schoolId: 'h', classTeacher: true },
          { id: 'maths', schoolId: 'h', mainSubject: '数学' },
          { id: 'good', schoolId: 'h', merit: 9000 },
        ],
      },
      {},
      2,
    );
    const summer = { county, policy: state.policy.values, calendar: workCalendar() };
    const award = { teacherId: 'good', postGroupId: 'h/J/T/语文' };
    const answer = await reopen(summer, state, award);
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    return { county, state: answer.state, before: state };
  };
  const changed = (state: SummerState, change: (solve: StageSolve) => StageSolve) =>
    withSolves(state, 'in-school', (solves) =>
      solves.map((each) => (each.name === 'appeal/good' ? change(each) : each)),
    );
  it('is told as tried by hand, and is refused where no ruling names the post', async () => {
    const { county, state } = await appealed();
    const { findings: none, ruleChecks } = verifySummer(county, state, HOLIDAY_YEARS);
    expect(none).toEqual([]);
    expect(ruleChecks.find(({ name }) => name === 'summer:least-moved')).toMatchObject({
      ...{ ruleId: 'F04', status: 'pass', measured: 0 },
      text: expect.stringContaining(
        '使他人变动的 1 件：逐一试过更小变动（申诉人一人换岗，或另有一人失岗、换岗；不含无岗人员同时上岗）均不合规则的 1 件',
      ),
    });
    expect(
      findings({ county, state: changed(state, (each) => ({ ...each, awarded: null })) }),
    ).toContain('appeal/good: class is passed over by good at h/J/T/语文');
    const other = changed(state, (each) => ({ ...each, awarded: 'h/J/T/数学' }));
    expect(findings({ county, state: other })).toContain('or not the one awarded');
  });
  it('moves two though one is enough', async () => {
    const { county, state, before } = await appealed();
    const decision = decisionOf(before, 'maths')!;
    const without = withDecision(state, 'maths', () => null);
    const forged = changed(without, (each) => ({
      ...each,
      replaced: [...(each.replaced ?? []), { teacherId: 'maths', decision }],
    }));
    expect(findings({ county, state: forged })).toContain(
      'appeal/good: 2 other people move, though fewer need',
    );
  });
  it('in a batch that does not call the person', async () => {
    const { county, state } = await appealed();
    const early = withDecision(state, 'good', (each) => ({ ...each, batch: 2 }));
    expect(findings({ county, state: early })).toContain(
      'good is hired in in-school/2 but is subject-teachers',
    );
  });
});

test('I04 is counted once, when the in-school competition is over, among the own people of each school', async () => {
  const { state } = await runSummer(
    {
      schools: [{ id: 's', stage: 'J', districtId: 'D', quota: 9 }],
      groups: [
        { schoolId: 's', posts: 1, openings: 0 },
        { schoolId: 's', category: 'W', posts: 1, openings: 0 },
      ],
      teachers: [
        { id: 't1', schoolId: 's' },
        { id: 't2', schoolId: 's' },
      ],
    },
    {},
    2,
  );
  expect(state.stages[1]!.decisions).toHaveLength(2);
  const checks = state.stages[1]!.ruleChecks.filter(({ ruleId }) => ruleId === 'I04');
  expect(checks).toMatchObject([{ name: 'in-school-floor', status: 'pass', measured: 0 }]);
  expect(checks[0]!.text.match(/直聘和校内聘用/g)).toHaveLength(1);
});
