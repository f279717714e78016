/**
 * The lock of the data folder: a second process would corrupt the embedded database. Never taken away by age, only from
 * a process that is dead (a process number that was given again is told apart by its start time).
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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
  if (held.has(path)) refuse(folder, process.pid);
  if (!create(path)) {
    const owner = readOwner(path);
    if (owner !== null && isAlive(owner)) refuse(folder, owner.pid);
    // Dead. Whoever removes it first may create it; the other fails at O_EXCL and is refused.
    rmSync(path, { force: true });
    if (!create(path)) refuse(folder, readOwner(path)?.pid ?? null);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    const owner: Owner = {
      pid: process.pid,
      started: startOf(process.pid) ?? '',
      host: hostname(),
    };
    writeSync(file, JSON.stringify(owner));
    closeSync(file);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  }
}

/** null = torn: its writer died between making and filling it. */
function readOwner(path: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive({ pid, started, host }: Owner): boolean {
  // Another machine's processes cannot be asked after.
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startOf(pid);
  return now === null || started === '' || now === started;
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

function refuse(folder: string, pid: number | null): never {
  const who = pid === null ? '另一个进程' : `进程 ${pid}`;
  throw new InputError([
    {
      code: 'store-locked',
      path: folder,
      message: `数据目录「${folder}」正被${who}使用；请先停止它，或换一个目录（TIAOPEI_DATA）。服务运行时的备份在其 backups 文件夹 (the data folder is in use: stop that process or choose another folder; the running service writes dumps into its folder backups)。`,
    },
  ]);
}
