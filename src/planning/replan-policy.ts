/**
 * Policies that only price pairs or set title posts anew: the program keeps its pairs and rows, so only the tiers and
 * caps that the changed keys speak of are derived again, in a small part of the time of a new program.
 */
import type { Change } from '../../solver/index.ts';
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import { type Formulation, oneShotObjective, tierObjectives } from '../formulation/index.ts';
import { titleRoom } from '../rules/caps.ts';
import { prepareRound, type Round, type SchoolFacts } from '../rules/round.ts';
import type { ReadyProgram } from './replan-program.ts';

interface Effect {
  readonly tiers: readonly ObjectiveTierId[];
  readonly titleCaps: boolean;
}

const prices = (...tiers: ObjectiveTierId[]): Effect => ({ tiers, titleCaps: false });

/** By dotted key; any other key may change pairs, rows or other caps, and the program is formulated anew. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  'ruralTilt.rural': prices('shortage-tilt'),
  'ruralTilt.street': prices('shortage-tilt'),
  'ruralTilt.bureau': prices('shortage-tilt'),
  'ruralTilt.weak': prices('shortage-tilt'),
  'titleTilt.mode': { tiers: ['fit'], titleCaps: true },
  'titleTilt.pct': { tiers: ['fit'], titleCaps: true },
  'distance.softLimitKm': prices('soft-rules'),
  'merit.scale': prices('fit', 'merit'),
  'merit.rankBy': prices(),
  'objective.tieSeed': prices('hash-high', 'hash-low'),
};

/**
 * The changes of the program under another policy.
 * @returns null when a key differs whose effect is wider than prices and title posts
 */
export function policyChanges(program: ReadyProgram, policy: Policy): Change[] | null {
  const { round, tiers, model } = program.formulation;
  const keys = differingKeys(round.policy, policy);
  const effects = keys.map((key) => EFFECTS[key]);
  if (!effects.every((effect) => effect !== undefined)) return null;
  // Where wishes are met by rank, a record is no price: it makes the ranks.
  if (policy.noEnvy === 'minimise' && keys.some((key) => key.startsWith('merit.'))) return null;
  const wanted = new Set(effects.flatMap((effect) => effect.tiers));
  const order = tiers.map(({ id }) => id).filter((id) => wanted.has(id));
  const after = prepareRound(round.county, policy);
  const titles = effects.some(({ titleCaps }) => titleCaps);
  return [
    ...(order.length === 0 ? [] : objectiveChanges(program, after, order)),
    ...(titles ? titleChanges(program.formulation, after) : []),
  ].filter((change) => change.kind !== 'row' || model.rowUpper[change.row] !== change.upper);
}

/** Dotted keys of which the values differ. */
function differingKeys(a: Policy, b: Policy): string[] {
  const leaves = (policy: Policy) =>
    new Map(
      Object.entries(policy).flatMap(([key, value]) =>
        value !== null && typeof value === 'object' && !Array.isArray(value)
          ? Object.entries(value).map(([inner, leaf]) => [`${key}.${inner}`, JSON.stringify(leaf)])
          : [[key, JSON.stringify(value)]],
      ) as [string, string][],
    );
  const [from, to] = [leaves(a), leaves(b)];
  return [...from.keys()].filter((key) => from.get(key) !== to.get(key));
}

function objectiveChanges(
  { formulation, goals }: ReadyProgram,
  after: Round,
  order: readonly ObjectiveTierId[],
): Change[] {
  const { policy } = after;
  const some = { ...policy, objective: { ...policy.objective, order: [...order] } };
  const size = formulation.model.lower.length;
  const asked = { ...after, policy: some };
  const anew = tierObjectives(asked, formulation.pairs, formulation.columns, size);
  if (policy.objective.mode === 'lexicographic')
    return anew.map(({ objective }): Change => ({ kind: 'objective', objective }));
  const tiers = formulation.tiers.map((tier) => anew.find(({ id }) => id === tier.id) ?? tier);
  return [{ kind: 'objective', objective: { ...goals[0], ...oneShotObjective(tiers) } }];
}

function titleChanges({ caps, model }: Formulation, after: Round): Change[] {
  return caps
    .filter(({ family }) => family === 'cap:title')
    .map(({ key1, key2, at }): Change => {
      const { senior, seniorMiddle } = titleRoom(after.schools[key1] as SchoolFacts, after);
      const upper = key2 === 0 ? senior : seniorMiddle;
      return { kind: 'row', row: at, lower: model.rowLower[at] as number, upper };
    });
}
