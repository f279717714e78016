/** Rates of the people, as calibrated (data/README.md). Three figures are bureau-run, street, rural. */
import type { SchoolTier, Stage } from '../../src/domain/vocabulary.ts';

type ByTier = Readonly<Record<SchoolTier, number>>;
const tiers = (B: number, U: number, R: number): ByTier => ({ B, U, R });
type ByStage = Readonly<Record<Stage, ByTier>>;

/** First and last month of the age bands <30, 30–39, 40–49, 50–54, 55+. */
export const AGE_BANDS = [
  [22 * 12 + 3, 30 * 12],
  [30 * 12, 40 * 12],
  [40 * 12, 50 * 12],
  [50 * 12, 55 * 12],
  [55 * 12, 60 * 12],
] as const;
/** Percent of the staff in each band. */
export const AGE_SHARES: Readonly<Record<SchoolTier, readonly number[]>> = {
  B: [11, 30, 34, 16, 9],
  U: [13, 31, 32, 15, 9],
  R: [20, 24, 24, 17, 15],
};

/** Women among all staff; in the oldest band only those on the 60-year track. */
export const WOMEN: ByStage = {
  K: tiers(0.95, 0.95, 0.95),
  P: tiers(0.8, 0.78, 0.66),
  J: tiers(0.66, 0.64, 0.54),
  H: tiers(0.56, 0.56, 0.48),
  V: tiers(0.5, 0.5, 0.5),
  X: tiers(0.7, 0.7, 0.7),
};
export const OLDEST_WOMEN = 0.05;

/** Senior and middle titles among teaching and management staff. */
export const SENIOR: ByStage = {
  K: tiers(0.05, 0.04, 0.03),
  P: tiers(0.07, 0.05, 0.045),
  J: tiers(0.21, 0.16, 0.08),
  H: tiers(0.25, 0.2, 0.18),
  V: tiers(0.25, 0.25, 0.25),
  X: tiers(0.08, 0.08, 0.08),
};
export const MIDDLE: ByStage = {
  K: tiers(0.25, 0.22, 0.2),
  P: tiers(0.52, 0.51, 0.5),
  J: tiers(0.6, 0.58, 0.55),
  H: tiers(0.52, 0.5, 0.5),
  V: tiers(0.35, 0.35, 0.35),
  X: tiers(0.4, 0.4, 0.4),
};

/** Bachelor's degree or above; master's degree. */
export const BACHELOR: ByStage = {
  K: tiers(0.5, 0.4, 0.3),
  P: tiers(0.8, 0.7, 0.55),
  J: tiers(0.97, 0.93, 0.86),
  H: tiers(0.99, 0.99, 0.98),
  V: tiers(0.9, 0.9, 0.9),
  X: tiers(0.7, 0.7, 0.7),
};
export const MASTER: ByStage = {
  K: tiers(0, 0, 0),
  P: tiers(0.02, 0.01, 0),
  J: tiers(0.05, 0.03, 0.01),
  H: tiers(0.16, 0.12, 0.08),
  V: tiers(0.06, 0.06, 0.06),
  X: tiers(0.01, 0.01, 0.01),
};
/** County backbone teachers. */
export const BACKBONE: ByTier = tiers(0.26, 0.18, 0.08);
/** Mean years at the present school (gamma, shape 1.6). */
export const YEARS_AT_SCHOOL: ByTier = tiers(13.5, 11.5, 9.5);

/** Chance of a certificate one stage above, and of none at all. */
export const CERTIFICATE_ABOVE = 0.2;
export const CERTIFICATE_MISSING = 0.003;
/** Second subject where the main one has related subjects; extra art, sports or science subject in primary schools. */
export const SECOND_SUBJECT = 0.45;
export const EXTRA_PRIMARY_SUBJECT = 0.2;

/** Special situations. */
export const PREGNANT_OF_WOMEN_UNDER_40 = 0.045;
export const ILL = 0.008;
export const SECONDED = 0.017;
export const NEW_RECRUIT = 0.03;
/** Of those near retirement who applied, agreed and public (D05); of the other situations that are confirmed. */
export const RETIREMENT_APPLIED = 0.85;
export const OTHERS_CONFIRMED = 0.95;
