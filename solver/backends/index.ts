/** The backends, in the order in which "auto" tries them. */
import type { Backend } from './backend.ts';
import { flow } from './flow.ts';
import { glpk } from './glpk.ts';
import { highs } from './highs.ts';
import { jslp } from './jslp.ts';

export const backends: readonly Backend[] = [flow, highs, glpk, jslp];
