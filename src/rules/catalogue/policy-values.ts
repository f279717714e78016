/** Default and range of a policy key, read from the schema of the policy so that the book never repeats a figure. */
import { z } from 'zod';
import { YearMonth } from '../../domain/county.ts';
import { DEFAULT_POLICY, Policy } from '../../domain/policy.ts';

export interface PolicyValue {
  readonly key: string;
  readonly default: unknown;
  /** What the key accepts, e.g. `0–100`, `soft | hard`, `1–500 | null`, `[YYYY-MM, …] ×1–9`. */
  readonly range: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

/** Made when first asked for: no other command of the program needs it. */
let root: Schema | null = null;
function policySchema(): Schema {
  root ??= z.toJSONSchema(Policy, { io: 'input', unrepresentable: 'any' });
  return root;
}
/** @throws Error for a key that the policy does not have */
export function policyValue(key: string): PolicyValue {
  let schema: Schema | undefined = policySchema();
  let value: unknown = DEFAULT_POLICY;
  for (const part of key.split('.')) {
    schema = schema?.properties?.[part] as Schema | undefined;
    value = (value as Record<string, unknown> | undefined)?.[part];
  }
  if (schema === undefined) throw new Error(`The policy has no key ${key}.`);
  return { key, default: value, range: rangeOf(schema) };
}

function rangeOf(schema: Schema): string {
  if (schema.anyOf !== undefined) return (schema.anyOf as Schema[]).map(rangeOf).join(' | ');
  if (schema.enum !== undefined) return schema.enum.join(' | ');
  switch (schema.type) {
    case 'boolean':
      return 'true | false';
    case 'integer':
      return between(schema.minimum, schema.maximum);
    case 'string':
      return stringRange(schema);
    case 'array':
      return `[${rangeOf(schema.items as Schema)}, …]${times(schema)}`;
    case 'object':
      return `{${Object.entries(schema.properties ?? {})
        .map(([name, inner]) => `${name}: ${rangeOf(inner as Schema)}`)
        .join(', ')}}`;
    default:
      return String(schema.type);
  }
}

function stringRange({ pattern, minLength, maxLength }: Schema): string {
  if (pattern !== undefined)
    return pattern === z.toJSONSchema(YearMonth).pattern ? 'YYYY-MM' : `/${pattern}/`;
  return maxLength === undefined ? 'text' : `text ×${between(minLength, maxLength)}`;
}

function times({ minItems, maxItems }: Schema): string {
  return maxItems === undefined ? '' : ` ×${between(minItems, maxItems)}`;
}

function between(least: number | undefined, most: number | undefined): string {
  return `${least ?? ''}–${most ?? ''}`;
}
