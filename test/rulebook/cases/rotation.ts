/** Who rotates and how many (R01–R03, L08). */
import { type RuleCase, ruleCase } from './rule-case.ts';
import { rotation } from './scenes.ts';

/** Ten due people, fifteen percent: two; nineteen people, five percent: one; at most three moves. */
const ids = (k: number) => Array.from({ length: k }, (_, n) => `a-${n + 1}`);
const fresh = { schoolStart: '2024-09' } as const;

export const ROTATION_CASES: readonly RuleCase[] = [
  ruleCase(['R01'], 'may-move', 'due after six years; neither due, nor willing, nor surplus', {
    keeps: rotation(ids(1), { posts: 10 }),
    breaks: rotation(ids(1), { posts: 10, teacher: fresh }),
  }),
  ruleCase(['R03'], 'rotation-due', 'two of ten due people rotate, or one', {
    keeps: rotation(ids(2)),
    breaks: rotation(ids(1)),
  }),
  ruleCase(['R02'], 'rotation-total', 'one of nineteen rotates, or nobody', {
    keeps: rotation(ids(1)),
    breaks: rotation([]),
  }),
  ruleCase(['R02', 'R03'], 'rotation-max', 'three moves at most', {
    keeps: rotation(ids(3)),
    breaks: rotation(ids(4)),
  }),
  ruleCase(['L08'], 'backbone-share', 'a fifth of those who rotate are backbone teachers', {
    keeps: rotation(ids(1), { teacher: { backbone: true } }),
    breaks: rotation(ids(1)),
  }),
  ruleCase(['L08'], 'national-due-share', 'a tenth of the due, or nobody', {
    keeps: rotation(ids(1)),
    breaks: rotation([]),
  }),
];
