/** 名册: the people and places of one version of the county, indexed once for all steps. */

import type { District, PostGroup, School } from '../../domain/county.ts';
import { rowsOf } from '../../http/client.ts';
import { call } from '../api/request.ts';
import type { Person, Places } from '../api/shapes.ts';

export interface Roster {
  readonly people: readonly Person[];
  readonly person: ReadonlyMap<string, Person>;
  readonly schools: readonly School[];
  readonly school: ReadonlyMap<string, School>;
  readonly district: ReadonlyMap<string, District>;
  readonly postGroups: readonly PostGroup[];
  readonly postGroup: ReadonlyMap<string, PostGroup>;
}

export function indexRoster(people: readonly Person[], places: Places): Roster {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return {
    people,
    person: byId(people),
    schools: places.schools,
    school: byId(places.schools),
    district: byId(places.districts),
    postGroups: places.postGroups,
    postGroup: byId(places.postGroups),
  };
}

/** Versions never change: what was read once is kept, the latest two of them. */
const kept = new Map<string, Promise<Roster>>();
const KEPT_VERSIONS = 2;

export function rosterOf(countyId: string, versionId: string): Promise<Roster> {
  const known = kept.get(versionId);
  if (known !== undefined) return known;
  const params = { county: countyId, version: versionId };
  const asked = Promise.all([
    call('GET /counties/{county}/versions/{version}/people', { params }),
    call('GET /counties/{county}/versions/{version}/schools', { params }),
  ]).then(([people, places]) => indexRoster(rowsOf(people), places));
  asked.catch(() => kept.delete(versionId));
  kept.set(versionId, asked);
  for (const old of [...kept.keys()].slice(0, -KEPT_VERSIONS)) kept.delete(old);
  return asked;
}
