/** F04: appeals undone one by one, so that the stage's own solve and every answer are checked on what stood at the time. */
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord, StageSolve, SummerState } from '../../domain/summer.ts';
import { entries } from './journal.ts';
import { isAppeal, type Step } from './replay.ts';
import { type Checked, checkStep } from './solves.ts';

/** What an appeal found and what it left. */
interface Answer {
  readonly solve: StageSolve;
  readonly before: readonly Decision[];
  readonly after: readonly Decision[];
}

/** A step with the appeals of its stage: rule checks of what stands, findings of every solve. */
export function checkWithAppeals(state: SummerState, step: Step): Checked {
  const policy = state.policy.values;
  const record = state.stages.find(({ stage }) => stage === step.name);
  const answers = record === undefined ? [] : undone(record, step.hires);
  const first = answers[0];
  if (record === undefined || first === undefined) return checkStep(policy, step);
  const own = record.solves.find(({ name }) => name === record.stage) ?? null;
  const steps = [
    { ...step, hires: first.before, solve: own },
    ...answers.map(({ solve, after }) => ({ ...step, hires: after, solve })),
  ];
  const checks = steps.map((each) => checkStep(policy, each));
  return {
    findings: [
      ...checks.flatMap(({ findings }) => findings),
      ...answers.flatMap((answer) =>
        answerFaults(state, record, step, answer).map((why) => `${answer.solve.name}: ${why}`),
      ),
    ],
    ruleChecks: checks.at(-1)?.ruleChecks ?? [],
  };
}

/** In order of the appeals. */
function undone({ solves }: StageRecord, hires: readonly Decision[]): Answer[] {
  const answers: Answer[] = [];
  let after = hires;
  for (const solve of solves.filter(isAppeal).reverse()) {
    const replaced = solve.replaced ?? [];
    const ids = new Set(replaced.map(({ teacherId }) => teacherId));
    const old = replaced.flatMap(({ decision }) => (decision === null ? [] : [decision]));
    const before = [...after.filter(({ teacherId }) => !ids.has(teacherId)), ...old];
    answers.unshift({ solve, before, after });
    after = before;
  }
  return answers;
}

function answerFaults(
  { mode, journal, policy }: SummerState,
  { stage }: StageRecord,
  step: Step,
  { solve, before, after }: Answer,
): string[] {
  const id = appellantOf(solve);
  const isUpheld = entries(journal, 'objection').some(
    (each) => each.teacherId === id && each.stage === stage && each.upheld === true,
  );
  const given = after.find(({ teacherId }) => teacherId === id);
  const gets = given !== undefined && postOf(before, id) !== given.postGroupId;
  const idle = (solve.replaced ?? []).filter(
    ({ teacherId }) => postOf(before, teacherId) === postOf(after, teacherId),
  );
  return [
    ...(mode === 'binding' && !isUpheld ? ['no upheld objection is on record'] : []),
    ...(gets ? [] : ['the person gets no other post']),
    ...idle.map(({ teacherId }) => `${teacherId} is said to change, but does not`),
    ...(gets && moved(solve) > 0 && standsAlone(policy.values, step, before, given)
      ? [`${moved(solve)} other people move, though nobody need`]
      : []),
  ];
}

const appellantOf = ({ name }: StageSolve): string => name.slice('appeal/'.length);

const postOf = (hires: readonly Decision[], id: string): string | null =>
  hires.find(({ teacherId }) => teacherId === id)?.postGroupId ?? null;

/** Other people who lose or change a post. */
function moved(solve: StageSolve): number {
  const id = appellantOf(solve);
  const held = (solve.replaced ?? []).filter(({ decision }) => decision !== null);
  return held.filter(({ teacherId }) => teacherId !== id).length;
}

/** Whether every rule holds when the appellant alone goes to the new post. */
function standsAlone(
  policy: Policy,
  step: Step,
  before: readonly Decision[],
  given: Decision,
): boolean {
  const others = before.filter(({ teacherId }) => teacherId !== given.teacherId);
  const { ruleChecks } = checkStep(policy, { ...step, hires: [...others, given], solve: null });
  return ruleChecks.every(({ status }) => status !== 'fail');
}
