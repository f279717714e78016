/**
 * The lock of the data folder: a second process would corrupt the embedded database. Never taken away by age, only from
 * a process that is dead (a process number that was given again is told apart by its start time).
 *
 * The lock is a folder with one file, named by chance, that says who holds it. It is made ready beside its place and moved
 * there: a folder moves onto nothing or onto an empty one, so of any number of processes one gets it. A dead owner's file
 * is removed by its name, so that nobody removes the file of who came meanwhile (where the lock was one plain file, two that
 * found the same dead owner could both get it).
 */
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../domain/errors.ts';

const LOCK_NAME = 'tiaopei.lock';

const Owner = z.object({ pid: z.number().int(), started: z.string(), host: z.string() });
type Owner = z.infer<typeof Owner>;

/** Folders that this very process holds: to itself a process never looks dead. */
const held = new Set<string>();

/**
 * Takes the lock; the answer gives it back.
 * @throws InputError `store-locked`
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, LOCK_NAME);
  if (held.has(path)) refuse(folder, thisProcess());
  const name = randomUUID();
  const prepared = `${path}.${name}`;
  mkdirSync(prepared);
  try {
    writeFileSync(join(prepared, name), JSON.stringify(thisProcess()));
    while (!moved(prepared, path)) removeDead(folder, path);
  } finally {
    // Moved away, unless somebody else has the lock.
    rmSync(prepared, { recursive: true, force: true });
  }
  held.add(path);
  return () => {
    held.delete(path);
    remove(path, name);
  };
}

/** What a system says when the place is taken (ENOTDIR: by something that is no lock of ours). */
const TAKEN: readonly unknown[] = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'];

function moved(prepared: string, path: string): boolean {
  try {
    renameSync(prepared, path);
    return true;
  } catch (fault) {
    if (TAKEN.includes(codeOf(fault))) return false;
    throw fault;
  }
}

/** @throws InputError `store-locked` when the owner is alive, or nothing can be said of it */
function removeDead(folder: string, path: string): void {
  let names: string[];
  try {
    names = readdirSync(path);
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return;
    refuse(folder, null);
  }
  for (const name of names) {
    const owner = readOwner(join(path, name));
    if (owner !== null && isAlive(owner)) refuse(folder, owner);
    remove(path, name);
  }
}

/** This owner's file, and the folder if nobody else has moved in. */
function remove(path: string, name: string): void {
  rmSync(join(path, name), { force: true });
  try {
    rmdirSync(path);
  } catch {
    // Gone, or somebody else's by now.
  }
}

/** null = gone, or torn: it was whole before it was moved here, so the machine went down. */
function readOwner(path: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function thisProcess(): Owner {
  return { pid: process.pid, started: startOf(process.pid) ?? '', host: hostname() };
}

function isAlive({ pid, started, host }: Owner): boolean {
  // Another machine's processes cannot be asked after.
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (fault) {
    return codeOf(fault) === 'EPERM' && !isAnother(pid, started);
  }
  return !isAnother(pid, started);
}

/** Whether the number is another process's by now; where there is no /proc, nobody can say. */
function isAnother(pid: number, started: string): boolean {
  const now = startOf(pid);
  return now !== null && started !== '' && now !== started;
}

/** Field 22 of `/proc/<pid>/stat` (after the name in brackets, which may hold blanks): start in ticks since boot. */
const START_FIELD = 19;

/** null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot}/${fields[START_FIELD]}`;
  } catch {
    return null;
  }
}

function codeOf(fault: unknown): string | undefined {
  return (fault as NodeJS.ErrnoException).code;
}

function refuse(folder: string, owner: Owner | null): never {
  const isHere = owner?.host === hostname();
  const who =
    owner === null ? '另一个进程' : `${isHere ? '' : `主机 ${owner.host} 的`}进程 ${owner.pid}`;
  const more = isHere
    ? ''
    : `若那台主机（容器）已不存在，可删除其中的 ${LOCK_NAME} (if that machine or container is gone, delete ${LOCK_NAME} in it)。`;
  throw new InputError([
    {
      code: 'store-locked',
      path: folder,
      message: `数据目录「${folder}」正被${who}使用；请先停止它，或换一个目录（TIAOPEI_DATA）。服务运行时的备份在其 backups 文件夹 (the data folder is in use: stop that process or choose another folder; the running service writes dumps into its folder backups)。${more}`,
    },
  ]);
}
