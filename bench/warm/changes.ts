/** Random what-if changes of a county, each a planner's single question, drawn from a seed. */
import { type Dice, dice } from '../../data/generator/random.ts';
import type { Change, Model, Objective } from '../../solver/index.ts';
import { titleRoom } from '../../src/rules/caps.ts';
import { prepareRound } from '../../src/rules/round.ts';
import type { Asked } from '../asked.ts';
import { type CountyCase, countyOf, policyOf } from '../instances/county.ts';
import type { Problem } from '../instances/problem.ts';

export const CHANGE_KINDS = ['lock', 'ban', 'opening', 'cap', 'weight', 'tilt'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What one question changes: one bound, or all title caps, or all prices. */
export interface Drawn {
  readonly kind: ChangeKind;
  readonly changes: readonly Change[];
}

/** The round's program and what the draws are made from. */
interface Source {
  readonly item: CountyCase;
  readonly model: Model;
  readonly objectives: readonly Objective[];
  readonly fit: Objective;
  readonly pairs: readonly number[];
  readonly chosen: readonly number[];
  readonly openings: readonly number[];
  readonly quotas: readonly number[];
  readonly titles: readonly number[];
  readonly random: Dice;
}

/**
 * Draws `count` changes, the kinds in turn.
 * @param values the optimum before any change; bans take from what it chose
 */
export function drawChanges(
  item: CountyCase,
  problem: Problem,
  objectives: readonly Objective[],
  values: Float64Array,
  options: { readonly count: number; readonly seed: number },
): Drawn[] {
  const source = sourceOf(item, problem, objectives, values, options.seed);
  return Array.from({ length: options.count }, (_, k) => {
    const kind = CHANGE_KINDS[k % CHANGE_KINDS.length]!;
    return { kind, changes: DRAW[kind](source) };
  });
}

function sourceOf(
  item: CountyCase,
  problem: Problem,
  objectives: readonly Objective[],
  values: Float64Array,
  seed: number,
): Source {
  const { model } = problem;
  const columns = (prefix: string) =>
    Array.from(model.lower.keys()).filter((j) => model.columnNames.at(j)?.startsWith(prefix));
  const pairs = columns('x:');
  return {
    item,
    model,
    objectives,
    fit: problem.objective('fit'),
    pairs,
    chosen: pairs.filter((j) => values[j] === 1),
    openings: columns('post-openings:'),
    quotas: columns('school-quota:'),
    titles: Array.from(model.rowLower.keys()).filter((i) =>
      model.rowNames[i]!.startsWith('title-senior'),
    ),
    random: dice(seed, 'warm changes'),
  };
}

const DRAW: Record<ChangeKind, (source: Source) => Change[]> = {
  lock: ({ pairs, random }) => [column(random.pick(pairs), 1, 1)],
  ban: ({ chosen, random }) => [column(random.pick(chosen), 0, 0)],
  opening: ({ model, openings, random }) => {
    const at = random.pick(openings);
    return [column(at, model.lower[at]!, model.upper[at]! + 1)];
  },
  cap: drawCap,
  weight: drawWeight,
  tilt: drawTilt,
};

const column = (at: number, lower: number, upper: number): Change => ({
  kind: 'column',
  column: at,
  lower,
  upper,
});

/** A school's quota or a title cap of it, one head more or less. */
function drawCap({ model, quotas, titles, random }: Source): Change[] {
  const by = random.chance(0.5) ? 1 : -1;
  if (random.chance(0.5)) {
    const at = random.pick(quotas);
    return [column(at, model.lower[at]!, Math.max(0, model.upper[at]! + by))];
  }
  const row = random.pick(titles);
  const upper = Math.max(0, model.rowUpper[row]! + by);
  return [{ kind: 'row', row, lower: model.rowLower[row]!, upper }];
}

/** One-shot: fit counts two to five times as much. Tiers: fit is asked for in coarser steps. */
function drawWeight({ objectives, fit, random }: Source): Change[] {
  const by = 1 + random.below(4);
  const oneShot = objectives.find(({ name }) => name === 'one-shot');
  const coefficients = Float64Array.from(fit.coefficients, (points, j) =>
    oneShot
      ? oneShot.coefficients[j]! + by * Math.round(points / 100)
      : 100 * by * Math.round(points / (100 * by)),
  );
  return [{ kind: 'objective', objective: { ...(oneShot ?? fit), coefficients } }];
}

/** Another percentage of title posts moved to rural and weak schools: the title caps of all schools. */
function drawTilt({ item, model, random }: Source): Change[] {
  const policy = policyOf(item, { 'titleTilt.pct': 1 + random.below(20) });
  const round = prepareRound(countyOf(item), policy);
  const limits = new Map<string, number>();
  for (const site of round.schools) {
    const { senior, seniorMiddle } = titleRoom(site, round);
    limits.set(`title-senior:${site.school.id}`, senior);
    limits.set(`title-senior-middle:${site.school.id}`, seniorMiddle);
  }
  return Array.from(model.rowNames.entries()).flatMap(([row, name]): Change[] => {
    const upper = limits.get(name);
    if (upper === undefined || upper === model.rowUpper[row]) return [];
    return [{ kind: 'row', row, lower: model.rowLower[row]!, upper }];
  });
}

/** The changes that take the model back to what it was. */
export function undone({ model, objectives }: Asked, changes: readonly Change[]): Change[] {
  return changes.map((change): Change => {
    if (change.kind === 'objective') {
      const { name } = change.objective;
      return { kind: 'objective', objective: objectives.find((one) => one.name === name)! };
    }
    if (change.kind === 'row') {
      const { row } = change;
      return { kind: 'row', row, lower: model.rowLower[row]!, upper: model.rowUpper[row]! };
    }
    return column(change.column, model.lower[change.column]!, model.upper[change.column]!);
  });
}
