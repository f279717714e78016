/** Heads of schools (P01–P04): appointments that keep a rule and ones that break it. */
import { parsePolicy } from '../../../src/domain/policy.ts';
import { NO_DEMANDS } from '../../../src/domain/principals.ts';
import { verifyPrincipals } from '../../../src/verification/principals/index.ts';
import { type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';
import { deputy, head } from '../../support/tiny-heads.ts';
import type { RuleCase, Status } from './rule-case.ts';

/** Who leads the schools `a` and `b`, and who is there. */
interface Summer {
  readonly teachers: readonly TinyTeacher[];
  readonly heads: Readonly<Record<string, string>>;
  readonly schools?: readonly string[];
  readonly policy?: Record<string, unknown>;
}

function statusOf({ teachers, heads, schools = ['a', 'b'], policy = {} }: Summer, check: string) {
  const county = tinyCounty({ schools: schools.map((id) => ({ id })), teachers });
  const appointments = Object.entries(heads).map(([schoolId, teacherId]) => ({
    teacherId,
    schoolId,
  }));
  const claim = { appointments, tiers: [], program: null, waived: [] };
  const { ruleChecks } = verifyPrincipals(county, parsePolicy(policy), NO_DEMANDS, claim);
  return (rule: string): Status => {
    const found = ruleChecks.find(({ name, ruleId }) => name === check && ruleId === rule);
    if (found === undefined) throw new Error(`${check}: no check of ${rule}`);
    return found.status;
  };
}

function headCase(
  rules: readonly string[],
  check: string,
  title: string,
  { keeps, breaks }: { readonly keeps: Summer; readonly breaks: Summer },
): RuleCase {
  const run = (summer: Summer) => () => {
    const statuses = new Set(rules.map(statusOf(summer, check)));
    const [status] = statuses;
    if (status === undefined || statuses.size > 1) throw new Error(`${check}: not one status`);
    return status;
  };
  return { rules, check: `principals:${check}`, title, keeps: run(keeps), breaks: run(breaks) };
}

const both = (since: string): TinyTeacher[] => [head('h', 'a', since), head('i', 'b', since)];
const STAY = { a: 'h', b: 'i' };
const SWAP = { a: 'i', b: 'h' };

/** The deputy d of `a` becomes its head. */
const promoted = (
  leadership: NonNullable<Parameters<typeof deputy>[2]>['leadership'] = {},
): Summer => ({
  teachers: [deputy('d', 'a', { leadership })],
  heads: { a: 'd' },
});

/** Ten heads, so many of them 优秀 last year. */
function reviewed(best: number): Summer {
  const schools = Array.from({ length: 10 }, (_, k) => `s${k}`);
  return {
    schools,
    teachers: schools.map((id, k) =>
      head(`h${k}`, id, '2025-09', {
        leadership: { reviews: ['excellent', k < best ? 'excellent' : 'pass'] },
      }),
    ),
    heads: Object.fromEntries(schools.map((id, k) => [id, `h${k}`])),
  };
}

export const PRINCIPALS_CASES: readonly RuleCase[] = [
  headCase(['P01', 'P02'], 'must-move', 'after two terms or six years at another school', {
    keeps: { teachers: both('2020-09'), heads: SWAP },
    breaks: { teachers: both('2020-09'), heads: STAY },
  }),
  headCase(['P01'], 'must-move', 'two terms of two years', {
    keeps: { teachers: both('2022-09'), heads: SWAP, policy: { principals: { termYears: 2 } } },
    breaks: { teachers: both('2022-09'), heads: STAY, policy: { principals: { termYears: 2 } } },
  }),
  headCase(['P02'], 'must-move', 'four years are not six, unless the policy says so', {
    keeps: { teachers: both('2022-09'), heads: STAY },
    breaks: {
      teachers: both('2022-09'),
      heads: STAY,
      policy: { principals: { mustMoveYears: 4 } },
    },
  }),
  headCase(['P01', 'P02'], 'must-move', 'back after two terms: a whole term later, or a year', {
    keeps: promoted({ lastHeaded: { schoolId: 'a', until: '2023-09', months: 72 } }),
    breaks: promoted({ lastHeaded: { schoolId: 'a', until: '2025-09', months: 72 } }),
  }),
  headCase(['P01'], 'term-kept', 'nobody is moved inside a term', {
    keeps: { teachers: both('2022-09'), heads: STAY },
    breaks: { teachers: both('2022-09'), heads: SWAP },
  }),
  headCase(['P03'], 'head-experience', 'two years as deputy, or one and two at middle level', {
    keeps: promoted({ deputyYears: 2, middleYears: 0 }),
    breaks: promoted({ deputyYears: 1, middleYears: 2 }),
  }),
  headCase(['P03'], 'head-experience', 'five years of teaching, or four', {
    keeps: promoted({ teachingYears: 5 }),
    breaks: promoted({ teachingYears: 4 }),
  }),
  headCase(['P03'], 'head-papers', '240 hours of training, or 239', {
    keeps: promoted({ trainingHours: 240 }),
    breaks: promoted({ trainingHours: 239 }),
  }),
  headCase(['P04'], 'head-reviews', 'two 基本合格 with a year between, or running', {
    keeps: promoted({ reviews: ['basic', 'pass', 'basic'] }),
    breaks: promoted({ reviews: ['basic', 'basic'] }),
  }),
  headCase(['P04'], 'excellent-share', 'one of ten heads 优秀, or two', {
    keeps: reviewed(1),
    breaks: reviewed(2),
  }),
];
