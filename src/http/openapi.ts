/** The OpenAPI 3.1 document, made of the route declarations; nothing in it is written twice. */
import { z } from 'zod';
import {
  type Answer,
  BODY_LIMITS,
  methodAndPath,
  type RouteShape,
  type RouteTable,
} from './declare.ts';
import { PROBLEM_MEDIA } from './problem.ts';
import { PROBLEMS, type ProblemCode } from './problem-codes.ts';
import { components, Problem } from './schemas/common.ts';

type Json = Record<string, unknown>;
export interface OpenApiDocument extends Json {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json };
}

/** The problems that a route may answer with: its own, and those that follow from its declaration. */
function problemsOf(key: string, route: RouteShape): ProblemCode[] {
  const { body, role, scope, params, query } = route;
  const codes: ProblemCode[] = ['rate-limited', ...(route.errors ?? [])];
  if (route.pure !== true) codes.push('internal', 'not-ready');
  if (role !== 'open' && route.page !== true) codes.push('unauthenticated');
  if (role !== 'open' && isWrite(key)) codes.push('csrf-header-missing');
  if (role !== 'open' && role !== 'viewer') codes.push('forbidden');
  if (scope === 'service') codes.push('bound-to-county');
  if (!['open', 'any', 'service', 'request'].includes(scope)) {
    codes.push(`unknown-${scope}` as ProblemCode);
  }
  if (params !== undefined || query !== undefined || body !== undefined) codes.push('bad-request');
  if (body !== undefined) codes.push('too-large', 'unsupported-media-type');
  return [...new Set(codes)].sort();
}

/** Whether a session needs the CSRF header for it. */
function isWrite(key: string): boolean {
  return !key.startsWith('GET ');
}

export function openApiDocument(table: RouteTable, version: string): OpenApiDocument {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, route] of Object.entries(table)) {
    const { method, path } = methodAndPath(key);
    paths[path] ??= {};
    paths[path][method] = operation(key, route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiaopei 调配',
      version,
      description: '县管校聘跨学区调配求解服务 (county teacher allocation, proven and checked)',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: { schemas: schemas.all(), securitySchemes: SECURITY },
  };
}

const SECURITY: Json = {
  key: { type: 'http', scheme: 'bearer', description: '密钥 tk_… (API key)' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'tiaopei_session',
    description: '网页会话；写操作另须请求头 X-Tiaopei: 1 (writes also need the header)',
  },
};

function operation(key: string, route: RouteShape, schemas: Schemas): Json {
  return {
    operationId: key.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/_$/, ''),
    summary: route.summary,
    'x-role': route.role,
    'x-scope': route.scope,
    ...(route.role === 'open' ? { security: [] } : {}),
    parameters: [
      ...parameters('path', route.params, schemas),
      ...parameters('query', route.query, schemas),
      ...(route.headers ?? []).map((name) => ({
        name,
        in: 'header',
        required: false,
        schema: { type: 'string' },
      })),
    ],
    ...requestBody(route, schemas),
    responses: { ...answers(route, schemas), ...problems(key, route, schemas) },
  };
}

function parameters(place: string, schema: z.ZodType | undefined, schemas: Schemas): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.inline(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }));
}

function requestBody({ body }: RouteShape, schemas: Schemas): Json {
  if (body === undefined) return {};
  const content: Json = {};
  if (body.json) content['application/json'] = { schema: schemas.use(body.json, 'input') };
  if (body.form) content['multipart/form-data'] = { schema: schemas.use(body.form, 'input') };
  const kib = Math.round(BODY_LIMITS[body.size] / 1024);
  return { requestBody: { required: true, description: `至多 ${kib} KiB (at most)`, content } };
}

function answers({ answers, headers = [], page }: RouteShape, schemas: Schemas): Json {
  const all: [string, Json][] = Object.entries(answers).map(([status, answer]) => [
    status,
    { description: answer.text, ...content(answer, schemas) },
  ]);
  if (headers.includes('If-None-Match')) all.push(['304', { description: '未变 (not modified)' }]);
  if (page === true) all.push(['303', { description: '请先登录 (to the sign-in page)' }]);
  return Object.fromEntries(all);
}

function content(answer: Answer, schemas: Schemas): Json {
  if ('schema' in answer) {
    return { content: { 'application/json': { schema: schemas.use(answer.schema, 'output') } } };
  }
  if (answer.media === undefined) return {};
  const event = 'events' in answer && answer.events !== undefined ? answer.events : null;
  const inner = event === null ? {} : { 'x-event-data': schemas.use(event, 'output') };
  return { content: { [answer.media]: inner } };
}

function problems(key: string, route: RouteShape, schemas: Schemas): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(key, route)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list
          .map((code) => `${code}: ${PROBLEMS[code].zh} (${PROBLEMS[code].en})`)
          .join('\n'),
        'x-codes': list,
        content: { [PROBLEM_MEDIA]: { schema: schemas.use(Problem, 'output') } },
      },
    ]),
  );
}

/** JSON schemas of the document: named ones once, under `components`. */
class Schemas {
  readonly #named = new Map<string, Json>();
  readonly #used = { input: new Map<z.ZodType, Json>(), output: new Map<z.ZodType, Json>() };

  /** A reference for a named schema, the schema itself for another one. */
  use(schema: z.ZodType, io: 'input' | 'output'): Json {
    const known = this.#used[io].get(schema) ?? this.#made(schema, io);
    this.#used[io].set(schema, known);
    return known;
  }

  #made(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema: _, $defs = {}, ...own } = this.#convert(schema, io);
    for (const [name, definition] of Object.entries($defs as Record<string, Json>)) {
      this.#keep(`${name}${SUFFIX[io]}`, definition, io);
    }
    const id = components.get(schema)?.id;
    if (id === undefined) return renamed(own, io) as Json;
    // A named schema that stands alone comes as a reference to its own definition.
    if (own.$ref === undefined) this.#keep(`${id}${SUFFIX[io]}`, own, io);
    return { $ref: `#/components/schemas/${id}${SUFFIX[io]}` };
  }

  inline(schema: z.ZodType, io: 'input' | 'output'): Json {
    return this.#convert(schema, io);
  }

  all(): Json {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #convert(schema: z.ZodType, io: 'input' | 'output'): Json {
    return z.toJSONSchema(schema, {
      io,
      metadata: components,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'file') {
          for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
          Object.assign(jsonSchema, { type: 'string', format: 'binary' });
        }
      },
    }) as Json;
  }

  #keep(name: string, definition: Json, io: 'input' | 'output'): void {
    const { id: _, ...kept } = definition;
    this.#named.set(name, renamed(kept, io) as Json);
  }
}

/** What is sent and what comes back differ where a schema has defaults. */
const SUFFIX = { input: 'Input', output: '' } as const;

/** References into `$defs` as references into the document. */
function renamed(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, io));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? `${inner.replace('#/$defs/', '#/components/schemas/')}${SUFFIX[io]}`
        : renamed(inner, io),
    ]),
  );
}
