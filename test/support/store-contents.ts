/** All that a store holds, as text, to be compared before and after. */
import type { Database } from '../../src/service/store/database.ts';

/** Every column of every table of ours and of the queue, and every row. */
export async function everythingIn(db: Pick<Database, 'query'>): Promise<unknown> {
  const columns = await db.query<{ name: string }>(
    `select table_schema || '.' || table_name as name, column_name, data_type from information_schema.columns
     where table_schema in ('public', 'pgboss') order by 1, 2`,
  );
  const tables = await db.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'pgboss') order by 1`,
  );
  const all: unknown[] = [];
  for (const { name } of tables) {
    all.push([name, await db.query(`select t::text as row from ${name} t order by 1`)]);
  }
  return { columns, all };
}
