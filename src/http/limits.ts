/** How often one key may ask, how often one address may fail, how many streams one key may hold open. */
import { ProblemFault } from './problem.ts';

export interface Rates {
  /** Requests a minute for each key; 0 = no limit. */
  readonly perMinute: number;
  /** Requests at once after a pause. */
  readonly burst: number;
  /** Wrong keys a minute from one address. */
  readonly failuresPerMinute: number;
  /** Event streams that one key holds open. */
  readonly streams: number;
}
export const USUAL_RATES: Rates = {
  perMinute: 3000,
  burst: 600,
  failuresPerMinute: 20,
  streams: 64,
};

const MINUTE_MS = 60_000;
/** Keys and addresses that are remembered; the one unused longest goes first. */
const REMEMBERED = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by name: each refills at `perMinute` up to `burst`. */
class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perMs: number;
  readonly #burst: number;
  readonly #now: () => number;
  constructor(perMinute: number, burst: number, now: () => number) {
    this.#perMs = perMinute / MINUTE_MS;
    this.#burst = burst;
    this.#now = now;
  }
  /** Milliseconds until there is a token; 0 = there is one. */
  wait(name: string): number {
    const { tokens } = this.#filled(name);
    return tokens >= 1 ? 0 : (1 - tokens) / this.#perMs;
  }
  take(name: string): void {
    this.#filled(name).tokens -= 1;
  }
  #filled(name: string): Bucket {
    const now = this.#now();
    const old = this.#buckets.get(name) ?? { tokens: this.#burst, at: now };
    const bucket = {
      tokens: Math.min(this.#burst, old.tokens + (now - old.at) * this.#perMs),
      at: now,
    };
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > REMEMBERED) {
      const [oldest = ''] = this.#buckets.keys();
      this.#buckets.delete(oldest);
    }
    return bucket;
  }
}

function limited(waitMs: number): ProblemFault {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return new ProblemFault('rate-limited', { headers: { 'Retry-After': seconds } });
}

/** Requests of one key, or of one address without a key. */
export class RequestLimit {
  readonly #buckets: Buckets | null;
  constructor({ perMinute, burst }: Rates, now: () => number = Date.now) {
    this.#buckets = perMinute === 0 ? null : new Buckets(perMinute, burst, now);
  }
  /** @throws ProblemFault `rate-limited` */
  take(who: string): void {
    if (this.#buckets === null) return;
    const wait = this.#buckets.wait(who);
    if (wait > 0) throw limited(wait);
    this.#buckets.take(who);
  }
}

/** Wrong keys of one address. A key that held is remembered, so that its owner is not shut out by a neighbour. */
export class FailureLimit {
  readonly #buckets: Buckets;
  readonly #good = new Set<string>();
  constructor({ failuresPerMinute }: Rates, now: () => number = Date.now) {
    this.#buckets = new Buckets(failuresPerMinute, failuresPerMinute, now);
  }
  /** @throws ProblemFault `rate-limited` */
  check(address: string, digest: string): void {
    if (this.#good.has(digest)) return;
    const wait = this.#buckets.wait(address);
    if (wait > 0) throw limited(wait);
  }
  failed(address: string, digest: string): void {
    this.#good.delete(digest);
    this.#buckets.take(address);
  }
  held(digest: string): void {
    if (this.#good.size >= REMEMBERED) this.#good.clear();
    this.#good.add(digest);
  }
}

/** Open event streams of one key. */
export class StreamLimit {
  readonly #open = new Map<string, number>();
  readonly #most: number;
  constructor({ streams }: Rates) {
    this.#most = streams;
  }
  /** @throws ProblemFault `rate-limited`; returns what to call when the stream ends */
  enter(who: string): () => void {
    const open = this.#open.get(who) ?? 0;
    if (open >= this.#most) throw limited(1000);
    this.#open.set(who, open + 1);
    return () => {
      const left = (this.#open.get(who) ?? 1) - 1;
      if (left === 0) this.#open.delete(who);
      else this.#open.set(who, left);
    };
  }
}
