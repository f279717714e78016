/** Every instance by its id: the three scales and their variants, the growth family, and outside data. */
import { countyCase, countyProblem } from './county.ts';
import { externalProblem } from './external.ts';
import type { Problem } from './problem.ts';

/**
 * Builds an instance; the same id and seed give the same numbers everywhere.
 * @throws Error when the id is unknown
 */
export function buildInstance(id: string, seed: number): Problem {
  const item = countyCase(id, seed);
  if (item !== null) return countyProblem(item);
  const problem = externalProblem(id);
  if (problem === null) throw new Error(`no instance is called ${id}`);
  return problem;
}
