/** Files of the summer: state, journal and certificates, as `reform` and `appeal` read and write them. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { SummerState } from '../domain/summer.ts';
import { journalFromJson, readJournalFrom } from '../intake/index.ts';
import {
  freshState,
  parseState,
  resumed,
  type Summer,
  stateText,
} from '../planning/summer/index.ts';
import { readJson } from './load-round.ts';
import type { FileToWrite } from './write-files.ts';

const STATE_FILE = 'summer.json';

/**
 * A `.json` journal, or the sheet 工作台账 of a workbook or a `.csv`.
 * @throws InputError when the file is missing or is no journal of this county
 */
export async function readJournalFile(
  path: string,
  county: County,
): Promise<readonly JournalEntry[]> {
  return path.toLowerCase().endsWith('.json')
    ? journalFromJson(await readJson(path), county)
    : readJournalFrom({ path }, county);
}

/** @throws InputError when the file is missing, damaged or of another format */
export async function readState(path: string): Promise<SummerState> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError([
      { code: 'file-missing', path, message: `找不到状态文件「${path}」 (state file not found)。` },
    ]);
  });
  return parseState(text, path);
}

export interface StatePlace {
  readonly path: string;
  readonly state: SummerState;
  /** Nothing was there to go on from. */
  readonly isNew: boolean;
}

/** What a run goes by. */
type RunBy = Pick<Summer, 'county' | 'policy' | 'calendar'>;

interface Asked {
  readonly state?: string;
  readonly only?: string;
  readonly out: string;
}

/**
 * The state to begin with: that of `--state` when the file is there, else a fresh one; a stage alone needs the file.
 * @throws InputError when it cannot be gone on from, or a binding run would be overwritten unasked
 */
export async function openState(
  { state: asked, only, out }: Asked,
  { county, policy, calendar }: RunBy,
  journal: readonly JournalEntry[] | null,
): Promise<StatePlace> {
  const path = asked ?? join(out, STATE_FILE);
  if (asked !== undefined && (existsSync(asked) || only !== undefined)) {
    const state = resumed(await readState(asked), county, policy, journal, calendar);
    return { path, state, isNew: false };
  }
  if (existsSync(path)) await refuseBinding(path);
  return { path, state: freshState(county, policy, journal, calendar), isNew: true };
}

/** A rehearsal is simply run again; a binding run, or a file that may be one, is not thrown away for want of a flag. */
async function refuseBinding(path: string): Promise<void> {
  const standing = await readState(path).catch((fault: unknown) => refuseUnread(path, fault));
  if (standing.mode !== 'binding') return;
  const message = `「${path}」是一次正式运行的状态文件；接着运行请加 --state ${path}，另起一次请换 --out (a binding run lies there: go on with --state, or choose another --out)。`;
  throw new InputError([{ code: 'binding-state-there', path, message }]);
}

function refuseUnread(path: string, fault: unknown): never {
  if (!(fault instanceof InputError)) throw fault;
  const message = `「${path}」处已有读不出的状态文件，可能是一次正式运行，不予覆盖；请移走或恢复它，或换 --out (an unreadable state file lies there: move or restore it, or choose another --out)。`;
  throw new InputError([...fault.issues, { code: 'unread-state-there', path, message }]);
}

export function stateFile({ path, state }: Pick<StatePlace, 'path' | 'state'>): FileToWrite {
  return { path, bytes: new TextEncoder().encode(stateText(state)) };
}

/** `in-school/2` → `certificates/in-school-2.json`. */
export function certificateFile(out: string, name: string, bytes: Uint8Array): FileToWrite {
  return { path: join(out, 'certificates', `${name.replaceAll('/', '-')}.json`), bytes };
}
