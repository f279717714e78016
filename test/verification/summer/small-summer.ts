/** A summer of a few people that goes through every stage, as `advance` runs it. */
import type { County } from '../../../src/domain/county.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { Decision, SummerState } from '../../../src/domain/summer.ts';
import { advance, freshState } from '../../../src/planning/summer/index.ts';
import { workCalendar } from '../../../src/rules/workflow/working-days.ts';
import { type TinyCounty, type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';

const ill = { kind: 'illness', missing: [], from: null, to: null } as const;
const junior = (id: string, more: Partial<TinyTeacher> = {}): TinyTeacher => ({
  id,
  schoolId: 'a',
  ...more,
});
const wish = (schoolId: string) => [{ schoolId, postGroupId: null }];

/**
 * The junior school `a` with seven Chinese teachers on three posts beside its head, the primary `b` of its district with two
 * vacancies, the mountain primary `c` with two.
 */
export const SMALL: TinyCounty = {
  schools: [
    { id: 'a', stage: 'J', districtId: 'D', quota: 20 },
    { id: 'b', districtId: 'D', quota: 20 },
    { id: 'c', tier: 'R', districtId: 'E', zone: 'mountain', quota: 20 },
  ],
  groups: [
    { schoolId: 'a', posts: 4, openings: 0 },
    { schoolId: 'a', category: 'A', posts: 1, openings: 0 },
    { schoolId: 'b', posts: 5, openings: 0 },
    { schoolId: 'c', posts: 3, openings: 0 },
  ],
  teachers: [
    junior('a-head', { leader: true }),
    junior('a-class', { classTeacher: true, merit: 7000 }),
    junior('a-good', { merit: 9000 }),
    junior('a-fair', { merit: 8000 }),
    junior('a-near', { merit: 6000, wishes: wish('b') }),
    junior('a-far', { merit: 5000, wishes: wish('c'), examPassed: true }),
    junior('a-pe', { mainSubject: '体育' }),
    junior('a-hills', { volunteer: true, wishes: wish('b') }),
    junior('a-aide', { category: 'A' }),
    { id: 'b-ill', schoolId: 'b', exemption: ill },
    { id: 'b-keen', schoolId: 'b', exemption: ill, optsIn: true },
    { id: 'b-bound', schoolId: 'b', boundUntil: '2027-08' },
    { id: 'c-one', schoolId: 'c' },
    { id: 'x-guest', schoolId: 'c', employment: 'temporary' },
  ],
};

export interface Run {
  readonly county: County;
  readonly state: SummerState;
}

/** A rehearsal to the end, or to `stages`. */
export async function runSummer(
  tiny: TinyCounty = SMALL,
  raw: Record<string, unknown> = {},
  stages = 5,
): Promise<Run> {
  const county = tinyCounty(tiny);
  const policy = parsePolicy(raw);
  let state = freshState(county, policy, null);
  for (let k = 0; k < stages; k++) {
    const step = await advance({ county, policy, calendar: workCalendar() }, state);
    if (step.kind !== 'done') throw new Error(JSON.stringify(step));
    state = step.state;
  }
  return { county, state };
}

/** Decision of a person; null = none. */
export function decisionOf(state: SummerState, id: string): Decision | null {
  const all = state.stages.flatMap(({ decisions }) => decisions);
  return all.find(({ teacherId }) => teacherId === id) ?? null;
}

/** The state with one decision changed; null = taken out. */
export function withDecision(
  state: SummerState,
  id: string,
  change: (decision: Decision) => Decision | null,
): SummerState {
  return {
    ...state,
    stages: state.stages.map((record) => ({
      ...record,
      decisions: record.decisions.flatMap((each) => {
        const changed = each.teacherId === id ? change(each) : each;
        return changed === null ? [] : [changed];
      }),
    })),
  };
}
