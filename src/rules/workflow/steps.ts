/** 步骤次序 (F03): which step follows which, written down once. The planned calendar and the gates both read it. */

/** Each step and those that must be over before it begins. */
export const AFTER = {
  'adjustment-plan': [],
  'posts-set': ['adjustment-plan'],
  'direct-hire': ['posts-set'],
  'direct-publicity': ['direct-hire'],
  'plan-passed': ['posts-set'],
  'plan-publicity': ['plan-passed'],
  'in-school': ['direct-publicity', 'plan-publicity'],
  'in-school-list': ['in-school'],
  'in-school-publicity': ['in-school'],
  'in-district-vacancies': ['in-school-publicity'],
  'in-district': ['in-district-vacancies'],
  'in-district-publicity': ['in-district'],
  'cross-district-vacancies': ['in-district-publicity'],
  forms: ['cross-district-vacancies'],
  'intentions-approved': ['forms'],
  'cross-district': ['intentions-approved'],
  'cross-district-publicity': ['cross-district'],
  'list-approved': ['cross-district-publicity'],
  contracts: ['list-approved'],
  'rotation-publicity': ['posts-set'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type StepName = keyof typeof AFTER;

/** The nearest steps before one of which the journal has an end: through those of which it has none. */
export function recordedBefore(
  step: StepName,
  isRecorded: (name: StepName) => boolean,
): StepName[] {
  const before: readonly StepName[] = AFTER[step];
  return [
    ...new Set(
      before.flatMap((name) => (isRecorded(name) ? [name] : recordedBefore(name, isRecorded))),
    ),
  ];
}
