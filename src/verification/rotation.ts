/** Shares of a rotation: each school's part of the target (R09), the backbone share (C10), and how many heads are missing. */
import { compareIds } from '../domain/canonical.ts';
import type { Teacher } from '../domain/county.ts';
import { percentUp, sum } from './arithmetic.ts';
import type { Facts } from './facts.ts';
import { rotationTargets } from './limits.ts';
import type { Outcome } from './outcome.ts';

/** A school with due teachers: how many, and d_s. */
export interface SchoolPart {
  readonly schoolId: string;
  readonly due: number;
  readonly target: number;
}

/** The target of the due split by largest remainder; schools without due teachers are left out. */
export function schoolParts(facts: Facts): SchoolPart[] {
  const target = rotationTargets(facts).due;
  const all = facts.due.size;
  const parts = facts.county.schools
    .map(({ id }) => ({
      schoolId: id,
      due: [...facts.due].filter((person) => facts.people.get(person)?.schoolId === id).length,
    }))
    .filter(({ due }) => due > 0)
    .map((part) => ({
      ...part,
      target: Math.floor((target * part.due) / all),
      rest: (target * part.due) % all,
    }));
  const inOrder = [...parts].sort(
    (a, b) => b.rest - a.rest || b.due - a.due || compareIds(a.schoolId, b.schoolId),
  );
  const left = target - sum(parts.map((part) => part.target));
  for (const part of inOrder.slice(0, left)) part.target++;
  return parts.map(({ rest: _, ...part }) => part);
}

/** Due people who leave each school, by school id. */
function dueLeaving({ facts, moves }: Outcome): Map<string, Teacher[]> {
  const leaving = new Map<string, Teacher[]>();
  for (const { person } of moves) {
    if (!facts.due.has(person.id)) continue;
    leaving.set(person.schoolId, [...(leaving.get(person.schoolId) ?? []), person]);
  }
  return leaving;
}

/** Heads that each school sends out less than its part; schools that send enough are left out. */
export function schoolShortfalls(outcome: Outcome): { schoolId: string; heads: number }[] {
  const leaving = dueLeaving(outcome);
  return schoolParts(outcome.facts)
    .map(({ schoolId, target }) => ({
      schoolId,
      heads: target - (leaving.get(schoolId)?.length ?? 0),
    }))
    .filter(({ heads }) => heads > 0);
}

/** ⌈pct·most/100⌉: backbone teachers that the policy asks for. */
export function backboneLeast(facts: Facts, pct: number): number {
  return percentUp(pct, rotationTargets(facts).most);
}

/** Heads short of it. */
export function backboneShort({ facts, moves }: Outcome, pct: number): number {
  const backbone = moves.filter(({ person }) => person.backbone).length;
  return Math.max(0, backboneLeast(facts, pct) - backbone);
}

/** r₃ + Σ r_s, of the rows that stand under this policy. */
export function furtherShortfall(outcome: Outcome): number {
  const { rotation, policy } = outcome.facts;
  if (!rotation) return 0;
  const { backbonePct, bySchool } = policy.rotation;
  return (
    (backbonePct === null ? 0 : backboneShort(outcome, backbonePct)) +
    (bySchool ? sum(schoolShortfalls(outcome).map(({ heads }) => heads)) : 0)
  );
}

/** Schools with a row `rotation-school`. */
export function schoolRows(facts: Facts): ReadonlyMap<string, number> {
  const { rotation, policy } = facts;
  const stands = rotation && policy.rotation.bySchool;
  return new Map(
    (stands ? schoolParts(facts) : [])
      .filter(({ target }) => target > 0)
      .map(({ schoolId, target }) => [schoolId, target]),
  );
}

/** Entries of a person's pairs in the families `rotation-backbone` and `rotation-school`. */
export function rotationWeights(
  facts: Facts,
): (person: Teacher) => { readonly backbone: number; readonly school: number } {
  const rows = schoolRows(facts);
  const { backbonePct } = facts.policy.rotation;
  const asked = facts.rotation ? backbonePct : null;
  return (person) => ({
    backbone: asked !== null && person.backbone ? 1 : 0,
    school: facts.due.has(person.id) && rows.has(person.schoolId) ? 1 : 0,
  });
}
