/** `tiaopei backup <file>` and `tiaopei restore <file>`: the data of the service, from and to an embedded folder or PostgreSQL. */
import { existsSync } from 'node:fs';
import { InputError } from '../domain/errors.ts';
import { backupStore, restoreStore } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { storePlace } from './store-place.ts';

interface StoreFlags {
  readonly json?: boolean;
}

export function addStoreCommands({ say, done, command }: CommandKit): void {
  const file = say({ zh: '备份文件（.jsonl.gz）', en: 'backup file (.jsonl.gz)' });
  command(
    'backup',
    say({
      zh: '备份服务的数据（TIAOPEI_DATA 文件夹，或 DATABASE_URL）',
      en: 'back up the data of the service (folder TIAOPEI_DATA, or DATABASE_URL)',
    }),
  )
    .argument('<file>', file)
    .action(async (path: string, flags: StoreFlags) => done(await backupCommand(path, flags, say)));
  command(
    'restore',
    say({
      zh: '把备份恢复到空的数据文件夹或空的数据库',
      en: 'restore a backup into an empty data folder or database',
    }),
  )
    .argument('<file>', file)
    .action(async (path: string, flags: StoreFlags) =>
      done(await restoreCommand(path, flags, say)),
    );
}

async function backupCommand(path: string, { json }: StoreFlags, say: Say): Promise<ExitCode> {
  if (existsSync(path)) {
    refuse('file-exists', path, `「${path}」已存在，不予覆盖 (the file is there already)。`);
  }
  const { rows, bytes } = await backupStore(storePlace(process.env), path);
  const text = say({
    zh: `已备份 ${rows} 行，${bytes} 字节：${path}`,
    en: `Backed up ${rows} rows, ${bytes} bytes: ${path}`,
  });
  process.stdout.write(`${json === true ? JSON.stringify({ rows, bytes, path }) : text}\n`);
  return EXIT.ok;
}

async function restoreCommand(path: string, { json }: StoreFlags, say: Say): Promise<ExitCode> {
  if (!existsSync(path)) {
    refuse('file-missing', path, `找不到文件「${path}」 (file not found)。`);
  }
  const rows = await restoreStore(storePlace(process.env), path);
  const text = say({ zh: `已恢复 ${rows} 行。`, en: `Restored ${rows} rows.` });
  process.stdout.write(`${json === true ? JSON.stringify({ rows }) : text}\n`);
  return EXIT.ok;
}

function refuse(code: string, path: string, message: string): never {
  throw new InputError([{ code, path, message }]);
}
