/** The arithmetic before the first placement and the indicators after the last. */
import type { Mutant } from '../mutant.ts';
import { MANY, rule } from './rule.ts';

/** A step of the establishment, src/rules/establishment. */
const step = (
  file: string,
  shadow: string,
  body: string,
  rules: string[],
  as = shadow,
): Mutant => ({
  ...rule(`establishment/${file}`, shadow, body, rules, as),
  tests: ['test/rules/establishment', 'test/rulebook/cases'],
});
/** A function of src/planning/indicators. */
const indicator = (file: string, shadow: string, body: string, rules: string[]): Mutant => ({
  name: `indicators: ${shadow}`,
  rules,
  file: `src/planning/indicators/${file}`,
  change: { shadow, body },
  tests: ['test/planning/indicators', 'test/rulebook/cases'],
});

const STEPS: readonly Mutant[] = [
  step(
    'stage-totals.ts',
    'stageTotal',
    'const found = original(...args); return { ...found, total: found.entered };',
    ['Q01', 'Q02', 'Q09', 'Q10'],
    'the approved total is not read',
  ),
  step('stage-totals.ts', 'lastMonth', 'return null;', ['Q04', 'Q05', 'Q06']),
  step('ratios.ts', 'ratioOf', 'return null;', ['Q07', 'Q08']),
  step(
    'quotas.ts',
    'stageQuotas',
    'const [stage, total, members, policy] = args; return original(stage, total, members.map((each: any) => ({ ...each, part: { ...each.part, expectedPupils: null } })), policy);',
    ['Q19'],
    'no growth',
  ),
  step('least-heads.ts', 'leastHeads', 'return 0;', ['L01']),
  step('least-heads.ts', 'siteHeads', 'return 0;', ['L01', 'Q20']),
  step('least-heads.ts', 'boardingPost', 'return 0;', ['L01']),
  step('least-heads.ts', 'deputySecretaries', 'return [];', ['Q21']),
  step('index.ts', 'turnoverPool', 'return { idle: 0, over: 0, size: 0, lendable: 0 };', [
    'Q03',
    'Q15',
    'Q16',
  ]),
  step(
    'index.ts',
    'ledgers',
    'return original(...args).map((each: any) => ({ ...each, quota: 0 }));',
    ['Q09', 'Q10'],
  ),
  step('posts.ts', 'nonTeachingCap', `return ${MANY};`, ['N01']),
  step('posts.ts', 'nonTeachingPosts', 'return 0;', ['N01', 'N05']),
  step('posts.ts', 'peLeast', 'return 0;', ['L07']),
  step('posts.ts', 'subjectPosts', 'return new Map();', ['N03', 'Q24']),
  step('curriculum.ts', 'leastPe', 'return 0;', ['L07']),
  step(
    'curriculum.ts',
    'subjectNeeds',
    'const found = new Map(original(...args)); return new Map([...found.keys()].map((key) => [key, 1]));',
    ['N03', 'L06'],
    'every subject needs the same',
  ),
  step('title-shares.ts', 'titlePct', 'return 0;', ['T03', 'L05']),
  step(
    'title-shares.ts',
    'pooled',
    'const [total, members] = args; return byQuota(total, members);',
    ['T02', 'T05'],
    'no tilt',
  ),
  step('site-candidates.ts', 'centralSchools', 'return [];', ['Q20']),
  {
    ...rule(
      'arithmetic.ts',
      'largestRemainder',
      'const [total, claims] = args; return claims.map((_: unknown, k: number) => (k === 0 ? total : 0));',
      ['Q07', 'T02'],
    ),
    tests: ['test/rules', 'test/rulebook/cases'],
  },
];

const INDICATORS: readonly Mutant[] = [
  indicator(
    'spread.ts',
    'spreadOf',
    'const found = original(...args); return found === null ? null : { ...found, coefficient: 0 };',
    ['L04'],
  ),
  indicator('measure.ts', 'reaches', 'return true;', ['L04', 'T09']),
];

export const ESTABLISHMENT: readonly Mutant[] = [...STEPS, ...INDICATORS];
