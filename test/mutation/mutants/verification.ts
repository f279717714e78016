/** The independent check: tests that never fail and checks that always pass. */
import { ADMISSIBILITY_TESTS } from '../../../src/rules/admissibility.ts';
import { ESTABLISHMENT_STEPS } from '../../../src/rules/establishment/index.ts';
import { CHECKS } from '../checks.ts';
import type { Mutant } from '../mutant.ts';

const CHECK = ['test/rulebook/cases', 'test/verification'];

/** The independent check: a test of a pair that never fails. */
const PAIR_TESTS: readonly Mutant[] = ADMISSIBILITY_TESTS.map(({ name, rules }) => ({
  name: `verification: test ${name} always holds`,
  rules,
  file: 'src/verification/admission.ts',
  change: {
    find: '  switch (test) {',
    put: `  if (test === '${name}') return true;\n  switch (test) {`,
  },
  tests: CHECK,
}));

/** … and a check that always passes. */
const RULE_CHECKS: readonly Mutant[] = CHECKS.map(({ name, rules }) => ({
  name: `verification: check ${name} (${rules.join(' ')}) always passes`,
  rules,
  file: 'src/verification/verify.ts',
  change: {
    find: '  const tiers = tierValues(outcome);',
    put: `  for (const each of results as any[]) if (each.name === '${name}' && each.rules.join() === '${rules.join()}') each.status = 'pass';\n  const tiers = tierValues(outcome);`,
  },
  tests: CHECK,
}));

const STEP_CHECKS: readonly Mutant[] = ESTABLISHMENT_STEPS.map(({ name, rules }) => ({
  name: `verification: check establishment:${name} always passes`,
  rules,
  file: 'src/verification/establishment.ts',
  change: {
    find: '    .flatMap(ruleChecksOf)',
    put: `    .map((each: any) => (each.name === '${name}' ? { ...each, status: 'pass' } : each))\n    .flatMap(ruleChecksOf)`,
  },
  tests: ['test/rulebook/cases', 'test/rules/establishment'],
}));

export const VERIFICATION: readonly Mutant[] = [...PAIR_TESTS, ...RULE_CHECKS, ...STEP_CHECKS];
