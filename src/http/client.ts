/**
 * The typed client of the API: paths, parameters, bodies and answers are those of the route declarations. Types only, so
 * that a bundle takes nothing of the server with it.
 */
import type { z } from 'zod';
import type { RouteKey, Routes } from './routes/index.ts';
import type { Problem } from './schemas/common.ts';
import type { People } from './schemas/counties.ts';

type Params<R> = R extends { params: infer T extends z.ZodType } ? z.input<T> : never;
type Query<R> = R extends { query: infer T extends z.ZodType } ? z.input<T> : never;
type Body<R> = R extends { body: infer B }
  ?
      | (B extends { json: infer T extends z.ZodType } ? z.input<T> : never)
      | (B extends { form: z.ZodType } ? FormData : never)
  : never;
type Needed<Name extends string, T> = [T] extends [never] ? object : { readonly [K in Name]: T };
type Optional<Name extends string, T> = [T] extends [never] ? object : { readonly [K in Name]?: T };
type Address<R> = Needed<'params', Params<R>> & Optional<'query', Query<R>>;

/** What a call takes: what its route declares, and headers and a signal. */
export type Asked<K extends RouteKey> = Address<Routes[K]> &
  Needed<'body', Body<Routes[K]>> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  };
type Told<A> = A extends { schema: infer T extends z.ZodType } ? z.output<T> : never;
type Answers<R> = R extends { answers: infer A } ? A[keyof A] : never;
/** The JSON that a route answers with; null where it answers without. */
export type Answered<K extends RouteKey> = [Told<Answers<Routes[K]>>] extends [never]
  ? null
  : Told<Answers<Routes[K]>>;

/** An answer of the API that is a problem (RFC 9457), in the client's language. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** Seconds to wait before asking again; null = not told. */
  readonly retryAfter: number | null;
  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export interface ClientOptions {
  /** E.g. `http://127.0.0.1:8080`; '' = where the page came from. */
  readonly origin?: string;
  /** A key; absent = the session cookie. */
  readonly key?: string;
  readonly language?: 'zh' | 'en';
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
}

export interface Client {
  /** The JSON of an answer. @throws ProblemError */
  call<K extends RouteKey>(route: K, asked: Asked<K>): Promise<Answered<K>>;
  /** The answer itself, for files and streams. @throws ProblemError */
  fetch<K extends RouteKey>(route: K, asked: Asked<K>): Promise<Response>;
  /** The address, for links and EventSource. */
  url<K extends RouteKey>(route: K, asked: Address<Routes[K]>): string;
}

interface Loose {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export function createClient(options: ClientOptions = {}): Client {
  const send = async (route: string, asked: Loose): Promise<Response> => {
    const go = options.fetch ?? ((input, init) => fetch(input, init));
    const response = await go(address(options.origin ?? '', route, asked), request(route, asked));
    if (!response.ok) throw await problemOf(response);
    return response;
  };
  const request = (route: string, { body, headers, signal }: Loose): RequestInit => ({
    method: route.split(' ')[0] ?? 'GET',
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
    headers: {
      // Asked of writes with a cookie; a foreign site cannot send it.
      'X-Tiaopei': '1',
      'Accept-Language': options.language ?? 'zh',
      ...(options.key === undefined ? {} : { Authorization: `Bearer ${options.key}` }),
      ...(body === undefined || body instanceof FormData
        ? {}
        : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  return {
    url: (route, asked) => address(options.origin ?? '', route, asked as Loose),
    fetch: (route, asked) => send(route, asked as Loose),
    call: async (route, asked) => {
      const response = await send(route, asked as Loose);
      return (response.status === 204 ? null : await response.json()) as never;
    },
  };
}

function address(origin: string, route: string, { params = {}, query = {} }: Loose): string {
  const path = (route.split(' ')[1] ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null ? [] : [[name, String(value)]],
    ),
  ).toString();
  return `${origin}${path}${search === '' ? '' : `?${search}`}`;
}

async function problemOf(response: Response): Promise<Error> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(retryAfter) ? retryAfter : null;
  if (response.headers.get('content-type')?.startsWith('application/problem+json') === true) {
    return new ProblemError((await response.json()) as Problem, wait);
  }
  return new Error(`HTTP ${response.status}`);
}

/** One person of the columnar answer of `…/people`. */
export type Person = {
  readonly [K in keyof People['columns']]: K extends 'name'
    ? string | null
    : NonNullable<People['columns'][K]>[number];
};

/** The columnar answer of `…/people` as rows. */
export function rowsOf({ count, columns }: People): Person[] {
  const names = Object.keys(columns) as (keyof People['columns'])[];
  return Array.from(
    { length: count },
    (_, row) =>
      Object.fromEntries(names.map((name) => [name, columns[name]?.[row] ?? null])) as Person,
  );
}
