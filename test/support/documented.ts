/**
 * Holds answers of the API to its OpenAPI document: documented status, media type, schema, documented problem code. What was
 * reached is recorded by route.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../../src/http/openapi.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what they know to be there
  readonly json: any;
  /** Code of a problem. */
  readonly code: string | null;
}

interface Route {
  readonly key: string;
  readonly pattern: RegExp;
  readonly responses: Record<string, { content?: Record<string, unknown>; 'x-codes'?: string[] }>;
}

/** The document is the same for every app: what holds an answer to it is compiled once. */
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validators = new Map<string, ValidateFunction>();

export class Documented {
  readonly document: OpenApiDocument;
  /** `route problem-code` and `route status` that were reached. */
  readonly reached = new Set<string>();
  readonly #routes: Route[];

  constructor(document: OpenApiDocument) {
    this.document = document;
    if (ajv.getSchema('api') === undefined) {
      ajv.addSchema({ $id: 'api', components: document.components });
    }
    this.#routes = routesOf(document);
  }

  /** Problem codes and other statuses that the document names, as `reached` writes them. */
  all(): string[] {
    return this.#routes.flatMap(({ key, responses }) =>
      Object.entries(responses).flatMap(([status, { 'x-codes': codes }]) =>
        codes === undefined ? [`${key} ${status}`] : codes.map((code) => `${key} ${code}`),
      ),
    );
  }

  /** @throws Error when the answer is not as documented */
  hold(method: string, path: string, told: Told): void {
    const bare = path.split('?')[0] ?? '';
    const route = this.#routes.find(
      ({ key, pattern }) => key.startsWith(`${method} `) && pattern.test(bare),
    );
    if (route === undefined) {
      if (told.status < 500 && told.code !== null) return;
      throw new Error(`${method} ${path} is in no document and answers ${told.status}`);
    }
    const documented = route.responses[String(told.status)];
    const where = `${route.key} → ${told.status} ${told.code ?? ''}`;
    if (documented === undefined) throw new Error(`${where} is not documented: ${told.text}`);
    const codes = documented['x-codes'];
    if (codes !== undefined && !codes.includes(told.code ?? '')) {
      throw new Error(`${where}: this code is not documented`);
    }
    this.reached.add(`${route.key} ${told.code ?? told.status}`);
    this.#holdContent(route, documented, told, where);
  }

  #holdContent(route: Route, documented: Route['responses'][string], told: Told, where: string) {
    const media = (told.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const allowed = Object.keys(documented.content ?? {});
    if (allowed.length === 0) return;
    const octets = allowed.includes('application/octet-stream');
    if (!allowed.includes(media) && !octets)
      throw new Error(`${where}: ${media} is not documented`);
    if (!allowed.includes(media) || !media.endsWith('json')) return;
    const validate = this.#validator(route.key, told.status, media);
    if (!validate(told.json)) {
      throw new Error(`${where} is not of its schema: ${ajv.errorsText(validate.errors)}`);
    }
  }

  #validator(key: string, status: number, media: string): ValidateFunction {
    const id = `${key} ${status} ${media}`;
    let validate = validators.get(id);
    if (validate === undefined) {
      const [method = '', path = ''] = key.split(' ');
      const operation = this.document.paths[path]?.[method.toLowerCase()] as never as {
        responses: Record<string, { content: Record<string, { schema?: object }> }>;
      };
      const schema = operation.responses[status]?.content[media]?.schema ?? {};
      validate = ajv.compile(intoApi(schema) as object);
      validators.set(id, validate);
    }
    return validate;
  }
}

/** References of the document as references into the schema `api`. */
function intoApi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(intoApi);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace(/^#/, 'api#') : intoApi(inner),
    ]),
  );
}

function routesOf(document: OpenApiDocument): Route[] {
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        key: `${method.toUpperCase()} ${path}`,
        pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        responses: operation.responses as Route['responses'],
      })),
    )
    .sort((a, b) => a.key.split('{').length - b.key.split('{').length);
}

/** An answer read to its end. */
export async function toldOf(response: Response): Promise<Told> {
  const text = await response.text();
  const media = response.headers.get('content-type') ?? '';
  const json = /json(;|$)/.test(media) && !media.includes('ndjson') ? JSON.parse(text) : null;
  const code = media.startsWith('application/problem+json') ? (json.code as string) : null;
  return { status: response.status, headers: response.headers, text, json, code };
}
