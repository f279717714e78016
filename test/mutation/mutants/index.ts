/** Every rule function with what it answers when it is out of action. */
import type { Mutant } from '../mutant.ts';
import { COMPETITION } from './competition.ts';
import { CONSTRAINTS } from './constraints.ts';
import { ESTABLISHMENT } from './establishment.ts';
import { OBJECTIVE } from './objective.ts';
import { VERIFICATION } from './verification.ts';

export const MUTANTS: readonly Mutant[] = [
  ...CONSTRAINTS,
  ...OBJECTIVE,
  ...COMPETITION,
  ...ESTABLISHMENT,
  ...VERIFICATION,
];
