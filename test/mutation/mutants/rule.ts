/** How a function of src/rules is put out of action, and who is asked whether that shows. */
import type { Mutant } from '../mutant.ts';

const PROGRAM = [
  'test/rules',
  'test/rulebook',
  'test/planning/placement',
  'test/planning/brute-force',
  'test/planning/competition',
];
/** Where the tests of a module of src/rules are, under test/; asked before the rest. */
const NEAREST: Readonly<Record<string, readonly string[]>> = {
  admissibility: ['rules/admissibility', 'rules/competition'],
  attributes: ['planning/attribute-values', 'planning/attribute-balance'],
  caps: ['rules/caps'],
  'direct-hire': ['rules/movers', 'rules/retirement', 'rules/admissibility'],
  'flow-direction': ['rules/admissibility', 'rules/objective-terms'],
  merit: ['rules/objective-terms'],
  'move-kind': ['rules/competition'],
  movers: ['rules/movers'],
  'objective-terms': ['rules/objective-terms'],
  retirement: ['rules/retirement'],
  round: ['rules/caps', 'rules/movers', 'rulebook/bounds'],
  stage: ['rules/admissibility'],
  'subject-match': ['rules/admissibility', 'rules/competition'],
  'title-posts': ['rules/title-posts', 'rules/caps'],
};
export const asked = (module: string): string[] => [
  ...(NEAREST[module] ?? []).map((name) => `test/${name}.test.ts`),
  ...PROGRAM,
];
/** A function of src/rules that answers something else. */
export const rule = (
  file: string,
  shadow: string,
  body: string,
  rules: string[],
  as = shadow,
): Mutant => ({
  name: `${file.replace('.ts', '')}: ${as}`,
  rules,
  file: `src/rules/${file}`,
  change: { shadow, body },
  tests: asked(file.replace('.ts', '')),
});

/** The function's own answer, but for one field. */
export const without = (key: string) => `return { ...original(...args), ${key} };`;
/** No bound at all. */
export const MANY = 1_000_000;
