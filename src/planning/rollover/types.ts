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
  /** Where the person taught, and the home school. */
  readonly fromSchoolId: string;
  readonly homeSchoolId: string;
  /** Months really spent, not cut at three years. */
  readonly months: number;
  /** D10, R05. */
  readonly returnRight: boolean;
}

/** What changed beside the years themselves; lists in order of staff number. */
export interface YearEnd {
  /** Reference month of the year that ends, and of the next. */
  readonly from: YearMonth;
  readonly to: YearMonth;
  /** Exchanges that were over before the year began and still stood on the roster: settled first. */
  readonly settled: readonly EndedExchange[];
  /** People who changed the school for good (X03). */
  readonly transferred: readonly string[];
  /** People who went on an exchange this year. */
  readonly exchangesBegun: readonly string[];
  /** Exchanges that ended in the year. */
  readonly returned: readonly EndedExchange[];
  /** R05: people of `settled` and `returned` who stay at the exchange school. */
  readonly stayed: readonly string[];
  /** People who came home to a post group that has more heads than posts now (its surplus may move on). */
  readonly overfull: readonly string[];
  /** People whose exchange goes on next year. */
  readonly away: readonly string[];
  /** Minimum-service terms that are over. */
  readonly termsEnded: readonly string[];
  /** Grounds for staying out that no longer hold: leaves over, recruits of this year (D02, D09, D11, D14). */
  readonly exemptionsEnded: readonly string[];
  /** Direct hires whose one-year post contract is over (D06). */
  readonly directEnded: readonly string[];
  /** Heads at the end of a term of `principals.termYears` (P01). */
  readonly headsTermsEnded: readonly string[];
  readonly standby: readonly string[];
}

export interface RolloverOptions {
  /** R05: people who stay at the exchange school when their exchange ends in the year. */
  readonly stays?: readonly string[];
}

export interface Rollover {
  readonly county: County;
  readonly yearEnd: YearEnd;
}
