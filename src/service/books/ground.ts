/** What every book of the store stands on, and the small things they share. */
import { InputError } from '../../domain/errors.ts';
import type { Page, PageRequest } from '../contract.ts';
import type { Queue } from '../queue.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database, Statement } from '../store/database.ts';

export interface Ground {
  readonly db: Database;
  readonly blobs: Blobs;
  readonly queue: Queue;
  readonly limits: {
    /** Jobs waiting at most. */
    readonly queued: number;
    /** Runs of a job at most, before it fails. */
    readonly attempts: number;
  };
}

/** Channels of `notify`. */
export const WAKE = { job: 'tiaopei_job', cancel: 'tiaopei_cancel' } as const;

export function notify(channel: string, payload = ''): Statement {
  return { sql: 'select pg_notify($1, $2)', values: [channel, payload] };
}

/** ISO 8601 of a moment as the drivers give it. */
export function iso(moment: unknown): string {
  return moment instanceof Date ? moment.toISOString() : new Date(String(moment)).toISOString();
}

export function isoOrNull(moment: unknown): string | null {
  return moment === null || moment === undefined ? null : iso(moment);
}

/** Position after which a page begins. @throws InputError `bad-cursor` */
export function position({ cursor }: PageRequest, first: number): number {
  if (cursor === null) return first;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new InputError([
    {
      code: 'bad-cursor',
      path: 'cursor',
      message: '分页标记 cursor 无效 (not a cursor of this list)。',
    },
  ]);
}

/** After every position there is, for lists with the newest first. */
export const NEWEST = 999_999_999_999_999;

/** A page from rows of which one more than the limit was asked for. */
export function paged<R extends { readonly seq: number | string }, T>(
  rows: readonly R[],
  { limit }: PageRequest,
  view: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? String(last.seq) : null;
  return { items: shown.map(view), next };
}

/** Whether a fault is a unique index that was hit. */
export function isDuplicate(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === '23505';
}
