/** The model of each tier as MPS: the program with the earlier tiers held at their values, for any other solver. */
import { withRows, writeMps } from '../../solver/index.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Formulation } from '../formulation/index.ts';
import { objectives } from './solve-tiers.ts';

export interface ModelFile {
  /** `1-coverage.mps`, … or `1-one-shot.mps`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One file for each objective up to the first that was not closed, which is the last. */
export function exportModels(formulation: Formulation, proposal: Proposal): ModelFile[] {
  const held: Parameters<typeof withRows>[1][number][] = [];
  const files: ModelFile[] = [];
  for (const [k, objective] of objectives(formulation).entries()) {
    const text = writeMps(withRows(formulation.model, held), objective);
    files.push({ name: `${k + 1}-${objective.name}.mps`, bytes: new TextEncoder().encode(text) });
    const tier = proposal.objective.tiers.find(({ id }) => id === objective.name);
    if (tier === undefined || tier.proof === 'none') break;
    const { name, coefficients, sense } = objective;
    // One side is enough, for no point is better; equations of this size trip other solvers' tolerances.
    const lower = sense === 'max' ? tier.value : -Infinity;
    const upper = sense === 'max' ? Infinity : tier.value;
    held.push({ name: `hold:${name}`, coefficients, lower, upper });
  }
  return files;
}
