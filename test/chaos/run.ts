/**
 * Chaos: kill −9 of the API, of workers, of the database while jobs run, at points drawn over submit, claim, solve and
 * commit. Afterwards every accepted job must have exactly one answer.
 *
 *   npx tsx test/chaos/run.ts [--kills 110] [--on embedded|postgres|both] [--seed 1] [--workers 3]
 *
 * Every kill of the API costs two program starts; compiled they are several times faster:
 *   npx tsc -p test --noEmit false --outDir dist-chaos && node dist-chaos/test/chaos/run.js
 */
import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';
import type { ChaosReport } from './report.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '110' },
    on: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '3' },
  },
});

const sites = values.on === 'both' ? (['embedded', 'postgres'] as const) : [values.on];
let failed = false;
for (const on of sites) {
  const report = await chaos({
    on: on === 'postgres' ? 'postgres' : 'embedded',
    kills: Number(values.kills),
    seed: Number(values.seed),
    workers: on === 'postgres' ? Number(values.workers) : 1,
    onKill: (done, of) => process.stderr.write(`\r${on}: ${done}/${of} kills`),
  });
  process.stderr.write('\n');
  print(report);
  failed ||= report.wrong.length > 0;
}
process.exit(failed ? 1 : 0);

function print({ on, histogram, wrong, ...figures }: ChaosReport): void {
  process.stdout.write(`${on}: ${JSON.stringify(figures)}\n`);
  for (const [point, count] of Object.entries(histogram).sort()) {
    process.stdout.write(`  ${point.padEnd(28)} ${'#'.repeat(count)} ${count}\n`);
  }
  process.stdout.write(
    wrong.length === 0
      ? '  accepted = answered, none twice, none lost\n'
      : `  WRONG: ${wrong.join('; ')}\n`,
  );
}
