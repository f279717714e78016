/**
 * 日程: when each step of the summer begins and ends, counted in working days from a start (F02), beside the days that the
 * plans name: posts 22 August, in-school hiring 24 August, its list 25 August (F02, the sample of 2017), the yearly plan of
 * quota and people 31 July (Q13), everything chosen by 1 September (R07). 「……日前」 is read with
 * the day itself.
 */
import type { Day } from '../../domain/journal.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { FORM_WORKING_DAYS } from './journal-facts.ts';
import { publicitySpan } from './publicity-days.ts';
import { AFTER, type StepName } from './steps.ts';
import {
  addWorkingDays,
  lastDayOf,
  shiftDay,
  unpublishedYears,
  type WorkCalendar,
} from './working-days.ts';

export interface PlannedStep {
  readonly name: string;
  readonly rules: readonly string[];
  readonly title: Bilingual;
  /** Working days from `from` to `due`, both included. */
  readonly days: number;
  readonly from: Day;
  readonly due: Day;
  /** Last day that a plan names for the step; null = none. */
  readonly deadline: Day | null;
  /** Whether `due` is later than `deadline`. */
  readonly late: boolean;
  /** Years in the span whose days off are not published yet. */
  readonly provisional: readonly number[];
}

export interface PlannedCalendar {
  /** In order of beginning. */
  readonly steps: readonly PlannedStep[];
  /** Latest start with which no step is late; null when none within the year is early enough. */
  readonly latestStart: Day | null;
}

/** A step before it has days: what it follows, and how long it takes. */
interface Step {
  readonly name: StepName;
  readonly rules: readonly string[];
  readonly title: Bilingual;
  readonly after: readonly string[];
  readonly days: (policy: Policy) => number;
  /** Month and day, and the rule that names it: as in the rulebook's `acts.calendar`. */
  readonly deadline?: { readonly day: string; readonly rule: string };
}

const step = (
  name: StepName,
  [zh, en]: readonly [string, string],
  rest: Omit<Step, 'name' | 'title' | 'days' | 'after'> & { days: number | Step['days'] },
): Step => {
  const { days: asked, ...others } = rest;
  const days = typeof asked === 'number' ? () => asked : asked;
  return { name, title: { zh, en }, after: AFTER[name], ...others, days };
};

/** The working days of steps that no source counts are our completion: what a county of some seventy units needs. */
export const PLANNED_STEPS: readonly Step[] = [
  step('adjustment-plan', ['编制人员年度调整方案', 'yearly plan of quota and people'], {
    rules: ['Q13'],
    days: 3,
    deadline: { day: '07-31', rule: 'Q13' },
  }),
  step('posts-set', ['岗位设置', 'posts set'], {
    rules: ['F02', 'F03'],
    days: 2,
    deadline: { day: '08-22', rule: 'F02' },
  }),
  step('direct-hire', ['直聘申请与审核', 'direct hire: applications and papers'], {
    rules: ['D05'],
    days: 2,
  }),
  step('direct-publicity', ['直聘名单公示', 'publicity of the direct-hire list'], {
    rules: ['D05', 'F01'],
    days: publicitySpan,
  }),
  step('plan-passed', ['学校聘任方案审议', 'plans of the schools passed'], {
    rules: ['I01'],
    days: 2,
  }),
  step('plan-publicity', ['学校聘任方案公示', 'publicity of the plans'], {
    rules: ['I01', 'F01'],
    days: publicitySpan,
  }),
  step('in-school', ['校内竞聘（逐批）', 'in-school competition, batch by batch'], {
    rules: ['F02', 'I02'],
    days: (policy) => Math.ceil(policy.inSchool.batches.length / BATCHES_A_DAY),
    deadline: { day: '08-24', rule: 'F02' },
  }),
  step('in-school-list', ['校内聘任名单公布', 'in-school list published'], {
    rules: ['F02'],
    days: 1,
    deadline: { day: '08-25', rule: 'F02' },
  }),
  step('in-school-publicity', ['校内竞聘结果公示', 'publicity of the in-school results'], {
    rules: ['F01'],
    days: publicitySpan,
  }),
  step('in-district-vacancies', ['学区空缺岗位公告', 'in-district vacancies announced'], {
    rules: ['F00'],
    days: 1,
  }),
  step('in-district', ['学区竞聘（申请、证明、竞聘）', 'in-district competition with its papers'], {
    rules: ['S03'],
    days: 2,
  }),
  step('in-district-publicity', ['学区竞聘结果公示', 'publicity of the in-district results'], {
    rules: ['F01'],
    days: publicitySpan,
  }),
  step('cross-district-vacancies', ['跨学区空缺岗位公告', 'cross-district vacancies announced'], {
    rules: ['F00'],
    days: 1,
  }),
  step('forms', ['分流意向表提交', 'intention forms handed in'], {
    rules: ['S06'],
    days: FORM_WORKING_DAYS,
  }),
  step('intentions-approved', ['领导小组审核意向', 'intentions approved'], {
    rules: ['S07'],
    days: 1,
  }),
  step('cross-district', ['跨学区统筹调配', 'cross-district allocation'], {
    rules: ['S07'],
    days: 1,
  }),
  step('cross-district-publicity', ['跨学区调配名单公示', 'publicity of the cross-district list'], {
    rules: ['F01'],
    days: publicitySpan,
  }),
  step('list-approved', ['领导小组审定名单', 'list approved'], { rules: ['F04'], days: 1 }),
  step('contracts', ['签订聘约、到岗；双向选聘结束', 'contracts signed, everybody in place'], {
    rules: ['R07', 'F06'],
    days: 1,
    deadline: { day: '09-01', rule: 'R07' },
  }),
];

/** Batches of the in-school competition that one working day holds. */
const BATCHES_A_DAY = 3;
const DAY_MS = 86_400_000;

/**
 * The planned days of every step, from `start` on (the first working day that day or after it). Deadlines stand in the
 * calendar year of the start.
 */
export function plannedCalendar(
  start: Day,
  policy: Policy,
  calendar: WorkCalendar,
): PlannedCalendar {
  const steps = plan(start, policy, calendar);
  return { steps, latestStart: latestStart(start.slice(0, 4), policy, calendar) };
}

function plan(start: Day, policy: Policy, calendar: WorkCalendar): PlannedStep[] {
  const ends = new Map<string, Day>();
  const steps = PLANNED_STEPS.map(({ after, deadline: named, ...each }) => {
    const last = after.map((name) => ends.get(name) as Day).sort();
    const previous = last.at(-1) ?? shiftDay(start, -1);
    const days = each.days(policy);
    const from = addWorkingDays(previous, 1, calendar);
    const due = lastDayOf(from, days, calendar);
    ends.set(each.name, due);
    const deadline = named === undefined ? null : `${start.slice(0, 4)}-${named.day}`;
    const late = deadline !== null && due > deadline;
    const provisional = unpublishedYears(from, due, calendar);
    return { ...each, days, from, due, deadline, late, provisional };
  });
  return steps.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** A later start never ends earlier, so the days are halved. */
function latestStart(year: string, policy: Policy, calendar: WorkCalendar): Day | null {
  const first = `${year}-01-01`;
  const end = `${year}-09-01`;
  const inTime = (back: number) =>
    plan(shiftDay(end, -back), policy, calendar).every(({ late }) => !late);
  let late = 0;
  let early = (Date.parse(end) - Date.parse(first)) / DAY_MS;
  if (!inTime(early)) return null;
  while (early - late > 1) {
    const middle = Math.floor((early + late) / 2);
    if (inTime(middle)) early = middle;
    else late = middle;
  }
  return shiftDay(end, -early);
}
