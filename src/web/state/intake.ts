/** 读入: files on their way into a version of the county, and the mends that wait to be sent. */
import type { Mends } from '../../domain/mends.ts';
import { followJob } from '../api/follow-job.ts';
import { call } from '../api/request.ts';
import type { JobView, VersionView } from '../api/shapes.ts';
import { chooseCounty } from './county.ts';
import { rulesDraft } from './rules-draft.ts';
import { createStore } from './store.ts';

/** What is being read; `failed` = the files could not be read at all. */
export type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly job: JobView }
  | { readonly state: 'fault'; readonly fault: unknown };

export const reading = createStore<Reading | null>(null);
/** What she changed on the page and has not had read yet. */
export const pendingMends = createStore<Mends | null>(null);

export function emptyMends(): Mends {
  return { format: 'tiaopei-mends/1', accept: [], sheets: [], columns: [], headers: [], cells: [] };
}

/** What the version was read with, and what waits beside it. */
export function mendsOf(version: VersionView): Mends {
  return pendingMends.get() ?? version.mends ?? emptyMends();
}

type Accept = Mends['accept'][number];
const sameAccept = (a: Accept, b: Accept) =>
  a.code === b.code && a.file === b.file && a.sheet === b.sheet && a.cell === b.cell;

/** Says yes to an offered mend, or takes the yes back. */
export function withAccept(mends: Mends, accept: Accept): Mends {
  const rest = mends.accept.filter((each) => !sameAccept(each, accept));
  const taken = rest.length < mends.accept.length;
  return { ...mends, accept: taken ? rest : [...rest, accept] };
}

export function isAccepted({ accept }: Mends, wanted: Accept): boolean {
  return accept.some(
    (each) => sameAccept(each, wanted) || (each.code === wanted.code && !each.cell),
  );
}

export function withSheet(mends: Mends, sheet: Mends['sheets'][number]): Mends {
  const rest = mends.sheets.filter(
    (each) => each.sheet !== sheet.sheet || each.file !== sheet.file,
  );
  return { ...mends, sheets: [...rest, sheet] };
}

export function withColumn(mends: Mends, column: Mends['columns'][number]): Mends {
  const same = (each: Mends['columns'][number]) =>
    each.sheet === column.sheet && each.file === column.file && each.column === column.column;
  return { ...mends, columns: [...mends.columns.filter((each) => !same(each)), column] };
}

export function withCell(mends: Mends, cell: Mends['cells'][number]): Mends {
  const same = (each: Mends['cells'][number]) =>
    each.sheet === cell.sheet && each.file === cell.file && each.cell === cell.cell;
  return { ...mends, cells: [...mends.cells.filter((each) => !same(each)), cell] };
}

/** Changes that wait, against what the version was read with. */
export function waitingChanges(version: VersionView, pending: Mends | null): number {
  if (pending === null) return 0;
  const before = new Set(entries(version.mends ?? emptyMends()));
  const now = new Set(entries(pending));
  return (
    [...now].filter((each) => !before.has(each)).length +
    [...before].filter((each) => !now.has(each)).length
  );
}

function entries(mends: Mends): string[] {
  return (['accept', 'sheets', 'columns', 'headers', 'cells'] as const).flatMap((part) =>
    mends[part].map((each) => `${part}${JSON.stringify(each)}`),
  );
}

/** The rules that lie beside the demo county, `data/demo/policy.json`. */
export const DEMO_RULES = { structuralMovers: true };

/** The demo county, and the rules that go with it. */
export async function readDemo(countyId: string): Promise<void> {
  rulesDraft.set({ patch: DEMO_RULES, name: null });
  return readWith(countyId, () =>
    call('POST /counties/{county}/files', { params: { county: countyId }, body: { demo: true } }),
  );
}

export function readFiles(countyId: string, files: readonly File[]): Promise<void> {
  const form = new FormData();
  for (const file of files) form.append('files', file);
  return readWith(countyId, () =>
    call('POST /counties/{county}/files', { params: { county: countyId }, body: form }),
  );
}

/** The same files once more, with the mends that wait. */
export function readAgain({ countyId, id }: VersionView, mends: Mends): Promise<void> {
  return readWith(countyId, () =>
    call('POST /counties/{county}/versions/{version}/mends', {
      params: { county: countyId, version: id },
      body: mends,
    }),
  );
}

async function readWith(countyId: string, submit: () => Promise<JobView>): Promise<void> {
  reading.set({ state: 'reading' });
  try {
    const job = await followJob((await submit()).id, () => {}).over;
    if (job.result !== 'version') return reading.set({ state: 'failed', job });
    pendingMends.set(null);
    await chooseCounty(countyId);
    reading.set(null);
  } catch (fault) {
    reading.set({ state: 'fault', fault });
  }
}
