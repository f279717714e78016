/** Tells the latest of many, at most so often and one at a time: what comes in between is passed over. */

export interface Pace {
  /** From the first of a row to its telling; what a run of milliseconds says in between nobody would see. */
  readonly firstMs: number;
  readonly betweenMs: number;
}

export class Teller<T> {
  readonly #tell: (latest: T) => Promise<void>;
  readonly #pace: Pace;
  #latest: { readonly what: T } | null = null;
  #telling: Promise<void> | null = null;
  #stopped = false;

  constructor(pace: Pace, tell: (latest: T) => Promise<void>) {
    this.#pace = pace;
    this.#tell = tell;
  }

  tell(what: T): void {
    this.#latest = { what };
    this.#telling ??= this.#loop();
  }

  async #loop(): Promise<void> {
    await pause(this.#pace.firstMs);
    while (this.#latest !== null && !this.#stopped) {
      const { what } = this.#latest;
      this.#latest = null;
      await this.#tell(what);
      await pause(this.#pace.betweenMs);
    }
    this.#telling = null;
  }

  /** Nothing is told after it. */
  stop(): void {
    this.#stopped = true;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
