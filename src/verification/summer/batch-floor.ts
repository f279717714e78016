/**
 * T05 (`ruralTilt.floorPct`) in school: of the senior and middle titles that a batch hires over all schools, at least the floor
 * at rural and weak ones. An appeal changes one school; each batch must keep the floor with what the others hired in it.
 */
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { isHire, type Step } from './replay.ts';
import { batchTurn } from './turns.ts';

/** The batches, counted from 1, whose floor an in-school appeal breaks. @param before what stood at the school */
export function brokenFloors(policy: Policy, step: Step, before: readonly Decision[]): number[] {
  const floor = policy.ruralTilt.floorPct;
  if (floor === null || step.stage !== 'in-school') return [];
  const titled = new Map<number, number>();
  const rural = new Map<number, number>();
  for (const [hire, batch] of batches(policy, step, before)) {
    const person = step.county.teachers.find(({ id }) => id === hire.teacherId)!;
    const school = step.county.schools.find(({ id }) => id === person.schoolId)!;
    if (person.title === 'E') continue;
    titled.set(batch, (titled.get(batch) ?? 0) + 1);
    if (school.tier === 'R' || school.weak) rural.set(batch, (rural.get(batch) ?? 0) + 1);
  }
  return [...titled].flatMap(([batch, heads]) =>
    100 * (rural.get(batch) ?? 0) >= floor * heads ? [] : [batch],
  );
}

/** Every hire in school with its batch: who keeps the post keeps that, who gets another has it by the turn. */
function batches(policy: Policy, step: Step, before: readonly Decision[]): [Decision, number][] {
  const { hires, earlier, county } = step;
  const turn = batchTurn(policy);
  const elsewhere = earlier.filter(({ kind }) => kind === 'in-school');
  const here = hires.filter(isHire).map((hire): [Decision, number] => {
    const was = before.find(({ teacherId }) => teacherId === hire.teacherId);
    if (was !== undefined && was.postGroupId === hire.postGroupId) return [hire, was.batch!];
    const person = county.teachers.find(({ id }) => id === hire.teacherId)!;
    const group = county.postGroups.find(({ id }) => id === hire.postGroupId)!;
    return [hire, turn(person, group) + 1];
  });
  return [...elsewhere.map((hire): [Decision, number] => [hire, hire.batch!]), ...here];
}
