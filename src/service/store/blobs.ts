/**
 * Bytes by content hash, one table for everything personal: uploads, counties, specs, findings, proposals, answers.
 * They are packed (`packing.ts`), then with a key encrypted at rest (AES-256-GCM): `TE1` · nonce 12 · tag 16 · text, bound to
 * county and hash. The hash is always of the bytes themselves.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { InputError } from '../../domain/errors.ts';
import type { Database, Statement } from './database.ts';
import { pack, unpack } from './packing.ts';

const MAGIC = Buffer.from('TE1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export function hashOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @throws InputError `bad-encryption-key` */
export function readKey(base64: string): Uint8Array {
  const key = Buffer.from(base64, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new InputError([
    {
      code: 'bad-encryption-key',
      message:
        '加密密钥 TIAOPEI_ENCRYPTION_KEY 应为 32 字节的 base64 (the encryption key must be 32 bytes in base64)。',
    },
  ]);
}

/** Where a blob belongs. */
interface Address {
  readonly countyId: string;
  readonly hash: string;
}

export interface KeptBlob {
  readonly hash: string;
  readonly statement: Statement;
}

/** Reads and writes blobs of counties. */
export class Blobs {
  readonly #db: Database;
  readonly #key: Uint8Array | null;

  constructor(db: Database, key: Uint8Array | null) {
    this.#db = db;
    this.#key = key;
  }

  /** The statement that keeps bytes; the same bytes are kept once. */
  keep(countyId: string, bytes: Uint8Array): KeptBlob {
    const hash = hashOfBytes(bytes);
    const packed = pack(bytes);
    const sealed = this.#key === null ? packed : seal(packed, this.#key, { countyId, hash });
    return {
      hash,
      statement: {
        sql: 'insert into blob (county_id, hash, bytes, size) values ($1, $2, $3, $4) on conflict do nothing',
        values: [countyId, hash, sealed, bytes.length],
      },
    };
  }

  keepJson(countyId: string, value: unknown): KeptBlob {
    return this.keep(countyId, new TextEncoder().encode(JSON.stringify(value)));
  }

  keepText(countyId: string, text: string): KeptBlob {
    return this.keep(countyId, new TextEncoder().encode(text));
  }

  /** Null = the county has no such blob. @throws InputError `bad-encryption-key` */
  async read(countyId: string, hash: string): Promise<Uint8Array | null> {
    const [row] = await this.#db.query<{ bytes: Uint8Array }>(
      'select bytes from blob where county_id = $1 and hash = $2',
      [countyId, hash],
    );
    return row === undefined ? null : this.opened(countyId, hash, row.bytes);
  }

  /** Bytes of a row that was read with others. @throws InputError `bad-encryption-key` */
  opened(countyId: string, hash: string, stored: Uint8Array): Uint8Array {
    const isPlain = (bytes: Uint8Array) => hashOfBytes(bytes) === hash;
    return unpack(open(stored, this.#key, { countyId, hash }), isPlain);
  }

  /** @throws Error when the blob is missing although a row names it */
  async text(countyId: string, hash: string): Promise<string> {
    const bytes = await this.read(countyId, hash);
    if (bytes === null) throw new Error(`blob ${hash} is missing`);
    return new TextDecoder().decode(bytes);
  }

  async json<T>(countyId: string, hash: string): Promise<T> {
    return JSON.parse(await this.text(countyId, hash)) as T;
  }
}

/** The age of these bytes begins anew: somebody handed them in again, or named them. */
export function keptNow(countyId: string, hashes: readonly string[]): Statement {
  return {
    sql: 'update blob set kept_at = now() where county_id = $1 and hash = any($2::text[])',
    values: [countyId, hashes],
  };
}

function seal(bytes: Uint8Array, key: Uint8Array, address: Address): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associated(address));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), text]);
}

function open(stored: Uint8Array, key: Uint8Array | null, address: Address): Uint8Array {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  // What was kept before there was a key is plain: its hash says so.
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || hashOfBytes(bytes) === address.hash) {
    return bytes;
  }
  if (key === null) refuseKey();
  const nonce = bytes.subarray(MAGIC.length, MAGIC.length + NONCE_BYTES);
  const tag = bytes.subarray(MAGIC.length + NONCE_BYTES, MAGIC.length + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(associated(address));
  decipher.setAuthTag(tag);
  try {
    const text = bytes.subarray(MAGIC.length + NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return refuseKey();
  }
}

function associated({ countyId, hash }: Address): Uint8Array {
  return Buffer.from(`${countyId}/${hash}`);
}

function refuseKey(): never {
  throw new InputError([
    {
      code: 'bad-encryption-key',
      message:
        '数据已加密，密钥 TIAOPEI_ENCRYPTION_KEY 缺少或不符 (the data is encrypted; the key is missing or another one)。',
    },
  ]);
}
