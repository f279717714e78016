/** What each tier of the objective is called on the page. */
import { hasMessage, t } from '../messages/index.ts';

/** A tier that the page has no word for is shown by its id. */
export function tierName(id: string): string {
  const [, rank] = /^wishes:(\d+)$/.exec(id) ?? [];
  if (rank !== undefined) return t('tier.wish-rank', { rank });
  const key = `tier.${id}`;
  return hasMessage(key) ? t(key) : id;
}

/** Lots decide between equals only: the page leaves them out where it names what matters. */
export function isLot(id: string): boolean {
  return id.startsWith('hash-');
}
