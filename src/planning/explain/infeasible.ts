/**
 * Why a round has no legal allocation: first the head counts, in the bureau's words; then the least-cost sets of
 * relaxations, each of which, carried out exactly, makes the round possible (checked by solving the relaxed round).
 */
import { type Change, type Limits, solve } from '../../../solver/index.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Formulation, formulate } from '../../formulation/index.ts';
import type { NoAllocationReason } from '../head-count.ts';
import { proposeFrom } from '../propose.ts';
import { modelAfter } from '../replan-bounds.ts';
import { boundChanges, type PlanChange } from '../replan-changes.ts';
import { readyProgram } from '../replan-program.ts';
import { type Given, withoutSet } from './cut.ts';
import {
  type ElasticRound,
  elasticRound,
  PRICES,
  PROTECTED_RULES,
  type Relaxation,
  type RelaxationKind,
} from './relaxations.ts';
import { columnsOf, loosened, type Waiver, waiversOf } from './waivers.ts';
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
  /** null = neither was proven within the limits. */
  readonly feasible: boolean | null;
  readonly headCounts: readonly NoAllocationReason[];
  /**
   * Least price first; none of them contains another: the same relaxations, each by as many units or more. Empty when
   * only protected rules are in the way.
   */
  readonly sets: readonly CorrectionSet[];
  /** A limit ended the search: there may be cheaper sets, or more of them. */
  readonly stopped: boolean;
  /** Never offered; the sentence says of which part that holds, null = the whole rule. */
  readonly protectedRules: readonly { readonly rule: string; readonly sentence: string | null }[];
}

export interface InfeasibleOptions {
  /** Correction sets wanted, ≥ 1. */
  readonly most?: number;
  /** Of each solve. */
  readonly limits?: Limits;
}

/**
 * @throws InputError when a lock of the policy cannot stand by itself
 */
export async function explainInfeasible(
  county: County,
  policy: Policy,
  { most = 3, limits = {} }: InfeasibleOptions = {},
): Promise<InfeasibleReport> {
  const outcome = await proposeFrom(formulate(county, policy), { limits });
  const none = { headCounts: [], sets: [], stopped: false, protectedRules: PROTECTED };
  if (outcome.kind === 'proposal') return { ...none, feasible: true };
  if (outcome.termination === 'none') return { ...none, feasible: null, stopped: true };
  const open = { ...policy, locks: { forced: [], banned: [] } };
  let elastic = elasticOf(county, open, policy);
  const sets: CorrectionSet[] = [];
  let stopped = false;
  while (sets.length < most && !stopped) {
    const { found, proven } = await leastCorrections(elastic, limits);
    stopped = !proven;
    // An empty set: the joint program is possible, and only the order of a cascade is in the way.
    if (found === null || found.length === 0) break;
    elastic = withoutSet(elastic, found, sets.length);
    const corrections = found.map(({ relaxation, units }) => correctionOf(relaxation, units));
    const price = corrections.reduce((sum, each) => sum + each.price, 0);
    const confirmed = await isPossible(county, policy, corrections, limits);
    sets.push({ price, corrections, confirmed });
  }
  return { ...none, feasible: false, headCounts: outcome.reasons, sets, stopped };
}

/** @param open the policy without its locks */
function elasticOf(county: County, open: Policy, policy: Policy): ElasticRound {
  const loose = loosened(open, county.teachers.length);
  const program = formulate(county, loose);
  return elasticRound(program, policy.locks, {
    waivers: waiversIn(county, open, program),
    pool: policy.pool.size,
  });
}

/** @param program of the round without limits on the way and zones */
function waiversIn(county: County, policy: Policy, program: Formulation): Waiver[] {
  const { pool } = program.round.policy;
  const { maxKm } = policy.distance;
  if (maxKm === null && !policy.zones) return [];
  return waiversOf({
    loose: program,
    strict: formulate(county, { ...policy, pool }),
    near: formulate(county, { ...policy, pool, zones: false }),
    zoned: formulate(county, { ...policy, pool, distance: { ...policy.distance, maxKm: null } }),
  });
}

const PROTECTED = PROTECTED_RULES.map((rule) => ({ rule, sentence: WORDS.protectedPart(rule) }));

/** `found` is null when no relaxation that may be offered helps, or none was found within the limits. */
async function leastCorrections(
  { model, price, relaxations }: ElasticRound,
  limits: Limits,
): Promise<{ found: Given[] | null; proven: boolean }> {
  const { values, termination } = await solve(model, price, { limits });
  const proven = termination === 'optimal' || termination === 'infeasible';
  if (values === null) return { found: null, proven };
  const found = relaxations
    .map((relaxation) => ({ relaxation, units: unitsOf(relaxation, values) }))
    .filter(({ units }) => units > 0);
  return { found, proven };
}

function unitsOf({ constant, terms }: Relaxation, values: Float64Array): number {
  return terms.reduce(
    (sum, { column, coefficient }) => sum + coefficient * (values[column] as number),
    constant,
  );
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
  const lent = of('turnover-pool').reduce((sum, { units }) => sum + units, 0);
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
      pool: { ...policy.pool, size: policy.pool.size + lent },
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

/** Whether the corrected round has a legal allocation; false also when none was found within the limits. */
export async function isPossible(
  county: County,
  policy: Policy,
  corrections: Parameters<typeof corrected>[2],
  limits: Limits = {},
): Promise<boolean> {
  const relaxed = corrected(county, policy, corrections);
  const program = readyProgram(
    formulate(relaxed.county, withoutLimits(relaxed.policy, corrections)),
  );
  const moved = boundChanges(program, relaxed.caps);
  if (!Array.isArray(moved)) return false;
  const changes = [...moved, ...notWaived(relaxed, program.formulation, corrections)];
  const coefficients = new Int32Array(program.formulation.model.lower.length);
  const anything = { name: 'anything', sense: 'min', coefficients } as const;
  const { values } = await solve(modelAfter(program.formulation.model, changes), anything, {
    limits,
  });
  return values !== null;
}

const isWaiver = ({ kind }: Pick<Correction, 'kind'>): boolean =>
  kind === 'distance' || kind === 'zone' || kind === 'distance-and-zone';

/** Where somebody is waived, the limits are taken away and everybody else is kept by shut columns. */
function withoutLimits(policy: Policy, corrections: Parameters<typeof corrected>[2]): Policy {
  return corrections.some(isWaiver) ? loosened(policy, 0) : policy;
}

function notWaived(
  { county, policy }: { readonly county: County; readonly policy: Policy },
  program: Formulation,
  corrections: Parameters<typeof corrected>[2],
): Change[] {
  const waived = corrections.filter(isWaiver);
  if (waived.length === 0) return [];
  return waiversIn(county, policy, program)
    .filter(({ teacherId, postGroupId }) =>
      waived.every((each) => each.teacherId !== teacherId || each.postGroupId !== postGroupId),
    )
    .flatMap((pair) => columnsOf(program, pair))
    .map((column) => ({ kind: 'column', column, lower: 0, upper: 0 }));
}
