/** Values for a JSON schema of the OpenAPI document: fitting ones, and fitting ones with one thing wrong. */
import fc from 'fast-check';

type Schema = Record<string, unknown>;
type Components = Readonly<Record<string, unknown>>;

/** Deepest nesting that is made; below it lists and records are empty. */
const DEEPEST = 6;

/** Text that troubles parsers, stores and pages. */
const ODD_TEXT = fc.constantFrom(
  '',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  "'; drop table county; --",
  '张三丰',
  '\u202e\u0007',
  'x'.repeat(5000),
  '9'.repeat(400),
  '__proto__',
);
const ODD_VALUES: fc.Arbitrary<unknown> = fc.oneof(
  ODD_TEXT,
  fc.constantFrom(null, true, -1, 1.5, 1e308, 2 ** 53, [], {}, [[[]]], { __proto__: 1 }),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":1}')),
  fc.constant(JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** @param ids real ids of things, tried where the schema asks for a UUID */
export function fitting(
  schema: Schema,
  components: Components,
  ids: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (each: unknown) => fitting(each as Schema, components, ids, depth + 1);
  if (typeof schema.$ref === 'string') {
    return inner(components[schema.$ref.split('/').at(-1) as string]);
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const union = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (union !== undefined) return fc.oneof(...union.map(inner));
  switch (schema.type) {
    case 'object':
      return object(schema, inner, depth);
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: Math.min(Number(schema.minItems ?? 0), 3),
        maxLength: depth > DEEPEST ? Math.min(Number(schema.minItems ?? 0), 3) : 3,
      });
    case 'string':
      return text(schema, ids);
    case 'integer':
      return fc.integer({
        min: Math.max(Number(schema.minimum ?? -9), -1e6),
        max: Math.min(Number(schema.maximum ?? 99), 1e6),
      });
    case 'number':
      return fc.double({ min: 0, max: 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function object(
  schema: Schema,
  inner: (each: unknown) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, unknown>;
  if (Object.keys(properties).length === 0) {
    return depth > DEEPEST
      ? fc.constant({})
      : fc.dictionary(fc.string({ maxLength: 8 }), ODD_VALUES);
  }
  const parts = Object.fromEntries(
    Object.entries(properties).map(([key, each]) => [key, inner(each)]),
  );
  return fc.record(parts, { requiredKeys: (schema.required ?? []) as never[] });
}

function text(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 4 }));
  if (schema.format === 'date') return fc.constantFrom('2026-07-01', '2026-02-30', '1900-01-01');
  if (typeof schema.pattern === 'string') {
    return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), fc.constant('0'.repeat(64)));
  }
  const least = Number(schema.minLength ?? 0);
  return fc.string({
    unit: 'grapheme',
    minLength: least,
    maxLength: Math.min(Number(schema.maxLength ?? 30), 30),
  });
}

/** A fitting value in which one member, however deep, is odd, missing or one too many. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(value, ODD_VALUES, fc.array(fc.nat(), { maxLength: 4 }), fc.nat(2))
    .map(([whole, odd, path, how]) => spoil(structuredClone(whole), odd, path, how));
}

function spoil(whole: unknown, odd: unknown, path: readonly number[], how: number): unknown {
  if (typeof whole !== 'object' || whole === null) return odd;
  const keys = Object.keys(whole);
  const key = keys[(path[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return odd;
  const members = whole as Record<string, unknown>;
  if (path.length > 1) members[key] = spoil(members[key], odd, path.slice(1), how);
  else if (how === 0) delete members[key];
  else if (how === 1) members[`${key}x`] = odd;
  else members[key] = odd;
  return whole;
}
