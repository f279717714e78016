/** Sends a reply: JSON or bytes, with its ETag, compressed when it is big and the asker takes gzip. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Answer, RouteShape } from './declare.ts';
import type { LooseReply } from './handler.ts';

const compress = promisify(gzip);
/** Below so many bytes compression does not pay. */
const WORTH_COMPRESSING = 2048;
const JSON_MEDIA = 'application/json; charset=UTF-8';
const TEXTUAL = /^(text\/|application\/(json|javascript|x-ndjson|problem\+json)|image\/svg)/;
/** Immutable things are kept by the browser but asked after, for who may see them can change. */
const REVALIDATE = 'private, no-cache';

/** Weak, for the same thing may travel compressed or not. */
function weak(hash: string): string {
  return `W/"${hash}"`;
}

/** Hash of an answer that is the same as long as the program is. */
export function contentHash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

export async function send(c: Context, route: RouteShape, reply: LooseReply): Promise<Response> {
  const headers = new Headers(reply.headers);
  if (!headers.has('Cache-Control')) {
    headers.set('Cache-Control', reply.etag === undefined ? 'no-store' : REVALIDATE);
  }
  if (reply.etag !== undefined) {
    headers.set('ETag', weak(reply.etag));
    if (matches(c.req.header('if-none-match'), weak(reply.etag))) {
      return new Response(null, { status: 304, headers });
    }
  }
  const json = reply.raw === undefined;
  const media = json ? JSON_MEDIA : (reply.media ?? mediaOf(route, reply.status));
  if (media !== null) headers.set('Content-Type', media);
  const content = json ? JSON.stringify(reply.body) : reply.raw;
  return new Response(await encoded(c, headers, content ?? null), {
    status: reply.status,
    headers,
  });
}

function matches(header: string | undefined, tag: string): boolean {
  return header?.split(',').some((each) => each.trim() === tag) === true;
}

/** What every page may answer beside its own. */
const TO_SIGN_IN: Readonly<Record<number, Answer>> = {
  303: { text: '请先登录 (to the sign-in page)' },
};

function mediaOf(route: RouteShape, status: number): string | null {
  const answer: Answer | undefined =
    route.answers[status] ?? (route.page === true ? TO_SIGN_IN[status] : undefined);
  if (answer === undefined) throw new Error(`The route declares no answer ${status}.`);
  if ('schema' in answer) return JSON_MEDIA;
  if (answer.media === undefined) return null;
  return answer.media.startsWith('text/') ? `${answer.media}; charset=UTF-8` : answer.media;
}

type Content = string | Uint8Array | ReadableStream<Uint8Array> | null;

type Sent = ConstructorParameters<typeof Response>[0];

async function encoded(c: Context, headers: Headers, content: Content): Promise<Sent> {
  const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  const type = headers.get('Content-Type') ?? '';
  const textual = TEXTUAL.test(type) && !type.startsWith('text/event-stream');
  if (textual && content !== null) headers.append('Vary', 'Accept-Encoding');
  if (content === null || !takesGzip || !textual) return content as Sent;
  if (content instanceof ReadableStream) {
    headers.set('Content-Encoding', 'gzip');
    return content.pipeThrough(new CompressionStream('gzip') as never) as Sent;
  }
  if (content.length < WORTH_COMPRESSING) return content as Sent;
  headers.set('Content-Encoding', 'gzip');
  return (await compress(content)) as Sent;
}
