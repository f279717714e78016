/** The county scale through `highs`: each mode in a process of its own, so that the peak memory is its own. */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { generateCounty } from '../data/index.ts';
import { parsePolicy } from '../src/domain/policy.ts';
import { formulate } from '../src/formulation/index.ts';
import { proposeFrom } from '../src/planning/index.ts';

type Mode = 'lexicographic' | 'one-shot';

interface Measured {
  readonly mode: Mode;
  readonly status: string;
  readonly gap: number | null;
  readonly people: number;
  readonly pairs: number;
  readonly columns: number;
  readonly rows: number;
  readonly moved: number;
  readonly buildSeconds: number;
  readonly solveSeconds: number;
  readonly verifySeconds: number;
  readonly peakRssMiB: number;
}

const HOUR = 3600;

export async function baseline(): Promise<void> {
  const results: Measured[] = [];
  for (const mode of ['one-shot', 'lexicographic'] as const) {
    const measured = await inOwnProcess(mode);
    console.table([measured]);
    results.push(measured);
  }
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
  const text = JSON.stringify(
    { scale: 'county', seed: 1, backend: 'highs', machine, results },
    null,
    2,
  );
  writeFileSync(new URL('county-baseline.json', folder), `${text}\n`);
}

function inOwnProcess(mode: Mode): Promise<Measured> {
  return new Promise((done, fail) => {
    const child = fork(fileURLToPath(import.meta.url), [mode], { execArgv: ['--import', 'tsx'] });
    child.once('message', (message) => done(message as Measured));
    child.once('error', fail);
    child.once('exit', (code) => {
      if (code !== 0) fail(new Error(`the ${mode} run ended with code ${code}`));
    });
  });
}

async function measure(mode: Mode): Promise<Measured> {
  const { county, policy: raw } = generateCounty('county', 1);
  const policy = parsePolicy({ ...raw, 'objective.mode': mode });
  const start = performance.now();
  const formulation = formulate(county, policy);
  const built = performance.now();
  let verifying = built;
  const outcome = await proposeFrom(formulation, {
    backend: 'highs',
    limits: { timeSeconds: HOUR },
    onPhase: (phase) => {
      if (phase === 'verify') verifying = performance.now();
    },
  });
  const end = performance.now();
  if (outcome.kind !== 'proposal') throw new Error(`no proposal: ${outcome.termination}`);
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  return {
    mode,
    status: outcome.proposal.status,
    gap: outcome.proposal.gap,
    people: formulation.round.people.length,
    pairs: formulation.pairs.person.length,
    columns: formulation.model.columnNames.length,
    rows: formulation.model.rowNames.length,
    moved: outcome.proposal.placements.length,
    buildSeconds: seconds(start, built),
    solveSeconds: seconds(built, verifying),
    verifySeconds: seconds(verifying, end),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.send(await measure(process.argv[2] as Mode), () => process.disconnect());
}
