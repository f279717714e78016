/** What each part of the benchmark compares, in the quick set and in the full one. */
import { VARIANTS } from './instances/county.ts';
import { externalIds } from './instances/external.ts';
import { GROWTH } from './instances/growth.ts';
import { LEXICOGRAPHIC } from './instances/problem.ts';
import type { Comparison, Effort } from './measure.ts';
import type { VerifyJob } from './verify.ts';
import type { WarmJob } from './warm/run.ts';

export const PART_NAMES = [
  'round',
  'county',
  'network',
  'large',
  'families',
  'external',
  'growth',
  'warm',
  'verify',
  'explain',
  'kernels',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Parts of the ten-minute set. */
export const QUICK: readonly PartName[] = [
  'round',
  'county',
  'network',
  'external',
  'growth',
  'warm',
  'verify',
];

export const LEMON = ['lemon-network-simplex', 'lemon-cost-scaling', 'lemon-capacity-scaling'];

export interface Setting {
  readonly full: boolean;
  readonly seed: number;
}

const effort = ({ full, seed }: Setting, limitSeconds: number): Effort => ({
  seed,
  limitSeconds,
  processes: full ? 3 : 1,
  // The engine is still compiling during the first ten solves of a small program: 58, 36, 17 … 12.5 ms.
  repeats: 31,
  enoughSeconds: full ? 30 : 3,
});

/** One slow solve each is enough: what is long is not shaken by a neighbour. */
const once = (setting: Setting, limitSeconds: number): Effort => ({
  ...effort(setting, limitSeconds),
  processes: 1,
  repeats: 1,
});

/** Where files take longer to write than a flow to solve, or peers are slow and many. */
const few = (setting: Setting, limitSeconds: number): Effort => ({
  ...effort(setting, limitSeconds),
  processes: 1,
  repeats: 3,
});

const each = (
  instances: readonly string[],
  tasks: readonly string[],
  peers: readonly string[],
  how: Effort,
): Comparison[] =>
  instances.flatMap((instance) => tasks.map((task) => ({ instance, task, peers, effort: how })));

/** Names to look at alone; undefined = all. */
export interface Only {
  readonly peers: readonly string[] | undefined;
  readonly instances: readonly string[] | undefined;
  readonly tasks: readonly string[] | undefined;
}

/** The comparisons of a part; none for parts that are not comparisons of peers. */
export function comparisonsOf(part: PartName, setting: Setting, only: Only): Comparison[] {
  const all = COMPARISONS[part]?.(setting) ?? [];
  return all.filter(among(only)).map((comparison) => ({
    ...comparison,
    peers: comparison.peers.filter((name) => only.peers?.includes(name) ?? true),
  }));
}

/** 200 random changes in the full run; two of each kind in the quick one. */
export function warmJobs({ full, seed }: Setting, only: Only): WarmJob[] {
  const job = (instance: string, task: string, changes: number): WarmJob => {
    return { kind: 'warm', instance, task, seed, changes: full ? changes : 12 };
  };
  const quick = [job('round', 'one-shot', 200), job('county', 'one-shot', 200)];
  const more = [job('county', LEXICOGRAPHIC, 60), job('large', 'one-shot', 24)];
  return (full ? [...quick, ...more] : quick).filter(among(only));
}

export function verifyJobs({ full, seed }: Setting, only: Only): VerifyJob[] {
  const instances = ['round', 'county', ...(full ? ['large' as const] : [])] as const;
  return instances
    .flatMap((instance) =>
      ['one-shot', LEXICOGRAPHIC].map((task): VerifyJob => {
        // As many warmed-up solves as anywhere else, where there is time.
        const often = { round: 31, county: full ? 10 : 3, large: 2 };
        const repeats = often[instance];
        return { kind: 'verify', instance, task, seed, repeats };
      }),
    )
    .filter(among(only));
}

function among({ instances, tasks }: Only) {
  return (job: { readonly instance: string; readonly task: string }) =>
    (instances?.includes(job.instance) ?? true) && (tasks?.includes(job.task) ?? true);
}

const COMPARISONS: Partial<Record<PartName, (setting: Setting) => Comparison[]>> = {
  round: (setting) => {
    const ours = ['flow', 'highs', 'glpk.js', 'glpsol', 'cbc-lp-first'];
    const mips = ['highs-mip', 'cbc', 'scipy-highs-lp-first', 'scipy-highs-mip'];
    const minute = effort(setting, 60);
    return [
      ...each(['round'], ['one-shot'], [...ours, ...(setting.full ? mips : ['cbc'])], minute),
      // In vain or nearly so; one try shows it.
      ...each(['round'], ['one-shot'], ['jslp'], once(setting, setting.full ? 200 : 10)),
      ...(setting.full ? each(['round'], ['fit'], [...ours, ...mips], minute) : []),
      ...each(
        ['round'],
        [LEXICOGRAPHIC],
        setting.full ? [...ours, ...mips.slice(1)] : ours,
        minute,
      ),
    ];
  },
  county: (setting) => {
    const peers = ['flow', 'highs', 'cbc', 'cbc-lp-first', 'scipy-highs-lp-first'];
    const mips = ['highs-mip', 'scipy-highs-mip'];
    if (!setting.full) {
      const limit = effort(setting, 120);
      // CBC called directly has no answer after two minutes, and the peers' tiers take as long: left to the full set.
      return [
        ...each(['county'], ['one-shot'], ['flow', 'highs', 'cbc-lp-first'], limit),
        ...each(['county'], [LEXICOGRAPHIC], ['flow'], limit),
      ];
    }
    const limit = effort(setting, 900);
    return [
      ...each(['county'], ['one-shot', 'fit'], peers, limit),
      ...each(['county'], ['one-shot', 'fit'], mips, once(setting, 1800)),
      ...each(['county'], [LEXICOGRAPHIC], peers, limit),
    ];
  },
  network: (setting) => {
    // Capacity scaling takes 5 to 50 times as long as the other two.
    const lemon = setting.full ? LEMON : LEMON.slice(0, 2);
    const county = each(
      ['county/network'],
      ['one-shot', 'fit'],
      ['flow', 'flow-kernel', ...lemon],
      effort(setting, 60),
    );
    if (!setting.full) return county;
    const variants = ['county/network+ties', 'county/network+tight', 'county/network+slack'];
    return [
      ...county,
      ...each(variants, ['fit'], ['flow', 'flow-kernel', ...LEMON], effort(setting, 60)),
      ...each(
        ['large/network'],
        ['one-shot', 'fit'],
        ['flow', 'flow-kernel', ...LEMON],
        few(setting, 300),
      ),
    ];
  },
  large: (setting) =>
    each(
      ['large'],
      ['one-shot', 'fit', LEXICOGRAPHIC],
      ['flow', 'highs', 'cbc', 'cbc-lp-first', 'scipy-highs-lp-first'],
      once(setting, setting.full ? 3600 : 600),
    ),
  families: (setting) => {
    const variants = Object.keys(VARIANTS).filter((name) => name !== 'network');
    const of = (scale: string) => variants.map((variant) => `${scale}/${variant}`);
    const tasks = ['one-shot', 'fit'];
    const peers = ['flow', 'highs', 'cbc-lp-first'];
    return [
      ...each(of('round'), tasks, peers, effort(setting, 300)),
      ...(setting.full ? each(of('county'), tasks, peers, few(setting, 300)) : []),
      ...(setting.full ? each(of('large'), ['fit'], ['flow'], once(setting, 600)) : []),
    ];
  },
  external: (setting) => {
    const peers = setting.full ? ['highs', 'cbc', ...LEMON] : ['highs', 'lemon-network-simplex'];
    const brief = { ...effort(setting, 60), ...(setting.full ? {} : { enoughSeconds: 1 }) };
    return each(externalIds(), ['cost'], ['flow', ...peers], brief);
  },
  growth: (setting) => {
    const sizes = setting.full ? GROWTH : GROWTH.slice(0, -1);
    const network = sizes.map((size) => `${size}/network`);
    const small = GROWTH.slice(0, 4);
    // The promise is about our own times; the peers' stand beside them in the full set.
    const beside = (...peers: string[]) => ['flow', ...(setting.full ? peers : [])];
    return [
      ...each(small, ['one-shot'], beside('highs', 'cbc-lp-first'), effort(setting, 300)),
      ...each(sizes.slice(small.length), ['one-shot'], ['flow'], effort(setting, 300)),
      ...each(
        network,
        ['one-shot'],
        beside('lemon-network-simplex', 'lemon-cost-scaling'),
        effort(setting, 300),
      ),
    ];
  },
};
