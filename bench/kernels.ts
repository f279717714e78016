/** Kernels of the demo round in one process, with tinybench. */
import { Bench } from 'tinybench';
import { dualBound, findViolation, solve } from '../solver/index.ts';
import { fingerprint, formulate, oneShotObjective } from '../src/formulation/index.ts';
import { propose } from '../src/planning/index.ts';
import { demoCounty, load } from '../src/service/index.ts';
import { deriveProgram } from '../src/verification/index.ts';
import type { Kernel } from './results.ts';

export async function kernels(): Promise<Kernel[]> {
  const spec = { county: { path: demoCounty() }, policy: undefined, mode: null } as const;
  const { county, policy } = await load(spec);
  if (county === null) throw new Error('the demo county has errors');
  const formulation = formulate(county, policy);
  const { model } = formulation;
  const objective = oneShotObjective(formulation.tiers);
  const { values, duals } = await solve(model, objective);
  const bench = new Bench({ name: 'demo round', iterations: 5, warmupIterations: 1, time: 0 });
  bench
    .add('read the workbook', async () => {
      await load(spec);
    })
    .add('build the program', () => {
      formulate(county, policy);
    })
    .add('fingerprint the model', () => {
      fingerprint(formulation);
    })
    .add('derive the program again (verification)', () => {
      deriveProgram(county, policy);
    })
    .add('check a point against every row', () => {
      findViolation(model, values!);
    })
    .add('exact bound from the multipliers', () => {
      dualBound(model, objective, duals!.rows);
    })
    .add('one-shot solve, default backend', async () => {
      await solve(model, objective);
    })
    .add('whole proposal, lexicographic', async () => {
      const { kind } = await propose(county, policy);
      if (kind !== 'proposal') throw new Error(`no proposal: ${kind}`);
    });
  await bench.run();
  return bench.tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`kernel ${name}: ${result.state}`);
    const { p50, mad, samplesCount } = result.latency;
    return { name, medianSeconds: p50! / 1000, madSeconds: mad! / 1000, samples: samplesCount };
  });
}
