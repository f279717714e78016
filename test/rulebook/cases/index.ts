/** All rule cases; the README generator of the rulebook reads them too. */
import { COMPETITION_CASES } from './competition.ts';
import { DIRECT_HIRE_CASES } from './direct-hire.ts';
import { ESTABLISHMENT_CASES } from './establishment.ts';
import { INDICATOR_CASES } from './indicators.ts';
import { ITINERANT_CASES } from './itinerant.ts';
import { LEANING_CASES } from './leanings.ts';
import { PAIR_CASES } from './pairs.ts';
import { PRINCIPALS_CASES } from './principals.ts';
import { QUOTA_CASES } from './quotas.ts';
import { RANKING_CASES } from './ranking.ts';
import { ROTATION_CASES } from './rotation.ts';
import { ROTATION_TERM_CASES } from './rotation-terms.ts';
import type { RuleCase } from './rule-case.ts';
import { TITLE_CASES } from './titles.ts';

export type { RuleCase } from './rule-case.ts';

export const CASES: readonly RuleCase[] = [
  ...QUOTA_CASES,
  ...TITLE_CASES,
  ...DIRECT_HIRE_CASES,
  ...PAIR_CASES,
  ...LEANING_CASES,
  ...COMPETITION_CASES,
  ...RANKING_CASES,
  ...ROTATION_CASES,
  ...ROTATION_TERM_CASES,
  ...ESTABLISHMENT_CASES,
  ...INDICATOR_CASES,
  ...PRINCIPALS_CASES,
  ...ITINERANT_CASES,
];
