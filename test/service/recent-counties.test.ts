/** The counties that a worker process keeps at hand: read once, shared without a copy, bounded, and soon forgotten. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RecentCounties } from '../../src/service/recent-counties.ts';

const MIB = 2 ** 20;
const MINUTE_MS = 60_000;

describe('recent counties', () => {
  let reads: string[];
  beforeEach(() => {
    reads = [];
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const read = (name: string, bytes: number) => async () => {
    reads.push(name);
    return new Uint8Array(bytes).fill(name.charCodeAt(0));
  };

  test('the second job on a version reads nothing, and gets the same bytes, in memory that threads share', async () => {
    const recent = new RecentCounties(1000);
    const first = await recent.get('county', 'a', read('a', 10));
    const second = await recent.get('county', 'a', read('a', 10));
    expect(reads).toEqual(['a']);
    expect([...first]).toEqual(Array.from({ length: 10 }, () => 'a'.charCodeAt(0)));
    expect(second.buffer).toBe(first.buffer);
    expect(first.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('another county with the same bytes is asked for its own: what it may see is for the store to say', async () => {
    const recent = new RecentCounties(1000);
    await recent.get('county', 'a', read('a', 10));
    await recent.get('other', 'a', read('b', 10));
    expect(reads).toEqual(['a', 'b']);
  });

  test('beyond a sixteenth of the memory of the process the longest unused goes first; a larger one is not kept', async () => {
    const recent = new RecentCounties(16);
    await recent.get('county', 'a', read('a', MIB / 2));
    await recent.get('county', 'b', read('b', MIB / 2));
    await recent.get('county', 'a', read('a', MIB / 2));
    await recent.get('county', 'c', read('c', MIB / 2));
    await recent.get('county', 'a', read('a', MIB / 2));
    expect(reads).toEqual(['a', 'b', 'c']);
    await recent.get('county', 'b', read('b', MIB / 2));
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
    await recent.get('county', 'd', read('d', MIB + 1));
    await recent.get('county', 'd', read('d', MIB + 1));
    await recent.get('county', 'b', read('b', MIB / 2));
    expect(reads).toEqual(['a', 'b', 'c', 'b', 'd', 'd']);
  });

  test('two jobs that read the same one at once count it once', async () => {
    const recent = new RecentCounties(16);
    const both = [read('a', MIB / 2), read('a', MIB / 2)];
    await Promise.all(both.map((each) => recent.get('county', 'a', each)));
    await recent.get('county', 'b', read('b', MIB / 2));
    await recent.get('county', 'a', read('a', MIB / 2));
    expect(reads).toEqual(['a', 'a', 'b']);
  });

  test('a minute after its last use it is forgotten', async () => {
    const recent = new RecentCounties(1000);
    await recent.get('county', 'a', read('a', 10));
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
    await recent.get('county', 'a', read('a', 10));
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
    await recent.get('county', 'a', read('a', 10));
    expect(reads).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await recent.get('county', 'a', read('a', 10));
    expect(reads).toEqual(['a', 'a']);
  });
});
