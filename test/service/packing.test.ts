/** Blobs as they lie: smaller where that is possible, and always the same bytes again. */
import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Blobs } from '../../src/service/store/blobs.ts';
import type { Database } from '../../src/service/store/database.ts';

const COUNTY = 'c';
const json = Buffer.from(JSON.stringify(Array.from({ length: 500 }, (_, k) => ({ id: k }))));
const noDatabase = {} as Database;
const plain = new Blobs(noDatabase, null);
const sealing = new Blobs(noDatabase, randomBytes(32));

function lying(blobs: Blobs, bytes: Uint8Array): Uint8Array {
  return blobs.keep(COUNTY, bytes).statement.values?.[2] as Uint8Array;
}

function again(blobs: Blobs, bytes: Uint8Array, stored: Uint8Array): Buffer {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return Buffer.from(blobs.opened(COUNTY, hash, stored));
}

describe.each([
  ['plain', plain],
  ['encrypted', sealing],
])('%s', (_, blobs) => {
  test('JSON lies in a quarter of its size and comes back byte by byte', () => {
    const stored = lying(blobs, json);
    expect(stored.length).toBeLessThan(json.length / 4);
    expect(again(blobs, json, stored)).toEqual(json);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a short text', Buffer.from('TZ1')],
    ['noise', randomBytes(3000)],
    ['an archive', Buffer.concat([Buffer.from('PK'), Buffer.alloc(3000)])],
    ['what looks packed', Buffer.concat([Buffer.from('TZ1'), randomBytes(3000)])],
    ['what was packed', Buffer.concat([Buffer.from('TZ1'), deflateRawSync(json)])],
  ])('%s comes back byte by byte', (_name, bytes) => {
    expect(again(blobs, bytes, lying(blobs, bytes))).toEqual(bytes);
  });
});

test('what was kept before there was packing is read as it lies', () => {
  expect(again(plain, json, json)).toEqual(json);
});
