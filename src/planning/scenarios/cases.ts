/** Scenarios opened into cases: one policy and one list of data patches each. */
import { createHash } from 'node:crypto';
import { InputError } from '../../domain/errors.ts';
import { type Policy, parsePolicy } from '../../domain/policy.ts';
import { isRecord, nest } from '../../domain/policy-issues.ts';
import type { DataPatch } from './data-patch.ts';
import type { Scenario } from './scenario-file.ts';

/** One solve. */
export interface Case {
  /** The scenario's name, with the values of the swept keys. */
  readonly name: string;
  /** '' for the baseline. */
  readonly scenario: string;
  readonly setting: Readonly<Record<string, unknown>>;
  readonly policy: Policy;
  readonly data: readonly DataPatch[];
}

/** Version of what a kept result holds: raised when the same key would give another result. */
const RESULT_VERSION = 1;

/** Nothing changed. */
export function baselineCase(policy: Policy): Case {
  return { name: '基准', scenario: '', setting: {}, policy, data: [] };
}

/**
 * All cases in order: the scenario itself if nothing is swept, then each sweep, then the grid.
 * @throws InputError when a patched policy is not valid, or two scenarios or cases would bear the same name
 */
export function casesOf(scenarios: readonly Scenario[], base: Policy): Case[] {
  const cases = scenarios.flatMap((scenario) =>
    settings(scenario).map((setting) => caseOf(scenario, setting, base)),
  );
  refuseTwice(scenarios);
  refuseTwice(cases);
  return cases;
}

function refuseTwice(named: readonly { readonly name: string }[]): void {
  const names = new Set<string>();
  for (const { name } of named) {
    if (names.has(name)) {
      throw new InputError([
        { code: 'scenario-twice', path: name, message: `方案「${name}」重名 (named twice)。` },
      ]);
    }
    names.add(name);
  }
}

type Setting = Readonly<Record<string, unknown>>;

function settings({ sweep, grid }: Scenario): Setting[] {
  const single = Object.entries(sweep).flatMap(([key, values]) =>
    values.map((value): Setting => ({ [key]: value })),
  );
  const axes = Object.entries(grid);
  const crossed = axes.reduce<Setting[]>(
    (list, [key, values]) =>
      list.flatMap((setting) => values.map((value) => ({ ...setting, [key]: value }))),
    axes.length === 0 ? [] : [{}],
  );
  return single.length + crossed.length === 0 ? [{}] : [...single, ...crossed];
}

function caseOf(scenario: Scenario, setting: Setting, base: Policy): Case {
  const swept = Object.entries(setting).filter(([key]) => !key.startsWith('data.'));
  const name = caseName(scenario.name, setting);
  const patch = { ...scenario.policy, ...Object.fromEntries(swept) };
  return {
    name,
    scenario: scenario.name,
    setting,
    policy: patchedPolicy(base, patch, name),
    data: scenario.data.map((each, k) => {
      const by = setting[`data.${k}.by`];
      return by === undefined ? each : { ...each, by: wholeNumber(by, `${name}: data.${k}.by`) };
    }),
  };
}

function wholeNumber(value: unknown, path: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new InputError([
    { code: 'scenario-range', path, message: `「${path}」应为整数 (whole number)。` },
  ]);
}

function caseName(name: string, setting: Setting): string {
  const parts = Object.entries(setting).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return parts.length === 0 ? name : `${name} [${parts.join(', ')}]`;
}

/**
 * The base policy with some keys changed; dotted and nested keys mean the same.
 * @throws InputError with the case's name before each issue
 */
function patchedPolicy(
  base: Policy,
  patch: Readonly<Record<string, unknown>>,
  name: string,
): Policy {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(nest(patch))) {
    const earlier = merged[key];
    merged[key] = isRecord(earlier) && isRecord(value) ? { ...earlier, ...value } : value;
  }
  try {
    return parsePolicy(merged);
  } catch (fault) {
    if (!(fault instanceof InputError)) throw fault;
    throw new InputError(
      fault.issues.map((issue) => ({ ...issue, message: `「${name}」：${issue.message}` })),
    );
  }
}

/** Names a result by all that it follows from. */
export function caseKey(countyHash: string, base: Policy, { policy, data }: Case): string {
  return createHash('sha256')
    .update(JSON.stringify([RESULT_VERSION, countyHash, base, policy, data]))
    .digest('hex');
}
