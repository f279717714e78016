/** The generator's counties as problems: three scales, and variants of each that strain one thing. */
import { generateCounty, type ScaleName } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { type Formulation, formulate, oneShotObjective } from '../../src/formulation/index.ts';
import { growthCounty } from './growth.ts';
import { isSideRow, withoutRows } from './network-part.ts';
import type { Problem } from './problem.ts';

/** What a variant changes; all of it is derived, nothing is drawn. */
interface Variant {
  readonly policy?: Readonly<Record<string, unknown>>;
  /** Percent of every school's quota. */
  readonly quotaPct?: number;
  readonly dropRows?: typeof isSideRow;
  /** Unit to which fit is rounded, in hundredths of a point. */
  readonly fitUnit?: number;
}

/** Named variants; an id joins several with `+`, e.g. `county/network+ties`. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  network: { dropRows: isSideRow },
  tight: { quotaPct: 95 },
  slack: { quotaPct: 110 },
  'few-side-rows': {
    dropRows: (model, row) => (model.rowNames[row] as string).startsWith('title-'),
  },
  'many-side-rows': {
    policy: {
      titleCaps: 'hard',
      'ruralTilt.floorPct': 40,
      'titleTilt.pct': 20,
      'rotation.duePct': 25,
    },
  },
  ties: { fitUnit: 500 },
};

const SCALES: readonly string[] = ['round', 'county', 'large'];

/** A county, the policy of its scale, and what to change. */
export interface CountyCase {
  readonly id: string;
  readonly county: County;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly variants: readonly Variant[];
}

/**
 * Reads an id `base[/variant[+variant …]]`; the base is a scale of the generator or a size of the growth family.
 * @returns null when the base is neither
 * @throws Error when a variant is unknown
 */
export function countyCase(id: string, seed: number): CountyCase | null {
  const [base = '', names] = id.split('/');
  const scale = SCALES.includes(base) ? generateCounty(base as ScaleName, seed) : null;
  const drawn = scale ?? growthCounty(base, seed);
  if (drawn === null) return null;
  const { county, policy } = drawn;
  const variants = names === undefined ? [] : names.split('+').map((name) => variantOf(name));
  return { id, county, policy, variants };
}

function variantOf(name: string): Variant {
  const variant = VARIANTS[name];
  if (variant === undefined) throw new Error(`no variant is called ${name}`);
  return variant;
}

/** The policy of a case with further keys on top. */
export function policyOf(item: CountyCase, more: Readonly<Record<string, unknown>> = {}): Policy {
  return parsePolicy(
    Object.assign({}, item.policy, ...item.variants.map(({ policy }) => policy), more),
  );
}

/** The county of a case with its quotas turned tight or slack. */
export function countyOf({ county, variants }: CountyCase): County {
  const percent = variants.reduce((product, { quotaPct = 100 }) => (product * quotaPct) / 100, 100);
  if (percent === 100) return county;
  const schools = county.schools.map((school) => ({
    ...school,
    parts: school.parts.map((part) => ({
      ...part,
      quota: Math.floor((part.quota * percent) / 100),
    })),
  }));
  return { ...county, schools };
}

/** Formulates a case. Objectives `one-shot` and one a tier, by its id. */
export function countyProblem(item: CountyCase): Problem {
  const formulation = formulate(countyOf(item), policyOf(item));
  const tiers = tiersOf(formulation, item.variants);
  const model = item.variants.reduce(
    (narrow, { dropRows }) => (dropRows ? withoutRows(narrow, dropRows) : narrow),
    formulation.model,
  );
  return {
    id: item.id,
    model,
    pairs: formulation.pairs.person.length,
    objective(name) {
      if (name === 'one-shot') return oneShotObjective(tiers);
      const found = tiers.find((tier) => tier.id === name);
      if (found === undefined) throw new Error(`${item.id} has no objective ${name}`);
      return found.objective;
    },
    tiers: () => tiers.map(({ objective }) => objective),
    known: null,
  };
}

function tiersOf({ tiers }: Formulation, variants: readonly Variant[]): Formulation['tiers'] {
  const unit = variants.find(({ fitUnit }) => fitUnit !== undefined)?.fitUnit;
  if (unit === undefined) return tiers;
  return tiers.map((tier) => {
    if (tier.id !== 'fit') return tier;
    const coefficients = tier.objective.coefficients.map((c) => unit * Math.round(c / unit));
    return { ...tier, objective: { ...tier.objective, coefficients } };
  });
}
