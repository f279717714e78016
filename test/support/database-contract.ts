/** What every implementation of the database port must do; the same tests on PGlite, on PGlite over IPC, on PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audited, auditHash } from '../../src/service/store/audit.ts';
import type { Database } from '../../src/service/store/database.ts';
import { migrate, SCHEMA_VERSION } from '../../src/service/store/migrate.ts';

export function databaseContract(
  name: string,
  open: () => Promise<{ readonly db: Database; readonly close: () => Promise<void> }>,
): void {
  describe(name, () => {
    let db: Database;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ db, close } = await open());
      await db.exec('create table numbered (id integer primary key, word text)');
    }, 120_000);
    afterAll(() => close());

    const words = async () =>
      (await db.query<{ word: string }>('select word from numbered order by id')).map(
        ({ word }) => word,
      );

    test('values come back as they went', async () => {
      const [row = {}] = await db.query(
        `select $1::text as t, $2::int as i, $3::boolean as b, $4::text as n, $5::bytea as y, $6::json as j,
          $7::timestamptz as m, $8::uuid = any($9::uuid[]) as a, $10::float8 as f`,
        [
          ...['调配', 7, true, null, new Uint8Array([0, 1, 255]), '{"b":1,"a":[null]}'],
          ...['2026-08-20T01:02:03.456Z', UUID, [UUID], 1.5],
        ],
      );
      expect(row).toMatchObject({ t: '调配', i: 7, b: true, n: null, a: true, f: 1.5 });
      expect([...(row.y as Uint8Array)]).toEqual([0, 1, 255]);
      expect(JSON.stringify(row.j)).toBe('{"b":1,"a":[null]}');
      expect((row.m as Date).toISOString()).toBe('2026-08-20T01:02:03.456Z');
    });

    test('a transaction gives the rows of each statement in order', async () => {
      const rows = await db.transaction([
        { sql: 'select 1 as one' },
        { sql: `insert into numbered values (1, 'first') returning id`, expect: 1 },
        { sql: 'select word from numbered where id = $1', values: [1], expect: 1 },
      ]);
      expect(rows).toEqual([[{ one: 1 }], [{ id: 1 }], [{ word: 'first' }]]);
    });

    test('an expectation that does not hold takes everything back and is null', async () => {
      const before = await words();
      const rows = await db.transaction([
        { sql: `insert into numbered values (2, 'second')` },
        { sql: `update numbered set word = 'x' where id = 99`, expect: 1 },
      ]);
      expect(rows).toBeNull();
      expect(await words()).toEqual(before);
    });

    test('a fault takes everything back, says its SQLSTATE, and the next call works', async () => {
      const before = await words();
      const doubled = db.transaction([
        { sql: `insert into numbered values (3, 'third')` },
        { sql: `insert into numbered values (3, 'third again')` },
      ]);
      await expect(doubled).rejects.toMatchObject({ code: '23505' });
      expect(await words()).toEqual(before);
    });

    test('what follows a statement that did not do what it should counts for nothing, a fault of it neither', async () => {
      const before = await words();
      const rows = await db.transaction([
        { sql: `update numbered set word = 'x' where id = 99`, expect: 1 },
        { sql: `insert into numbered values (4, 'fourth')` },
        { sql: 'select 1 / 0' },
      ]);
      expect(rows).toBeNull();
      expect(await words()).toEqual(before);
    });

    test('the fault that is told is the first one', async () => {
      const faulty = db.transaction([
        { sql: 'select 1 / 0' },
        { sql: `insert into numbered values (5, 'fifth')`, expect: 1 },
      ]);
      await expect(faulty).rejects.toMatchObject({ code: '22012' });
      expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    });

    test('a script that fails inside its own transaction leaves the connection free', async () => {
      await expect(db.exec('begin; select 1; select nonsense; commit;')).rejects.toThrow();
      expect(await db.exec('select 1 as a; select 2 as b;')).toEqual([{ a: 1 }, { b: 2 }]);
    });

    test('many at once wait for each other and lose nothing', async () => {
      await db.query(`insert into numbered values (10, '0')`);
      const add = {
        sql: `update numbered set word = (word::int + 1)::text where id = 10`,
        expect: 1,
      };
      await Promise.all(Array.from({ length: 25 }, () => db.transaction([add])));
      expect(await db.query('select word from numbered where id = 10')).toEqual([{ word: '25' }]);
    });

    test('who listens is told', async () => {
      const heard: string[] = [];
      await db.listen('contract', (payload) => heard.push(payload));
      await db.transaction([{ sql: `select pg_notify('contract', 'now')` }]);
      await expect.poll(() => heard).toContain('now');
    });

    test('the schema is made once, and a newer one is refused with what to do', async () => {
      await Promise.all([migrate(db), migrate(db)]);
      await migrate(db);
      const versions = await db.query('select version from schema_version order by version');
      expect(versions.length).toBe(SCHEMA_VERSION);
      await db.query('insert into schema_version (version) values (999)');
      await expect(migrate(db)).rejects.toMatchObject({
        issues: [{ code: 'store-newer-schema' }],
      });
      await db.query('delete from schema_version where version = 999');
    });

    test('the audit log only grows, and its chain can be recomputed', async () => {
      const deed = (target: string) =>
        audited(
          { id: 'key:1' },
          { action: 'county.create', target, countyId: UUID, detail: { 县: '甲' } },
        );
      await db.transaction([deed('a')]);
      await Promise.all([db.transaction([deed('b')]), db.transaction([deed('c')])]);
      const rows = await db.query<Record<string, string>>('select * from audit_log order by seq');
      let previous = '0'.repeat(64);
      for (const row of rows) {
        const { at, actor, action, target, hash } = row as Record<string, string>;
        const seq = Number(row.seq);
        const detail = JSON.parse(row.detail as string) as Record<string, unknown>;
        const entry = { seq, at, actor, countyId: UUID, action, target, detail, previous };
        expect(hash).toBe(auditHash(entry as never));
        previous = hash as string;
      }
      expect(rows.map(({ target }) => target).sort()).toEqual(['a', 'b', 'c']);
      for (const sql of [
        `update audit_log set actor = 'x'`,
        'delete from audit_log',
        'truncate audit_log',
      ]) {
        await expect(db.query(sql)).rejects.toThrow('only grows');
      }
    });
  });
}

const UUID = '00000000-0000-4000-8000-000000000001';
