/** Brings the schema to this program's version; refuses one that is newer. */
import { InputError } from '../../domain/errors.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** What this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Two programs that start at once take turns. */
const MIGRATION_LOCK = 7_364_200;

/** @throws InputError `store-newer-schema` */
export async function migrate(db: Database): Promise<void> {
  // On PostgreSQL two of these at once may collide although the table is only made when it is missing.
  await inTurn(
    db,
    `create table if not exists schema_version (version integer primary key, applied_at timestamptz not null default now());`,
  );
  const found = await schemaVersion(db);
  if (found > SCHEMA_VERSION) refuseNewer(found);
  for (let version = found + 1; version <= SCHEMA_VERSION; version += 1) {
    await inTurn(db, step(version));
  }
}

async function schemaVersion(db: Database): Promise<number> {
  const sql = 'select coalesce(max(version), 0)::int as version from schema_version';
  const [row] = await db.query<{ version: number }>(sql);
  return row?.version ?? 0;
}

async function inTurn(db: Database, script: string): Promise<void> {
  await db.exec(`begin; select pg_advisory_xact_lock(${MIGRATION_LOCK}); ${script} commit;`);
}

/** Done by whoever comes first. */
function step(version: number): string {
  return `do $migration$ begin
    if not exists (select from schema_version where version = ${version}) then
      ${MIGRATIONS[version - 1]}
      insert into schema_version (version) values (${version});
    end if;
  end $migration$;`;
}

function refuseNewer(found: number): never {
  throw new InputError([
    {
      code: 'store-newer-schema',
      message: `数据库结构为第 ${found} 版，本程序只认到第 ${SCHEMA_VERSION} 版：请升级本程序，或用 tiaopei restore 恢复旧版备份到空的数据目录 (the store has schema ${found}, this program knows ${SCHEMA_VERSION}: upgrade the program, or restore an older backup into an empty folder)。`,
    },
  ]);
}
