/** The terms of the objective: what makes an allocation good. */
import type { Mutant } from '../mutant.ts';
import { asked, rule, without } from './rule.ts';

/** A part of the fit of a pair. */
const fitPart = (part: string, rules: string[]): Mutant =>
  rule('objective-terms.ts', 'fitParts', without(`${part}: 0`), rules, `fit without ${part}`);
/** A price of the soft rules. */
const price = (which: string, rules: string[]): Mutant => ({
  name: `objective-terms: ${which} costs nothing`,
  rules,
  file: 'src/rules/objective-terms.ts',
  change: { append: `SOFT_PENALTY.${which} = 0;` },
  tests: asked('objective-terms'),
});

const TERMS: readonly Mutant[] = [
  rule('objective-terms.ts', 'coverage', 'return 0;', ['X04']),
  rule('objective-terms.ts', 'softPenalty', 'return 0;', ['X01', 'X20', 'B01']),
  price('fallback', ['X01']),
  price('training', ['B01']),
  price('farAway', ['X20']),
  price('overTitle', ['T07']),
  price('shortfall', ['R02', 'R03']),
  rule('objective-terms.ts', 'needsTraining', 'return false;', ['B01']),
  rule('objective-terms.ts', 'coversLackingSubject', 'return false;', ['W03', 'X06']),
  rule('objective-terms.ts', 'shortageWeight', 'return 0;', [
    'X05',
    'X06',
    'X07',
    'X08',
    'Q12',
    'T05',
  ]),
  rule(
    'objective-terms.ts',
    'shortageWeight',
    'const [person, post, round] = args; return original(person, { ...post, site: { ...post.site, school: { ...post.site.school, weak: false } } }, round);',
    ['X07'],
    'no tilt to weak schools',
  ),
  rule(
    'objective-terms.ts',
    'shortageWeight',
    "const [person, post, round] = args; return original(person, { ...post, site: { ...post.site, school: { ...post.site.school, tier: 'B' } } }, round);",
    ['X08', 'T05'],
    'no tilt to the countryside',
  ),
  rule(
    'objective-terms.ts',
    'shortageWeight',
    "const [person, post, round] = args; return post.group.category === 'T' ? original(person, post, round) : 100;",
    ['Q12'],
    'support posts weigh like lessons',
  ),
  rule('objective-terms.ts', 'balanceReward', 'return 0;', ['X05']),
  rule('objective-terms.ts', 'wishRank', 'return null;', ['X21']),
  rule('objective-terms.ts', 'wishPercent', 'return 0;', ['X21', 'S05']),
  fitPart('subject', ['X06']),
  fitPart('stage', ['X16']),
  fitPart('wish', ['X21']),
  fitPart('near', ['X20']),
  fitPart('title', ['T10']),
  rule('objective-terms.ts', 'stayFit', 'return 0;', ['X21']),
  rule('objective-terms.ts', 'ruralService', 'return 0;', ['I05']),
];

const ATTRIBUTES: readonly Mutant[] = [
  rule('attributes.ts', 'isCompared', 'return true;', ['L04']),
  rule('attributes.ts', 'hasAttribute', 'return false;', ['L04', 'T09']),
  rule('attributes.ts', 'artsReward', 'return 0;', ['L04']),
  rule('attributes.ts', 'fairShare', 'return 0;', ['L04', 'T09']),
];

export const OBJECTIVE: readonly Mutant[] = [...TERMS, ...ATTRIBUTES];
