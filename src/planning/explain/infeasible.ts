/**
 * Why a round has no legal allocation: first the head counts, in the bureau's words; then the least-cost sets of
 * relaxations, each of which, carried out exactly, makes the round possible (checked by solving the relaxed round).
 */
import { type DenseRow, solve, withRows } from '../../../solver/index.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { formulate } from '../../formulation/index.ts';
import type { NoAllocationReason } from '../head-count.ts';
import { proposeFrom } from '../propose.ts';
import { modelAfter } from '../replan-bounds.ts';
import { boundChanges, type PlanChange } from '../replan-changes.ts';
import { readyProgram } from '../replan-program.ts';
import {
  type ElasticRound,
  elasticRound,
  PRICES,
  PROTECTED_RULES,
  type Relaxation,
  type RelaxationKind,
} from './relaxations.ts';
import { WORDS } from './words.ts';

/** One thing that gives way. */
export interface Correction {
  readonly kind: RelaxationKind;
  readonly postGroupId: string | null;
  readonly teacherId: string | null;
  /** Cap of the program by name; null for posts and locks. */
  readonly row: string | null;
  readonly units: number;
  readonly price: number;
  readonly sentence: string;
}

interface CorrectionSet {
  readonly price: number;
  readonly corrections: readonly Correction[];
  /** The relaxed round has been solved and has a legal allocation. */
  readonly confirmed: boolean;
}

export interface InfeasibleReport {
  readonly feasible: boolean;
  readonly headCounts: readonly NoAllocationReason[];
  /** Least price first; none of them contains another. Empty when only protected rules are in the way. */
  readonly sets: readonly CorrectionSet[];
  readonly protectedRules: readonly string[];
}

/**
 * @param most correction sets wanted, ≥ 1
 * @throws InputError when a lock of the policy cannot stand by itself
 */
export async function explainInfeasible(
  county: County,
  policy: Policy,
  most = 3,
): Promise<InfeasibleReport> {
  const outcome = await proposeFrom(formulate(county, policy), {});
  const head = { protectedRules: PROTECTED_RULES };
  if (outcome.kind === 'proposal') return { ...head, feasible: true, headCounts: [], sets: [] };
  const open = { ...policy, locks: { forced: [], banned: [] } };
  const elastic = elasticRound(formulate(county, open), policy.locks);
  const sets: CorrectionSet[] = [];
  const cuts: DenseRow[] = [];
  while (sets.length < most) {
    const found = await leastCorrections(elastic, cuts);
    // An empty set: the joint program is possible, and only the order of a cascade is in the way.
    if (found === null || found.length === 0) break;
    cuts.push(cutOff(elastic, found, cuts.length));
    const corrections = found.map(({ relaxation, units }) => correctionOf(relaxation, units));
    const price = corrections.reduce((sum, each) => sum + each.price, 0);
    const confirmed = await isPossible(county, policy, corrections);
    sets.push({ price, corrections, confirmed });
  }
  return { ...head, feasible: false, headCounts: outcome.reasons, sets };
}

interface Given {
  readonly relaxation: Relaxation;
  readonly units: number;
}

/** @returns null when no relaxation that may be offered helps */
async function leastCorrections(
  { model, price, relaxations }: ElasticRound,
  cuts: readonly DenseRow[],
): Promise<Given[] | null> {
  const { values } = await solve(withRows(model, [...cuts]), price);
  if (values === null) return null;
  return relaxations
    .map((relaxation) => ({ relaxation, units: unitsOf(relaxation, values) }))
    .filter(({ units }) => units > 0);
}

function unitsOf({ constant, terms }: Relaxation, values: Float64Array): number {
  return terms.reduce(
    (sum, { column, coefficient }) => sum + coefficient * (values[column] as number),
    constant,
  );
}

/** No later set may contain this one: together its relaxations give less than here. */
function cutOff({ model }: ElasticRound, given: readonly Given[], at: number): DenseRow {
  const coefficients = new Float64Array(model.lower.length);
  let upper = -1;
  for (const { relaxation, units } of given) {
    upper += units - relaxation.constant;
    for (const { column, coefficient } of relaxation.terms) coefficients[column] = coefficient;
  }
  return { name: `not-again:${at}`, coefficients, lower: -Infinity, upper };
}

function correctionOf(
  { kind, postGroupId, teacherId, row }: Relaxation,
  units: number,
): Correction {
  const sentence = WORDS.relax({ kind, postGroupId, teacherId, row }, units);
  return { kind, postGroupId, teacherId, row, units, price: units * PRICES[kind], sentence };
}

/** The round with exactly these corrections carried out: data, policy, and caps that neither can express. */
export function corrected(
  county: County,
  policy: Policy,
  corrections: readonly Pick<Correction, 'kind' | 'postGroupId' | 'teacherId' | 'row' | 'units'>[],
): { county: County; policy: Policy; caps: Extract<PlanChange, { kind: 'cap' }>[] } {
  const of = (kind: RelaxationKind) => corrections.filter((each) => each.kind === kind);
  const short = new Map(of('must-fill').map((each) => [each.postGroupId, each.units]));
  const released = (kind: 'lock' | 'ban', pair: { teacherId: string; postGroupId: string }) =>
    of(kind).some((c) => c.teacherId === pair.teacherId && c.postGroupId === pair.postGroupId);
  const overall = of('title-overflow').find(({ row }) => row === 'title-overflow-max');
  const { max } = policy.titleOverflow;
  const caps = corrections.filter(
    ({ row, kind }) => row !== null && row !== 'title-overflow-max' && kind !== 'rural-floor',
  );
  return {
    county: {
      ...county,
      postGroups: county.postGroups.map((group) => ({
        ...group,
        mustFill: group.mustFill - (short.get(group.id) ?? 0),
      })),
    },
    policy: {
      ...policy,
      locks: {
        forced: policy.locks.forced.filter((pair) => !released('lock', pair)),
        banned: policy.locks.banned.filter((pair) => !released('ban', pair)),
      },
      titleOverflow: { max: max === null ? null : max + (overall?.units ?? 0) },
      ruralTilt: {
        ...policy.ruralTilt,
        floorPct: of('rural-floor').length > 0 ? null : policy.ruralTilt.floorPct,
      },
    },
    caps: caps.map(({ row, kind, units }) => ({
      kind: 'cap',
      row: row as string,
      by: kind === 'donor-floor' ? -units : units,
    })),
  };
}

/** Whether the corrected round has a legal allocation. */
export async function isPossible(
  county: County,
  policy: Policy,
  corrections: Parameters<typeof corrected>[2],
): Promise<boolean> {
  const relaxed = corrected(county, policy, corrections);
  const program = readyProgram(formulate(relaxed.county, relaxed.policy));
  const changes = boundChanges(program, relaxed.caps);
  if (!Array.isArray(changes)) return false;
  const { values } = await solve(modelAfter(program.formulation.model, changes), {
    name: 'anything',
    sense: 'min',
    coefficients: new Int32Array(program.formulation.model.lower.length),
  });
  return values !== null;
}
