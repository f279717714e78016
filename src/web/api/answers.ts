/** What `answer.json` of an explanation says; the shapes of `tiaopei explain --json` as far as the page shows them. */

/** `loss` > 0 = worse than in the plan, in the unit of the tier. */
export interface TierLoss {
  readonly tier: string;
  readonly proposal: number;
  readonly other: number;
  readonly loss: number;
}

interface Move {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly sentence: string;
}

interface Sentence {
  readonly sentence: string;
  readonly rules?: readonly string[];
}

interface Ranking {
  readonly best: readonly Alternative[];
  readonly candidates: number;
}
interface Alternative {
  readonly teacherId: string;
  readonly postGroupId: string;
  readonly losses: readonly TierLoss[];
  readonly sentence?: string;
}

export interface TeacherAnswer {
  readonly kind: 'teacher';
  readonly notes: readonly string[];
  readonly here: {
    readonly decision: 'placed' | 'standby' | 'stays' | 'outside';
    readonly postGroupId: string | null;
    readonly sentence: string;
    readonly fit: {
      readonly total: number;
      readonly parts: Readonly<Record<'subject' | 'stage' | 'wish' | 'near' | 'title', number>>;
    } | null;
    readonly soft: readonly string[];
    readonly locked: boolean;
    readonly binding: readonly Sentence[] | null;
  };
  readonly wishes: readonly {
    readonly rank: number;
    readonly postGroupId: string;
    readonly sentence: string;
  }[];
  readonly rejected: readonly {
    readonly test: string;
    readonly rules: readonly string[];
    readonly count: number;
  }[];
  readonly admissible: readonly { readonly postGroupId: string; readonly full: boolean }[];
  readonly nearest: readonly { readonly postGroupId: string; readonly sentence: string }[];
  readonly ranking: Ranking | null;
}

export interface WhyNotAnswer {
  readonly kind: 'why-not';
  readonly answer: {
    readonly kind:
      | 'is-here'
      | 'outside'
      | 'may-not-rotate'
      | 'not-admissible'
      | 'impossible'
      | 'unknown'
      | 'costs'
      | 'free'
      | 'better';
    readonly sentence: string;
    readonly test?: { readonly rules: readonly string[]; readonly figures: string };
    readonly losses?: readonly TierLoss[];
    readonly chains?: readonly (readonly Move[])[];
    readonly binding?: readonly Sentence[] | null;
  };
  /** The independent check agrees; null where there is nothing to check. */
  readonly confirmed: boolean | null;
}

export interface PostAnswer {
  readonly kind: 'post';
  readonly open: number;
  readonly sentence: string;
  readonly standbyRejected: readonly (Sentence & { readonly count: number })[];
  readonly ranking: Ranking | null;
}
