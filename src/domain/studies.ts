/** Answers to questions that take many solves of one round. People appear by staff number only. */
import type { ObjectiveTierId } from './policy.ts';
import type { Bilingual } from './vocabulary.ts';

/** Value (or change) by tier. */
export type TierValues = Readonly<Partial<Record<ObjectiveTierId, number>>>;

/** Why there is no plan: `infeasible` = none is legal (proven), `none` = none was found within the limits. */
export type Missing = 'infeasible' | 'none';

/** One unit of one cap or rule. */
export interface Price {
  readonly kind: 'cap' | 'rule';
  /** Name of the row or column of the program, `must-fill:` or `new-post:` with a post group, or the policy key. */
  readonly id: string;
  readonly rules: readonly string[];
  readonly label: Bilingual;
  /** What the proof says: the first tier that leans on it, and the most that one unit can bring there. */
  readonly dual: { readonly tier: ObjectiveTierId; readonly most: number | null } | null;
  /**
   * After − before by tier, solved again: of a cap by the program with the cap moved, of a rule by the definitions of the base
   * policy. null = there is no legal allocation (proven), or none was found within the limits (not proven).
   */
  readonly change: TierValues | null;
  /** First tier that changes; null = none. */
  readonly tier: ObjectiveTierId | null;
  /** The base always is. */
  readonly proven: boolean;
}

export interface PriceList {
  readonly kind: 'prices';
  readonly base: TierValues;
  /** Those that change something or are not proven to change nothing, by tier in the order of the policy, greatest change first; then by name. */
  readonly prices: readonly Price[];
  /** Caps that are worth nothing: how many by the proof alone, how many by solving again. */
  readonly worthless: { readonly byProof: number; readonly bySolve: number };
  /** Of a cascade no cap is asked about. */
  readonly capsAsked: boolean;
  /** Loosened rules that change nothing, by solving again. */
  readonly idleRules: readonly string[];
}

export interface MovePoint {
  /** At most so many moves. */
  readonly most: number;
  /** Why there is no point; null = there is one. */
  readonly missing: Missing | null;
  readonly point: {
    readonly moves: number;
    readonly value: number;
    /** Improvement over the point before, in the units of the tier; null for the first. */
    readonly gain: number | null;
    readonly tiers: TierValues;
    readonly proven: boolean;
  } | null;
}

export interface MoveCurve {
  readonly kind: 'moves';
  readonly tier: ObjectiveTierId;
  readonly sense: 'min' | 'max';
  readonly points: readonly MovePoint[];
}

export interface ParetoPoint {
  readonly first: number;
  readonly second: number;
  readonly tiers: TierValues;
  readonly proven: boolean;
}

export interface ParetoFront {
  readonly kind: 'pareto';
  readonly first: ObjectiveTierId;
  readonly second: ObjectiveTierId;
  /** Tiers held at their optima. */
  readonly held: readonly ObjectiveTierId[];
  /** Best of the first tier first. */
  readonly points: readonly ParetoPoint[];
  /** Every undominated pair of values is among the points. */
  readonly complete: boolean;
}

/** One repair of one draw; heads. */
export interface Repair {
  readonly placed: number;
  /** People with a post who had none. */
  readonly fromReserve: number;
  /** People who keep a post, but another one, or lose theirs without having refused. */
  readonly moved: number;
  readonly proven: boolean;
}

export interface Draw {
  readonly refused: readonly string[];
  /** From the reserve list alone: as few others touched as possible. */
  readonly reserve: Repair | Missing;
  /** As many placed as possible, then as few others touched as possible. */
  readonly chain: Repair | Missing;
}

export interface RefusalStudy {
  readonly kind: 'refusals';
  readonly percent: number;
  readonly seed: number;
  /** Placed before anybody refuses. */
  readonly placed: number;
  readonly draws: readonly Draw[];
}

export interface ChangePoint {
  readonly changes: number;
  readonly tiers: TierValues;
  readonly proven: boolean;
  /** Who changes; null = no post (rotation: stays). */
  readonly people: readonly {
    readonly teacherId: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

export interface PinStudy {
  readonly kind: 'pin';
  /**
   * Fewest changes first, the optimum last; in between the points asked for, each better than the one before. Of a cascade
   * the two ends alone; its optimum need not be better by the tiers.
   */
  readonly points: readonly ChangePoint[];
  /** Every question was answered and proven; otherwise the optimum may not be among the points. */
  readonly complete: boolean;
}

/** An allocation and its lines of justified envy. */
export interface EnvyPoint {
  readonly lines: number;
  /** Different people with a line. */
  readonly people: number;
  readonly tiers: TierValues;
  readonly proven: boolean;
}

export interface EnvyStudy {
  readonly kind: 'envy';
  /** The optimum of the policy. */
  readonly before: EnvyPoint;
  /**
   * As good in every tier above the fit, wishes met in the order of rank. A line that is left would cost such a tier, or
   * the wish of somebody who ranks above her.
   */
  readonly after: EnvyPoint;
  /** Different ranks, each solved for. */
  readonly ranks: number;
  /** Who stands elsewhere; null = no post (rotation: stays). */
  readonly people: ChangePoint['people'];
}

export type StudyResult = PriceList | MoveCurve | ParetoFront | RefusalStudy | PinStudy | EnvyStudy;
