/** The service, asked through the API's own typed client; this file knows whether it answers and whether it knows us. */
import { type Client, createClient, ProblemError } from '../../http/client.ts';
import type { RouteKey } from '../../http/routes/index.ts';
import { language } from '../state/language.ts';
import { createStore } from '../state/store.ts';
import type { Answered, Asked } from './shapes.ts';

export interface Connection {
  readonly online: boolean;
  readonly session: 'unknown' | 'signed-in' | 'expired';
}
export const connection = createStore<Connection>({ online: true, session: 'unknown' });

/** The service does not answer at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const client = createClient({ fetch: watchedFetch });

/** The JSON of an answer. @throws ProblemError, NoAnswer */
export const call: Client['call'] = client.call;
/** The address of a route, for links and streams. */
export const addressOf: Client['url'] = client.url;

async function watchedFetch(input: string, init: RequestInit): Promise<Response> {
  const headers = {
    ...(init.headers as Record<string, string>),
    'Accept-Language': language.get(),
  };
  let response: Response;
  try {
    response = await fetch(input, { ...init, headers });
  } catch {
    connection.update((now) => ({ ...now, online: false }));
    throw new NoAnswer();
  }
  connection.update((now) => {
    const session =
      response.status === 401 && now.session === 'signed-in' ? 'expired' : now.session;
    return now.online && session === now.session ? now : { online: true, session };
  });
  return response;
}

/** Routes that answer with a page of a list. */
type ListRoute = {
  [K in RouteKey]: Answered<K> extends {
    readonly items: readonly unknown[];
    readonly next: string | null;
  }
    ? K
    : never;
}[RouteKey];
type ItemOf<K extends ListRoute> =
  Answered<K> extends { readonly items: readonly (infer T)[] } ? T : never;

/** Every item of a list, page by page. @throws ProblemError, NoAnswer */
export async function callAll<K extends ListRoute>(
  route: K,
  asked: Asked<K>,
): Promise<ItemOf<K>[]> {
  const items: ItemOf<K>[] = [];
  let cursor: string | null = null;
  do {
    const query = { ...(asked as { query?: object }).query, limit: LARGEST_PAGE };
    const page = (await call(route, {
      ...asked,
      query: cursor === null ? query : { ...query, cursor },
    } as Asked<K>)) as { readonly items: readonly ItemOf<K>[]; readonly next: string | null };
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
const LARGEST_PAGE = '200';

/** HTTP status of what a call threw; 0 = no answer, null = not from the service. */
export function statusOf(fault: unknown): number | null {
  if (fault instanceof NoAnswer) return 0;
  return fault instanceof ProblemError ? fault.problem.status : null;
}

export { ProblemError };
