/** Files of jobs and proposals: found by their listed name, never by a path. */
import { ProblemFault } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';

interface Listed {
  readonly files: readonly { readonly name: string; readonly hash: string }[];
}
type Reader = (name: string) => Promise<Uint8Array | null>;

const MEDIA: Readonly<Record<string, string>> = {
  json: 'application/json; charset=UTF-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=UTF-8',
  svg: 'image/svg+xml',
  html: 'text/plain; charset=UTF-8',
  md: 'text/plain; charset=UTF-8',
};

/** @throws ProblemFault `unknown-file` */
export async function fileReply(owner: Listed, name: string, read: Reader) {
  const entry = owner.files.find((file) => file.name === name);
  const raw = entry === undefined ? null : await read(name);
  if (entry === undefined || raw === null) throw new ProblemFault('unknown-file');
  return {
    status: 200,
    raw,
    media: MEDIA[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    etag: entry.hash,
    headers: { 'Content-Disposition': attachment(name) },
  } as const;
}

/** A JSON file shown as it is: the very bytes that the command line writes. */
export async function jsonFileReply(
  owner: Listed,
  name: string,
  absent: ProblemCode,
  read: Reader,
) {
  const entry = owner.files.find((file) => file.name === name);
  const raw = entry === undefined ? null : await read(name);
  if (entry === undefined || raw === null) throw new ProblemFault(absent);
  return { status: 200, raw, etag: entry.hash, headers: { Vary: 'Accept-Language' } } as const;
}

/** RFC 6266: an ASCII stand-in beside the name in UTF-8. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => {
    return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
