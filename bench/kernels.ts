/** Kernels of the demo round in one process. */
import { Bench } from 'tinybench';
import { fingerprint, formulate } from '../src/formulation/index.ts';
import { propose } from '../src/planning/index.ts';
import { demoCounty, load } from '../src/service/index.ts';
import { deriveProgram } from '../src/verification/index.ts';

export async function kernels(): Promise<void> {
  const spec = { county: { path: demoCounty() }, policy: undefined, mode: null } as const;
  const { county, policy } = await load(spec);
  if (county === null) throw new Error('the demo county has errors');
  const formulation = formulate(county, policy);
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
    .add('whole proposal, lexicographic', async () => {
      const { kind } = await propose(county, policy);
      if (kind !== 'proposal') throw new Error(`no proposal: ${kind}`);
    });
  await bench.run();
  console.table(bench.table());
}
