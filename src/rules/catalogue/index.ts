/**
 * 规则手册 as data: one entry for each rule id, by family. Pure data without imports from the rest of the program, so
 * that the independent check may read the strengths from here too.
 */
import { CROSS_DISTRICT } from './cross-district.ts';
import { DIRECT_HIRE } from './direct-hire.ts';
import { ESTABLISHMENT } from './establishment.ts';
import { EVALUATION } from './evaluation.ts';
import { IN_DISTRICT } from './in-district.ts';
import { IN_SCHOOL } from './in-school.ts';
import { ITINERANT } from './itinerant.ts';
import { NATIONAL } from './national.ts';
import { POSTS } from './posts.ts';
import { PRINCIPALS } from './principals.ts';
import { ROTATION } from './rotation.ts';
import type { Family, Rule, Strength } from './rule.ts';
import { STANDBY } from './standby.ts';
import { TITLES } from './titles.ts';
import { WORKFLOW } from './workflow.ts';

export type { ActPlace, Family, Rule, Strength } from './rule.ts';
export { DOCUMENT_NAME, effectName, PLACE_NAME, STRENGTH_NAME } from './words.ts';

/** The chapters in the order of the source documents, national completions last. */
export const FAMILIES: readonly Family[] = [
  ESTABLISHMENT,
  TITLES,
  POSTS,
  DIRECT_HIRE,
  IN_SCHOOL,
  IN_DISTRICT,
  CROSS_DISTRICT,
  ROTATION,
  ITINERANT,
  STANDBY,
  PRINCIPALS,
  EVALUATION,
  WORKFLOW,
  NATIONAL,
];

/** Every rule, in the order of the book. */
export const RULES: readonly Rule[] = FAMILIES.flatMap(({ rules }) => rules);

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** @returns null for an id that is not in the book */
export function ruleById(id: string): Rule | null {
  return BY_ID.get(id) ?? null;
}

/** The letter of a strength in the rule checks of a proposal; a lost rule is never checked. */
export const STRENGTH_LETTER = {
  hard: 'H',
  soft: 'S',
  configurable: 'C',
  data: 'D',
  workflow: 'W',
  report: 'R',
} as const satisfies Record<Exclude<Strength, 'lost'>, string>;
