/** The promises of the solver, each as a figure that was or was not reached. */
import { LEXICOGRAPHIC } from '../instances/problem.ts';
import { LEMON } from '../parts.ts';
import { type Measurement, timeOf } from '../protocol.ts';
import type { PartResult } from '../results.ts';
import { explainRows, growthRow, verifyRows, warmRows } from './around-targets.ts';
import { nothing, OURS, type TargetRow } from './target-row.ts';
import { fraction, seconds, stateOf, verdictOf } from './wording.ts';

type Find = (instance: string, task: string, peer: string) => Measurement | undefined;

/** All rows, in the order of the issue; what was not measured says so. */
export function targetRows(parts: readonly PartResult[]): TargetRow[] {
  const all = parts.flatMap(({ measurements }) => measurements);
  const find: Find = (instance, task, peer) =>
    all.findLast((m) => m.instance === instance && m.task === task && m.peer === peer);
  return [
    ...RATIOS.map((target) => ratioRow(target, find)),
    ...FIGURES.map((target) => figureRow(target, find)),
    ...warmRows(parts),
    growthRow(all),
    ...verifyRows(parts),
    ...explainRows(parts),
  ];
}

interface RatioTarget {
  readonly part: string;
  readonly instance: string;
  readonly task: string;
  /** Ours, where it is not the whole call of `flow`. */
  readonly ours?: string;
  /** Our time is compared with the best of these. */
  readonly peers: readonly string[];
  /** null = reported only. */
  readonly atMost: number | null;
}

const ratios = (
  part: string,
  instance: string,
  tasks: readonly string[],
  limits: readonly (readonly [readonly string[], number | null])[],
): RatioTarget[] =>
  tasks.flatMap((task) =>
    limits.map(([peers, atMost]) => ({ part, instance, task, peers, atMost })),
  );

/** On LEMON's own terms; no promise was made of it. */
const kernels = (instance: string): RatioTarget[] =>
  ratios('network', instance, ['one-shot', 'fit'], [[LEMON, null]]).map((target) => ({
    ...target,
    ours: 'flow-kernel',
  }));

const RATIOS: readonly RatioTarget[] = [
  ...ratios(
    'round',
    'round',
    ['one-shot', LEXICOGRAPHIC],
    [
      [['highs'], 1 / 50],
      [['glpsol'], 1],
      [['glpk.js'], null],
    ],
  ),
  ...ratios('round', 'round', ['one-shot'], [[['jslp'], null]]),
  ...ratios('network', 'county/network', ['one-shot', 'fit'], [[LEMON, 1]]),
  ...kernels('county/network'),
  ...ratios(
    'county',
    'county',
    ['one-shot', 'fit'],
    [
      [['highs'], 1 / 25],
      [['highs-mip'], 1 / 100],
      [['cbc'], 1 / 15],
      [['cbc-lp-first'], null],
      [['scipy-highs-lp-first'], null],
      [['scipy-highs-mip'], null],
    ],
  ),
  ...ratios(
    'county',
    'county',
    [LEXICOGRAPHIC],
    [
      [['highs'], null],
      [['cbc'], null],
      [['cbc-lp-first'], null],
      [['scipy-highs-lp-first'], null],
    ],
  ),
  ...ratios('network', 'large/network', ['one-shot', 'fit'], [[LEMON, 1 / 3]]),
  ...kernels('large/network'),
  ...ratios(
    'large',
    'large',
    ['one-shot', LEXICOGRAPHIC],
    [
      [['highs'], null],
      [['cbc'], null],
      [['cbc-lp-first'], null],
      [['scipy-highs-lp-first'], null],
    ],
  ),
];

function ratioRow(target: RatioTarget, find: Find): TargetRow {
  const { part, instance, task, ours: who = OURS, peers, atMost } = target;
  const names = peers === LEMON ? 'LEMON’s best' : peers.join(', ');
  const alone = who === OURS ? '' : ' (the kernel alone)';
  const what = `${instance}, ${task}: against ${names}${alone}`;
  const required = atMost === null ? 'reported' : `≤ ${fraction(atMost)}`;
  const base = { part, what, required, limit: atMost };
  const mine = find(instance, task, who);
  const ours = mine && timeOf(mine);
  if (ours === undefined || ours === null) return { ...base, ...nothing(stateOf(mine)) };
  const theirs = peers.map((peer) => find(instance, task, peer));
  const best = bestOf(theirs);
  if (best === null) {
    const states = [...new Set(theirs.map(stateOf))].join('; ');
    return { ...base, ...nothing(states) };
  }
  const ratio = ours / best.seconds;
  const [sign, note] = best.reached ? ['', ''] : ['< ', ', its limit'];
  const measured = `${sign}${fraction(ratio)} (${seconds(ours)} / ${seconds(best.seconds)}${note})`;
  return { ...base, measured, ratio, verdict: verdictOf(ratio, atMost, best.reached) };
}

/** The fastest that answered; else the longest time one was given in vain. */
function bestOf(list: readonly (Measurement | undefined)[]) {
  const times = list.flatMap((m) => (m === undefined ? [] : (timeOf(m) ?? [])));
  if (times.length > 0) return { seconds: Math.min(...times), reached: true };
  const vain = list.flatMap((m) => (m?.status === 'limit' ? (m.cold?.median ?? []) : []));
  return vain.length > 0 ? { seconds: Math.max(...vain), reached: false } : null;
}

interface FigureTarget {
  readonly part: string;
  readonly instance: string;
  readonly task: string;
  readonly unit: 's' | 'MiB';
  readonly atMost: number;
}

const FIGURES: readonly FigureTarget[] = [
  { part: 'county', instance: 'county', task: 'one-shot', unit: 's', atMost: 1 },
  { part: 'county', instance: 'county', task: LEXICOGRAPHIC, unit: 's', atMost: 5 },
  { part: 'large', instance: 'large', task: 'one-shot', unit: 's', atMost: 10 },
  { part: 'large', instance: 'large', task: 'one-shot', unit: 'MiB', atMost: 1536 },
  { part: 'large', instance: 'large', task: LEXICOGRAPHIC, unit: 's', atMost: 40 },
];

/** Absolute promises are held against the cold solve: that is what a planner waits for. */
function figureRow({ part, instance, task, unit, atMost }: FigureTarget, find: Find): TargetRow {
  const what = `${instance}, ${task}: ${unit === 's' ? 'cold solve' : 'peak RSS of the process'}`;
  const base = { part, what, required: `≤ ${atMost} ${unit}`, limit: null };
  const mine = find(instance, task, OURS);
  const figure = unit === 's' ? mine?.cold?.median : mine?.peakMiB;
  if (mine?.status !== 'ok' || figure === undefined || figure === null)
    return { ...base, ...nothing(stateOf(mine)) };
  const measured = unit === 's' ? seconds(figure) : `${figure} MiB`;
  return { ...base, measured, ratio: null, verdict: verdictOf(figure, atMost, true) };
}
