/** Lists of the service in memory: kept by id, paged, seen by whom they concern. */
import { createHash } from 'node:crypto';
import { InputError } from '../../src/domain/errors.ts';
import type { Actor, Page, PageRequest } from '../../src/service/contract.ts';

export const sha256 = (text: string | Uint8Array) =>
  createHash('sha256').update(text).digest('hex');
/** What the clock of the service says. */
export const at = '2026-06-01T08:00:00.000Z';

export interface Kept<T> {
  readonly values: Map<string, T>;
}
export const kept = <T>(): Kept<T> => ({ values: new Map() });

export function paged<T>(all: Kept<T>, page: PageRequest, chosen: (each: T) => boolean): Page<T> {
  const from = page.cursor === null ? 0 : Number(page.cursor);
  if (!Number.isInteger(from)) {
    const message = '游标无效 (not a cursor of ours)';
    throw new InputError([{ code: 'bad-cursor', path: 'cursor', message }]);
  }
  const items = [...all.values.values()].filter(chosen);
  const to = from + page.limit;
  return { items: items.slice(from, to), next: to < items.length ? String(to) : null };
}

export function mine(by: Actor, countyId: string | null): boolean {
  return by.countyId === null || by.countyId === countyId;
}
