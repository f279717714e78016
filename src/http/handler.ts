/** What a handler is given and what it gives back, by the declaration of its route. */
import type { z } from 'zod';
import type { Language } from '../domain/vocabulary.ts';
import type {
  Actor,
  CountyView,
  JobView,
  PolicyView,
  ProposalView,
  Service,
  VersionView,
} from '../service/contract.ts';
import type { Answer, ReadHeader, RouteShape, RouteTable } from './declare.ts';

/** Leads a handler of scope `request` into the county that its body names. */
export interface Gate {
  /** @throws ProblemFault `unknown-county` when it is unknown or out of the actor's reach */
  county(id: string): Promise<CountyView>;
  /** For what concerns every county. @throws ProblemFault `bound-to-county` */
  everywhere(): void;
}

/** What the scope of a route found, checked to be in the actor's reach. */
export interface Subjects {
  readonly open: null;
  readonly any: null;
  readonly service: null;
  readonly request: Gate;
  readonly county: CountyView;
  readonly version: VersionView;
  readonly policy: PolicyView;
  readonly job: JobView;
  readonly proposal: ProposalView;
  /** The objection's id, its county checked. */
  readonly objection: string;
}

type Out<R extends RouteShape, Part extends 'params' | 'query'> = R[Part] extends z.ZodType
  ? z.output<R[Part]>
  : null;
type Json<R extends RouteShape> = R['body'] extends { json: infer T extends z.ZodType }
  ? z.output<T> | (R['body'] extends { form: z.ZodType } ? null : never)
  : null;

export interface Asked<R extends RouteShape> {
  readonly service: Service;
  readonly actor: Actor;
  readonly subject: Subjects[R['scope']];
  readonly params: Out<R, 'params'>;
  readonly query: Out<R, 'query'>;
  /** The checked JSON body; null when a form was sent. */
  readonly json: Json<R>;
  readonly form: FormData | null;
  readonly language: Language;
  /** Address of the other end of the socket. */
  readonly address: string;
  header(name: ReadHeader): string | undefined;
  /** Aborts when the asker goes away. */
  readonly signal: AbortSignal;
  /** The session's token; null for a request with a key or without either. */
  readonly session: string | null;
}

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

interface Extras {
  readonly headers?: Readonly<Record<string, string>>;
  /** Hash of an immutable answer. */
  readonly etag?: string;
}
type Raw = Uint8Array | string | ReadableStream<Uint8Array> | null;
type ReplyOf<S, A extends Answer> =
  | (Extras & { readonly status: S; readonly raw: Raw; readonly media?: string })
  | (A extends { schema: infer T extends z.ZodType }
      ? Extras & { readonly status: S; readonly body: DeepReadonly<z.input<T>> }
      : never);
/** One of the declared answers. */
type Reply<R extends RouteShape> = {
  [S in keyof R['answers']]: R['answers'][S] extends Answer ? ReplyOf<S, R['answers'][S]> : never;
}[keyof R['answers']];

/** A handler for every route of a table. */
export type Handlers<T extends RouteTable> = {
  readonly [K in keyof T]: (asked: Asked<T[K]>) => Promise<Reply<T[K]>> | Reply<T[K]>;
};

/** A reply whose types are forgotten, as `mount.ts` sends it. */
export type LooseReply = Extras & {
  readonly status: number;
  readonly body?: unknown;
  readonly raw?: Raw;
  readonly media?: string;
};
