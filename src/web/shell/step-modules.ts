/** Which file draws which step; each is fetched when she first goes there. */
import type { ComponentType } from 'preact';
import type { Step } from '../state/place.ts';

export const STEP_MODULES: Readonly<Record<Step, () => Promise<{ default: ComponentType }>>> = {
  bring: () => import('../steps/bring/bring.tsx'),
  rules: () => import('../steps/rules/rules.tsx'),
  solve: () => import('../steps/solve/solve.tsx'),
  look: () => import('../steps/look/look.tsx'),
  steer: () => import('../steps/steer/steer.tsx'),
  compare: () => import('../steps/compare/compare.tsx'),
  'hand-in': () => import('../steps/hand-in/hand-in.tsx'),
};
