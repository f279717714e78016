/**
 * 走教 on the generated county: lessons before and after, kilometres against the obvious greedy plan (and at the greedy
 * plan's own coverage), time and memory. `npx tsx bench/itinerant.ts [seeds]`
 */
import { generateCounty } from '../data/index.ts';
import { FIFTHS } from '../src/domain/itinerant.ts';
import { parsePolicy } from '../src/domain/policy.ts';
import { againstGreedy, planItinerant } from '../src/planning/itinerant/index.ts';

/** One line of the table; times are of this process' own work, so that others on the machine do not count. */
async function measure(seed: number): Promise<Record<string, string | number>> {
  const { county } = generateCounty('county', seed);
  const policy = parsePolicy({ researchersTeach: process.argv.includes('--researchers') });
  const before = process.cpuUsage();
  const { plan } = await planItinerant(county, policy);
  const spent = process.cpuUsage(before);
  const compared = await againstGreedy(county, policy);
  if (compared === null) throw new Error('nobody to send');
  const { greedy, sameLessons } = compared;
  const [covered = 0, distance = 0, travellers = 0] = plan.tiers.map(({ value }) => value);
  const total = (of: (row: (typeof plan.coverage)[number]) => number) =>
    plan.coverage.reduce((sum, row) => sum + of(row), 0) / FIFTHS;
  return {
    seed,
    needed: total(({ need }) => need),
    before: total((row) => row.before),
    after: total((row) => row.after),
    km: distance / 100,
    travellers,
    'greedy lessons': greedy.covered / FIFTHS,
    'our lessons': covered / FIFTHS,
    'greedy km': greedy.distance / 100,
    'our km at greedy lessons': sameLessons / 100,
    'greedy travellers': greedy.travellers,
    'highest load %': Math.max(
      ...plan.teachers
        .filter(({ daysAway }) => daysAway > 0)
        .map(({ homeAfter, away, norm }) => (100 * (homeAfter + away)) / norm),
    ),
    proofs: plan.tiers.map(({ proof }) => proof).join(' '),
    'cpu s': (spent.user + spent.system) / 1e6,
    'memory MB': Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter(Number.isSafeInteger);
  for (const seed of asked.length > 0 ? asked : [1, 2, 3]) console.log(await measure(seed));
}

await main();
