/** The model of each tier as MPS: the program with the earlier tiers held at their values, for any other solver. */
import { withRows, writeMps } from '../../solver/index.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Formulation } from '../formulation/index.ts';
import { roundModel, standingAfter } from './cascade.ts';
import { objectives } from './solve-tiers.ts';

export interface ModelFile {
  /** `1-coverage.mps`, … or `1-one-shot.mps`; a cascade writes `1-BU-1-coverage.mps`, … */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Held {
  readonly name: string;
  readonly value: number;
  readonly proof: string;
}

/** One file for each objective up to the first that was not closed, which is the last of its round. */
export function exportModels(formulation: Formulation, proposal: Proposal): ModelFile[] {
  const { rounds, tiers } = proposal.objective;
  if (rounds === null) {
    return tierModels(
      formulation,
      tiers.map((tier) => ({ ...tier, name: tier.id })),
      '',
    );
  }
  return rounds
    .filter(({ arcs }) => arcs.length > 0)
    .flatMap(({ arcs, objectives: closed }, k) => {
      const before = standingAfter(formulation, proposal, k - 1);
      const solved = { ...formulation, model: roundModel(formulation, k, before) };
      return tierModels(solved, closed, `${k + 1}-${arcs.join('-')}-`);
    });
}

function tierModels(
  formulation: Formulation,
  closed: readonly Held[],
  prefix: string,
): ModelFile[] {
  const held: Parameters<typeof withRows>[1][number][] = [];
  const files: ModelFile[] = [];
  for (const [k, objective] of objectives(formulation).entries()) {
    const { name, coefficients, sense } = objective;
    const text = writeMps(withRows(formulation.model, held), objective);
    const bytes = new TextEncoder().encode(text);
    files.push({ name: `${prefix}${k + 1}-${name}.mps`, bytes });
    const tier = closed.find((each) => each.name === name);
    if (tier === undefined || tier.proof === 'none') break;
    // One side is enough, for no point is better; equations of this size trip other solvers' tolerances.
    const lower = sense === 'max' ? tier.value : -Infinity;
    const upper = sense === 'max' ? Infinity : tier.value;
    held.push({ name: `hold:${name}`, coefficients, lower, upper });
  }
  return files;
}
