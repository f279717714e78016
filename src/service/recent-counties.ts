/**
 * Counties that jobs of this process read lately, open and unpacked: a planner who steers asks about the same version again
 * and again. They lie in shared memory, so that a thread gets one without a copy, and are let go soon: what is erased from
 * the store must not live on here.
 */

/** At most so much of them, and at most such a part of what the process may use. */
const MOST_BYTES = 64 * 2 ** 20;
const PART_OF_MEMORY = 16;
/** After its last use. */
const FORGET_MS = 60_000;

interface Kept {
  readonly bytes: Uint8Array;
  readonly timer: NodeJS.Timeout;
}

export class RecentCounties {
  readonly #most: number;
  /** The latest used last. */
  readonly #kept = new Map<string, Kept>();
  #size = 0;

  /** @param memoryMiB limit of the process */
  constructor(memoryMiB: number) {
    this.#most = Math.min(MOST_BYTES, (memoryMiB * 2 ** 20) / PART_OF_MEMORY);
  }

  /** The bytes with this hash, by `read` when they are not at hand. */
  async get(countyId: string, hash: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const key = `${countyId}/${hash}`;
    const kept = this.#kept.get(key);
    if (kept === undefined) return this.#keep(key, await read());
    kept.timer.refresh();
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.bytes;
  }

  #keep(key: string, read: Uint8Array): Uint8Array {
    // Another job may have read the same one meanwhile.
    this.#forget(key);
    if (read.length > this.#most) return read;
    const bytes = new Uint8Array(new SharedArrayBuffer(read.length));
    bytes.set(read);
    this.#kept.set(key, { bytes, timer: setTimeout(() => this.#forget(key), FORGET_MS).unref() });
    this.#size += bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#most) break;
      this.#forget(oldest);
    }
    return bytes;
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    clearTimeout(kept.timer);
    this.#kept.delete(key);
    this.#size -= kept.bytes.length;
  }
}
