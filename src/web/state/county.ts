/** 县: the county she works on and its newest version; remembered in this browser. */
import { call, callAll } from '../api/request.ts';
import type { CountyView, VersionView } from '../api/shapes.ts';
import { createStore } from './store.ts';

export interface OpenCounty {
  readonly county: CountyView;
  /** What is being looked at in step 1: the newest set of files, whether it can be solved or not. */
  readonly version: VersionView | null;
}

export const counties = createStore<readonly CountyView[] | null>(null);
export const openCounty = createStore<OpenCounty | null>(null);
const KEPT = 'tiaopei.county';

/** The version that can be solved: the open one when nothing stands in its way. */
export function solvableVersion(open: OpenCounty | null): VersionView | null {
  return open?.version?.hash != null ? open.version : null;
}

/** Reads the list and opens the county that was open before, else the first. */
export async function loadCounties(): Promise<void> {
  const list = await callAll('GET /counties', {});
  counties.set(list);
  const chosen = list.find(({ id }) => id === remembered()) ?? list[0];
  if (chosen === undefined) openCounty.set(null);
  else await chooseCounty(chosen.id);
}

export async function chooseCounty(id: string): Promise<void> {
  const county = await call('GET /counties/{county}', { params: { county: id } });
  const versions = await callAll('GET /counties/{county}/versions', {
    params: { county: id },
  });
  // The order of a list is the service's business: the newest is the one of the highest number.
  const newest = versions.sort((a, b) => b.number - a.number)[0];
  remember(id);
  openCounty.set({ county, version: newest ?? null });
}

/** @returns its id */
export async function createCounty(name: string): Promise<string> {
  const county = await call('POST /counties', { body: { name } });
  counties.update((list) => [...(list ?? []), county]);
  await chooseCounty(county.id);
  return county.id;
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEPT, id);
  } catch {
    // Storage may be shut off; then the first county is opened next time.
  }
}
