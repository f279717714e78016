/** 谁: names of the keys that people work with; only an administrator may read the list, others know themselves. */
import { callAll } from '../api/request.ts';
import { mayAs } from './session.ts';

/** Actor, `key:<id>`, → name. */
export async function actorNames(): Promise<ReadonlyMap<string, string>> {
  if (!mayAs('admin')) return new Map();
  const keys = await callAll('GET /keys', {});
  return new Map(keys.map(({ id, name }) => [`key:${id}`, name]));
}
