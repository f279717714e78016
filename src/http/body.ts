/** Reads a body: its kind and size are checked before a byte of it is parsed. */
import type { Language } from '../domain/vocabulary.ts';
import { BODY_LIMITS, type Body } from './declare.ts';
import { badRequest, checked, ProblemFault } from './problem.ts';

export interface ReadBody {
  readonly json: unknown;
  readonly form: FormData | null;
}

const JSON_MEDIA = 'application/json';
const FORM_MEDIA = 'multipart/form-data';
/** After a refused body the socket is unusable: say so, or the next request on it hangs. */
const CLOSE = { Connection: 'close' };

/**
 * @throws ProblemFault `unsupported-media-type`, `too-large` or `bad-request`
 */
export async function readBody(
  request: Request,
  declared: Body | undefined,
  language: Language,
): Promise<ReadBody> {
  if (declared === undefined) return { json: null, form: null };
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const isJson = type === JSON_MEDIA && declared.json !== undefined;
  if (!isJson && !(type === FORM_MEDIA && declared.form !== undefined)) {
    throw new ProblemFault('unsupported-media-type', { headers: CLOSE });
  }
  const most = isJson
    ? Math.min(BODY_LIMITS[declared.size], BODY_LIMITS.document)
    : BODY_LIMITS[declared.size];
  const bytes = await readBytes(request, most);
  if (isJson) return { json: checkedJson(parsed(bytes), declared, language), form: null };
  const form = await formOf(request, bytes);
  return { json: null, form };
}

async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new ProblemFault('too-large', { headers: CLOSE });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function checkedJson(value: unknown, { json, choose }: Body, language: Language): unknown {
  const schema = choose?.(value) ?? json;
  return schema === undefined ? null : checked(schema, value, language);
}

async function formOf(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<FormData> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  try {
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw badRequest([{ path: '', message: '表单无法解析 (the form cannot be read)' }]);
  }
}

/** @throws ProblemFault `bad-request` for what is no JSON, too deep, or holds text that no database keeps */
function parsed(bytes: Uint8Array): unknown {
  return parseText(Buffer.from(bytes).toString('utf8'), '');
}

/** JSON of a request, e.g. a part of a form. @throws ProblemFault `bad-request` */
export function parseText(text: string, path: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest([{ path, message: '不是有效的 JSON (not valid JSON)' }]);
  }
  if (!isStorable(value, DEEPEST)) {
    throw badRequest([
      {
        path,
        message:
          'JSON 嵌套过深，或含有不可保存的字符 (nested too deep, or characters that cannot be kept)',
      },
    ]);
  }
  return value;
}

/** Deepest nesting of a body; a policy has three levels, a scenario file six. */
const DEEPEST = 32;

/** No text with NUL or half a surrogate pair (no database keeps it), no `__proto__`, no deep nesting. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(
    ([key, inner]) => key !== '__proto__' && isText(key) && isStorable(inner, depth - 1),
  );
}

/** Lone surrogates match as code points of their own under the `u` flag. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
function isText(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}
