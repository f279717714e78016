/** The ledger after a stage, counted anew from the decisions. */
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord, SummerLedger } from '../../domain/summer.ts';
import { sum } from '../arithmetic.ts';
import { isInScope } from './people.ts';
import { holders } from './stage-county.ts';

/** @param stages the stages up to the one that is counted */
export function countLedger(
  county: County,
  policy: Policy,
  stages: readonly StageRecord[],
): SummerLedger {
  const all = stages.flatMap(({ decisions }) => decisions);
  const people = county.teachers.filter((person) => isInScope(person, policy)).length;
  const placedIn = (stage: StageRecord['stage']) =>
    sum(stages.filter((each) => each.stage === stage).map(({ decisions }) => placed(decisions)));
  const posts = sum(county.postGroups.map((group) => group.posts));
  const table = new Map(county.postGroups.map((group) => [group.id, group.posts]));
  const heads = [...holders(all)];
  const held = sum(heads.map(([id, count]) => Math.min(count, table.get(id) ?? 0)));
  return {
    posts,
    people,
    direct: all.filter(({ kind }) => kind === 'direct').length,
    volunteers: placedIn('direct-hire'),
    inSchool: placedIn('in-school'),
    inDistrict: placedIn('in-district'),
    crossDistrict: placedIn('cross-district'),
    standby: all.filter(({ kind }) => kind === 'standby').length,
    open: people - new Set(all.map(({ teacherId }) => teacherId)).size,
    held,
    vacant: posts - held,
    above: sum(heads.map(([, count]) => count)) - held,
  };
}

const placed = (decisions: readonly Decision[]): number =>
  decisions.filter(({ kind }) => kind !== 'direct' && kind !== 'standby').length;

/** One sentence per figure that differs. */
export function compareLedger({ stage, ledger }: StageRecord, counted: SummerLedger): string[] {
  return (Object.keys(counted) as (keyof SummerLedger)[])
    .filter((key) => ledger[key] !== counted[key])
    .map((key) => `${stage}: ledger ${key} is ${ledger[key]}, the decisions give ${counted[key]}.`);
}
