/**
 * Scenario files as people write them: JSON of one scenario or a list of them.
 *
 *   { "name": "职称倾斜", "policy": { "flow.skip": "strict" },
 *     "data": [{ "kind": "openings", "school": "S1", "stage": "P", "subject": "音乐", "by": 2 }],
 *     "sweep": { "titleTilt.pct": "0..10 step 1" }, "grid": { … }, "tolerance": { "tier:fit": 500 } }
 */
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Metric } from '../../domain/comparison.ts';
import { InputError, type InputIssue } from '../../domain/errors.ts';
import { policyKeys } from '../../domain/policy.ts';
import { isRecord } from '../../domain/policy-issues.ts';
import { found, inChinese } from '../../domain/zod-issues.ts';
import { DataPatch } from './data-patch.ts';
import { sweepValues } from './values.ts';

/** Policy keys, and `data.<n>.by` for the size of a data patch. */
const Sweep = z.record(z.string(), z.union([z.string(), z.array(z.unknown())]));

const ScenarioText = z.strictObject({
  name: z.string().min(1).max(80),
  /** For the reader. */
  note: z.string().optional(),
  policy: z.record(z.string(), z.unknown()).default({}),
  data: z.array(DataPatch).default([]),
  /** Each key alone through its values. */
  sweep: Sweep.default({}),
  /** All combinations of the values. */
  grid: Sweep.default({}),
  /** By metric: largest change that counts as equal. */
  tolerance: z.record(z.string(), z.number().min(0)).default({}),
});

type Values = Readonly<Record<string, readonly unknown[]>>;

/** A scenario read and checked, ranges opened. */
export interface Scenario {
  readonly name: string;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly data: readonly DataPatch[];
  readonly sweep: Values;
  readonly grid: Values;
  readonly tolerance: Readonly<Record<string, number>>;
}

const KEYS = Object.keys(ScenarioText.shape);
const PATCH_KEYS = DataPatch.options.flatMap(({ shape }) => Object.keys(shape));

/**
 * Reads the contents of a scenario file.
 * @param file its name, for the issues
 * @throws InputError naming file and key; an unknown key names the nearest known one
 */
export function parseScenarios(raw: unknown, file: string): Scenario[] {
  const list = Array.isArray(raw) ? raw : [raw];
  if (list.length === 0) {
    throw new InputError([
      { code: 'scenario-none', path: file, message: `「${file}」中没有方案 (no scenario)。` },
    ]);
  }
  const issues: InputIssue[] = [];
  const scenarios = list.flatMap((each, k) => {
    const read = readScenario(each, Array.isArray(raw) ? `${file}[${k}]` : file);
    if (Array.isArray(read)) issues.push(...read);
    return Array.isArray(read) ? [] : [read];
  });
  if (issues.length > 0) throw new InputError(issues);
  return scenarios;
}

function readScenario(raw: unknown, file: string): Scenario | InputIssue[] {
  if (!isRecord(raw)) {
    return [
      {
        code: 'scenario-not-an-object',
        path: file,
        message: `「${file}」：方案应为 JSON 对象 (a scenario must be a JSON object)。`,
      },
    ];
  }
  const result = ScenarioText.safeParse(raw, inChinese);
  if (!result.success) return result.error.issues.flatMap((issue) => schemaIssues(issue, file));
  const { name, policy, data, tolerance } = result.data;
  const sweep = opened(result.data.sweep, `${file}: sweep`, data.length);
  const grid = opened(result.data.grid, `${file}: grid`, data.length);
  const issues = [
    ...sweep.issues,
    ...grid.issues,
    ...keysTwice(policy, file),
    ...tooMany(grid.values, file),
  ];
  if (issues.length > 0) return issues;
  return { name, policy, data, tolerance, sweep: sweep.values, grid: grid.values };
}

/** A key written dotted and nested: one would silently win over the other. */
function keysTwice(policy: Readonly<Record<string, unknown>>, file: string): InputIssue[] {
  const keys = leaves(policy);
  const twice = [...new Set(keys.filter((key, k) => keys.indexOf(key) !== k))];
  return twice.map((key) => ({
    code: 'scenario-key-twice',
    path: `${file}: policy.${key}`,
    message: `「${file}」：政策项「${key}」写了两次 (policy key written twice)。`,
  }));
}

/** Dotted names of all values. */
function leaves(raw: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(raw).flatMap(([key, value]) =>
    isRecord(value) ? leaves(value).map((inner) => `${key}.${inner}`) : [key],
  );
}

/** Most combinations of one grid; more would be a slip of the pen. */
const MOST_CASES = 10_000;

function tooMany(grid: Values, file: string): InputIssue[] {
  const count = Object.values(grid).reduce((product, { length }) => product * length, 1);
  if (count <= MOST_CASES) return [];
  return [
    {
      code: 'scenario-too-many',
      path: `${file}: grid`,
      message: `「${file}: grid」：${count} 个组合，最多 ${MOST_CASES} 个 (too many combinations)。`,
    },
  ];
}

/** @throws InputError for a tolerance of something that is not measured, with the nearest that is */
export function checkTolerances(
  scenarios: readonly Scenario[],
  metrics: readonly Pick<Metric, 'id'>[],
): void {
  const known = metrics.map(({ id }) => id);
  const issues = scenarios.flatMap(({ name, tolerance }) =>
    Object.keys(tolerance)
      .filter((id) => !known.includes(id))
      .map((id) => unknownKey(`${name}: tolerance.${id}`, closest(id, known))),
  );
  if (issues.length > 0) throw new InputError(issues);
}

function opened(
  raw: z.infer<typeof Sweep>,
  path: string,
  patches: number,
): { readonly values: Values; readonly issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const values: Record<string, readonly unknown[]> = {};
  const known = [...policyKeys(), ...Array.from({ length: patches }, (_, k) => `data.${k}.by`)];
  for (const [key, text] of Object.entries(raw)) {
    if (!known.includes(key)) {
      issues.push(unknownKey(`${path}.${key}`, closest(key, known)));
      continue;
    }
    const read = sweepValues(text, `${path}.${key}`);
    if (Array.isArray(read)) values[key] = read;
    else issues.push(read as InputIssue);
  }
  return { values, issues };
}

function schemaIssues(issue: z.core.$ZodIssue, file: string): InputIssue[] {
  const path = [file, issue.path.join('.')].filter((part) => part !== '').join(': ');
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? KEYS : PATCH_KEYS;
    return issue.keys.map((key) => unknownKey(`${path}: ${key}`, closest(key, known)));
  }
  return [
    {
      code: 'scenario-out-of-range',
      path,
      message: `「${path}」：${issue.message}${found(issue)} (scenario key out of range)。`,
    },
  ];
}

function unknownKey(path: string, nearest: string): InputIssue {
  return {
    code: 'scenario-unknown-key',
    path,
    message: `「${path}」：没有这一项，是否为「${nearest}」？ (unknown key; nearest: ${nearest})`,
  };
}
