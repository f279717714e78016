/**
 * How a route is declared: who may use it, what it takes, what it answers and which problems are its own. `mount.ts`
 * enforces the declaration, `openapi.ts` documents it, `client.ts` takes its types from it.
 */
import type { z } from 'zod';
import type { Role } from '../service/contract.ts';
import type { ProblemCode } from './problem-codes.ts';

/**
 * What a route is about, and so which county a key must be for:
 * `open` nothing, without a key · `any` the asker's own reach · `service` every county (a key bound to one is refused) ·
 * `request` the county that the body names · the others: the thing that the path names.
 */
type Scope =
  | 'open'
  | 'any'
  | 'service'
  | 'request'
  | 'county'
  | 'version'
  | 'policy'
  | 'job'
  | 'proposal'
  | 'objection';

/** Largest bodies, bytes: short answers; documents; files. */
export const BODY_LIMITS = {
  small: 64 * 1024,
  document: 8 * 1024 * 1024,
  upload: 64 * 1024 * 1024,
} as const;

/** A JSON answer has a schema, another one a media type; `events` = the data of each event of a stream. */
export type Answer =
  | { readonly text: string; readonly schema: z.ZodType }
  | { readonly text: string; readonly media: string; readonly events?: z.ZodType }
  | { readonly text: string; readonly media?: never };

export interface Body {
  readonly json?: z.ZodType;
  readonly form?: z.ZodType;
  readonly size: keyof typeof BODY_LIMITS;
  /** For a union: the member that a value is meant for, so that its faults are told and not the union's. */
  readonly choose?: (value: unknown) => z.ZodType;
}

/** Request headers that a route reads, beside those of every route. */
export type ReadHeader = 'Idempotency-Key' | 'If-None-Match' | 'Last-Event-ID';

export interface RouteShape {
  readonly summary: string;
  readonly role: Role | 'open';
  readonly scope: Scope;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: readonly ReadHeader[];
  readonly body?: Body;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Problems beyond those that follow from the rest of the declaration. */
  readonly errors?: readonly ProblemCode[];
  /** Asks nothing of the service, not even who is asking: it cannot fail for want of the store. */
  readonly pure?: true;
  /** Shown by a browser: without a session it is sent to the sign-in page. */
  readonly page?: true;
}

/** `GET /counties/{county}` and the like → its declaration. */
export type RouteTable = Readonly<Record<string, RouteShape>>;

/** Keeps the exact types of a table while checking its form. */
export function declareRoutes<const T extends RouteTable>(table: T): T {
  return table;
}

/** Method in lower case and path of a route's key. */
export function methodAndPath(key: string): { method: string; path: string } {
  const [method = '', path = ''] = key.split(' ');
  return { method: method.toLowerCase(), path };
}
