/** Each case: the rule's own check passes on the county that keeps the rule and not on the one that breaks it. */
import { describe, expect, test } from 'vitest';
import { ruleById } from '../../src/rules/catalogue/index.ts';
import { CASES } from './cases/index.ts';

/** Bounds that stand only when the policy sets them, and then must hold, whatever the strength of the rule. */
const BOUND_BY_POLICY = ['rural-floor', 'distance-limit', 'rotation-max', 'couple'];

/** What a breach is: of a hard rule a failure, of a soft one a warning, of a configurable one what the policy says. */
function brokenStatus(rules: readonly string[], check: string): string[] {
  const strengths = rules.map((id) => ruleById(id)?.strength);
  if (strengths.includes('hard') || BOUND_BY_POLICY.includes(check)) return ['fail'];
  return strengths.every((each) => each === 'soft') ? ['warn'] : ['warn', 'fail'];
}

describe.each(CASES)('$rules $check: $title', ({ rules, check, keeps, breaks }) => {
  test('is kept', () => expect(keeps()).toBe('pass'));
  test('is broken', () => {
    expect(rules.map((id) => ruleById(id)?.id)).toEqual(rules);
    expect(brokenStatus(rules, check)).toContain(breaks());
  });
});
