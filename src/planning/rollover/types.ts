/** What a year's end takes in and hands out. */
import type { County, YearMonth } from '../../domain/county.ts';
import type { MoveKind } from '../../domain/proposal.ts';

/** One person's way of the year: a placement of a proposal, or a decision of the summer. */
export interface YearDecision {
  readonly teacherId: string;
  readonly kind: MoveKind | 'standby';
  /** null: standby, or no hiring place taken (Q23). */
  readonly postGroupId: string | null;
}

export interface EndedExchange {
  readonly teacherId: string;
  /** Where the person taught, and the home school the person is back at. */
  readonly fromSchoolId: string;
  readonly homeSchoolId: string;
  readonly months: number;
  /** D10, R05. */
  readonly returnRight: boolean;
}

/** What changed beside the years themselves; lists in order of staff number. */
export interface YearEnd {
  /** Reference month of the year that ends, and of the next. */
  readonly from: YearMonth;
  readonly to: YearMonth;
  /** People who changed the school for good (X03). */
  readonly transferred: readonly string[];
  /** People who went on an exchange this year. */
  readonly exchangesBegun: readonly string[];
  readonly returned: readonly EndedExchange[];
  /** People whose exchange goes on next year. */
  readonly away: readonly string[];
  /** Minimum-service terms that are over. */
  readonly termsEnded: readonly string[];
  /** Grounds for staying out that no longer hold: leaves over, recruits of this year (D02, D09, D11, D14). */
  readonly exemptionsEnded: readonly string[];
  /** Heads at the end of a term of `principals.termYears` (P01). */
  readonly headsTermsEnded: readonly string[];
  readonly standby: readonly string[];
}

export interface Rollover {
  readonly county: County;
  readonly yearEnd: YearEnd;
}
