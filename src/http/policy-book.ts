/** Every policy key for the page: words from the domain, type and range from the schema, rules from the rulebook. */
import { z } from 'zod';
import { DEFAULT_POLICY, Policy, parsePolicy, policyKeys } from '../domain/policy.ts';
import { policyDiff, valueAt } from '../domain/policy-diff.ts';
import { POLICY_GROUPS, POLICY_KEY_ENTRIES } from '../domain/policy-keys/index.ts';
import { PLACEMENT_PRESETS } from '../domain/policy-presets.ts';
import { SUBJECT_EN, Subject } from '../domain/vocabulary.ts';
import { policyValue, ROTATION_PRESETS, RULES, withPreset } from '../service/reference.ts';
import type { PolicyKeys, Presets } from './schemas/policies.ts';

type Schema = z.core.JSONSchema.BaseSchema;
type Book = z.input<typeof PolicyKeys>;

/** @throws Error when the table of keys misses one of the schema's, which a test holds it to */
export function policyBook(): Book {
  const root: Schema = z.toJSONSchema(Policy, { io: 'input', unrepresentable: 'any' });
  return {
    groups: POLICY_GROUPS.map((group) => ({ ...group })),
    keys: policyKeys().map((key) => keyView(key, schemaAt(root, key))),
  };
}

function schemaAt(root: Schema, key: string): Schema {
  const found = key
    .split('.')
    .reduce<Schema | undefined>((at, part) => at?.properties?.[part] as Schema | undefined, root);
  if (found === undefined) throw new Error(`The policy has no key ${key}.`);
  return found;
}

function keyView(key: string, schema: Schema): Book['keys'][number] {
  const entry = POLICY_KEY_ENTRIES[key];
  if (entry === undefined) throw new Error(`No words for the policy key ${key}.`);
  const { group, label, text, unit, decisions } = entry;
  const members = (schema.anyOf ?? [schema]) as Schema[];
  const nullable = members.some(({ type }) => type === 'null');
  const own = members.find(({ type }) => type !== 'null') ?? schema;
  return {
    ...{ key, group, label, text, unit, nullable, decisions: [...decisions] },
    type: typeOf(own),
    minimum: own.minimum ?? null,
    maximum: own.maximum ?? null,
    choices: codesOf(own).map((value) => ({
      value,
      label: entry.choices[value] ?? { zh: value, en: subjectEn(value) },
    })),
    range: policyValue(key).range,
    default: valueAt(DEFAULT_POLICY, key),
    rules: RULES.filter((rule) => rule.policyKeys.includes(key)).map(({ id, text, sources }) => ({
      id,
      text,
      sources: sources.map((source) => ({ ...source })),
    })),
  };
}

/** The only codes that are Chinese words themselves are the subjects. */
function subjectEn(value: string): string {
  const subject = Subject.safeParse(value);
  return subject.success ? SUBJECT_EN[subject.data] : value;
}

function typeOf(schema: Schema): Book['keys'][number]['type'] {
  if (schema.enum !== undefined) return 'choice';
  switch (schema.type) {
    case 'boolean':
    case 'integer':
    case 'object':
      return schema.type;
    case 'array':
      return 'list';
    default:
      return 'text';
  }
}

/** Codes of a choice, or of the innermost entries of a list. */
function codesOf(schema: Schema): string[] {
  if (schema.type === 'array') return codesOf(schema.items as Schema);
  return (schema.enum ?? []).map(String);
}

/** Presets of every round, each a valid policy. */
export function presets(): z.input<typeof Presets>['items'] {
  const placement = PLACEMENT_PRESETS.map(({ name, label, text, values }) => ({
    ...{ name, label, text, values: { ...values } },
    diff: policyDiff(parsePolicy(values)),
  }));
  const rotation = ROTATION_PRESETS.map((preset) => {
    const policy = withPreset(DEFAULT_POLICY, preset);
    const diff = policyDiff(policy);
    return {
      name: `rotation-${preset.name}`,
      label: { zh: `交流轮岗：${preset.name}`, en: `rotation: ${preset.name}` },
      text: preset.sentence,
      values: Object.fromEntries(diff.map(({ key, value }) => [key, value])),
      diff,
    };
  });
  return [...placement, ...rotation];
}
