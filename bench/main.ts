/** `npm run bench [-- part …] [--full] [--seed n] [--peers a,b] [--instances x,y] [--tasks t] [--add] [--out folder]`: see README.md. */
import { parseArgs } from 'node:util';
import { comparisonsOf, PART_NAMES, type PartName, QUICK } from './parts.ts';
import { markdown, targetTable } from './report/markdown.ts';
import { growthPlot, ratioPlot } from './report/plot.ts';
import { targetRows } from './report/targets.ts';
import { type PartResult, ResultFolder } from './results.ts';
import { runPart } from './run-part.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    peers: { type: 'string' },
    instances: { type: 'string' },
    tasks: { type: 'string' },
    add: { type: 'boolean', default: false },
    out: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const setting = { full: options.full, seed: Number(options.seed) };
const only = {
  peers: options.peers?.split(','),
  instances: options.instances?.split(','),
  tasks: options.tasks?.split(','),
};

if (options.list) list();
else await run();

/** What would be measured, without measuring. */
function list(): void {
  for (const part of partsAsked())
    for (const { instance, task, peers } of comparisonsOf(part, setting, only))
      console.log(`${part}: ${instance}, ${task}: ${peers.join(' ')}`);
}

async function run(): Promise<void> {
  const folder = new ResultFolder(options.out);
  // A run of some peers or instances is a look, not a result: it must not replace a whole one.
  const whole = Object.values(only).every((names) => names === undefined);
  const kept = options.out !== undefined || options.add || whole;
  const keep = (result: PartResult) => (options.add ? folder.add(result) : folder.save(result));
  const fresh = [];
  for (const part of partsAsked())
    fresh.push(await runPart(part, setting, only, (result) => kept && keep(result)));
  const parts = kept ? folder.load() : fresh;
  const targets = targetRows(parts);
  const measured = new Set<string>(fresh.map(({ part }) => part));
  console.log(targetTable(targets.filter(({ part }) => measured.has(part))).join('\n'));
  if (!kept) return;
  folder.write('table.md', markdown(parts, targets));
  const growth = growthPlot(parts.flatMap(({ measurements }) => measurements));
  if (growth !== null) folder.write('growth.svg', growth);
  const ratios = ratioPlot(targets);
  if (ratios !== null) folder.write('ratios.svg', ratios);
  console.log(`\nwritten to ${folder.path}`);
}

function partsAsked(): readonly PartName[] {
  if (positionals.length === 0) return setting.full ? PART_NAMES : QUICK;
  return positionals.map((name) => {
    const part = PART_NAMES.find((known) => known === name);
    if (part === undefined) throw new Error(`no part is called ${name}: ${PART_NAMES.join(' ')}`);
    return part;
  });
}
