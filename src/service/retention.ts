/** Applies the term of retention at the start and then every hour. */
import type { RetentionBook } from './books/retention-book.ts';

const EVERY_MS = 3_600_000;

interface RetentionOptions {
  readonly book: RetentionBook;
  /** 0 = everything is kept. */
  readonly days: number;
  readonly onLog: (event: string, detail: Readonly<Record<string, unknown>>) => void;
}

export class Retention {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | null = null;
  #applying: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#options.days === 0) return;
    const apply = () => {
      this.#applying = this.#apply();
    };
    apply();
    this.#timer = setInterval(apply, EVERY_MS);
    this.#timer.unref();
  }

  async #apply(): Promise<void> {
    const { book, days, onLog } = this.#options;
    try {
      for (const { countyId, counts, auditHash } of await book.apply(days)) {
        onLog('retention', { countyId, counts, auditHash });
      }
    } catch (fault) {
      // Next hour again.
      onLog('retention-failed', { message: fault instanceof Error ? fault.message : 'unknown' });
    }
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#applying;
  }
}
