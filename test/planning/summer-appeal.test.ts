/** 申诉: one decision re-opened, the number of other people moved proven minimal, against every allocation of tiny counties. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { Subject } from '../../src/domain/vocabulary.ts';
import {
  type AppealRequest,
  freshState,
  reopen,
  untilBefore,
} from '../../src/planning/summer/index.ts';
import { stageCounty } from '../../src/planning/summer/stage-county.ts';
import { decisionsOf } from '../../src/planning/summer/standing.ts';
import { verify, verifySummer } from '../../src/verification/index.ts';
import { allocations } from '../support/brute-force.ts';
import { oneOfEach, posts } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const ask = (teacherId: string, more: Partial<AppealRequest> = {}): AppealRequest => ({
  teacherId,
  postGroupId: null,
  ...more,
});

async function codeOf(run: Promise<unknown>): Promise<string> {
  const fault = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (fault instanceof InputError) return fault.issues.map(({ code }) => code).join();
  throw fault ?? new Error('accepted');
}

/** Nobody of school h has a post there: x and y compete for the two posts of the town, z for what is left. */
const chain = tinyCounty({
  schools: [
    { id: 'h', districtId: 'D1', quota: 40 },
    { id: 's', districtId: 'D1', quota: 40 },
  ],
  groups: [posts('s', '语文', 1), posts('s', '数学', 1), posts('s', '英语', 1)],
  teachers: [
    { id: 'x', schoolId: 'h', merit: 9000 },
    { id: 'y', schoolId: 'h', mainSubject: '数学', otherSubjects: ['语文', '英语'] },
  ],
});

/** x and y of school h, which has no posts, compete for one post of the town. */
const contested = tinyCounty({
  schools: ['h', 's'].map((id) => ({ id, districtId: 'D1', quota: 40 })),
  groups: [posts('s', '语文', 1)],
  teachers: [
    { id: 'x', schoolId: 'h', merit: 9000 },
    { id: 'y', schoolId: 'h', merit: 10 },
  ],
});

describe('an appeal', () => {
  test('of x against 语文: nobody else can be left alone, y makes room', async () => {
    const summer = summerOf(chain);
    const open: County = {
      ...chain,
      postGroups: chain.postGroups.filter(({ subject: k }) => k !== '英语'),
      teachers: chain.teachers.map((t) => (t.id === 'x' ? { ...t, otherSubjects: ['数学'] } : t)),
    };
    const { state } = await runSummer(open, { to: 'in-district' });
    expect(whereabouts(state)).toEqual({
      x: 'in-district in-district s/P/T/语文',
      y: 'in-district in-district s/P/T/数学',
    });
    const answer = await reopen({ ...summer, county: open }, state, ask('x'));
    expect(answer).toMatchObject({
      kind: 'reopened',
      stage: 'in-district',
      appellant: { from: 's/P/T/语文', to: 's/P/T/数学' },
      leastMoved: 1,
      moved: [{ teacherId: 'y', from: 's/P/T/数学' }],
      gained: [],
    });
    if (answer.kind !== 'reopened') return;
    expect(answer.solve.name).toBe('appeal/x');
    expect(verifySummer(open, answer.state, HOLIDAY_YEARS)).toMatchObject({
      accepted: true,
      findings: [],
    });
    expect(whereabouts(answer.state)).toMatchObject({ x: 'in-district in-district s/P/T/数学' });
  });

  test('where no other post can be had it says so, and the state stands', async () => {
    const { state } = await runSummer(chain, { to: 'in-district' });
    expect(await reopen(summerOf(chain), state, ask('x'))).toEqual({
      kind: 'impossible',
      stage: 'in-district',
      teacherId: 'x',
    });
  });

  test('a post awarded to somebody on standby displaces its holder when the whole summer is done', async () => {
    const county = oneOfEach();
    const open = {
      ...county,
      teachers: county.teachers.map((t) =>
        t.id === 'left' ? { ...t, refusedPostGroupIds: [] } : t,
      ),
    };
    const { state } = await runSummer(open);
    const holder = state.stages[3]?.decisions[0]?.teacherId as string;
    const other = holder === 'far' ? 'left' : 'far';
    const answer = await reopen(summerOf(open), state, ask(other, { postGroupId: 'r/P/T/语文' }));
    expect(answer).toMatchObject({
      kind: 'reopened',
      stage: 'cross-district',
      appellant: { from: null, to: 'r/P/T/语文' },
      moved: [{ teacherId: holder, from: 'r/P/T/语文', to: null }],
      leastMoved: 1,
    });
    if (answer.kind !== 'reopened') return;
    expect(whereabouts(answer.state)).toMatchObject({
      [other]: 'cross-district cross-district r/P/T/语文',
      [holder]: 'standby standby -',
    });
    expect(answer.state.stages.at(-1)?.ledger).toEqual(state.stages.at(-1)?.ledger);
  });

  test('what cannot be opened is refused with the reason', async () => {
    const county = oneOfEach();
    const summer = summerOf(county);
    const { state } = await runSummer(county);
    expect(await codeOf(reopen(summer, state, ask('nobody')))).toBe('unknown-teacher');
    for (const id of ['head', 'class', 'near'])
      expect(await codeOf(reopen(summer, state, ask(id)))).toBe('decision-not-open');
    expect(await codeOf(reopen(summer, state, ask('far', { postGroupId: 'x' })))).toBe(
      'unknown-post',
    );
    expect(await codeOf(reopen(summer, state, ask('far', { postGroupId: 'r/P/T/英语' })))).toBe(
      'award-impossible',
    );
    expect(await codeOf(reopen(summer, freshState(county, summer.policy, null), ask('far')))).toBe(
      'nothing-to-open',
    );
  });

  test('what an earlier appeal gave stands: a later one does not take it away', async () => {
    const summer = summerOf(contested);
    const { state } = await runSummer(contested, { to: 'in-district' });
    expect(whereabouts(state)).toEqual({ x: 'in-district in-district s/P/T/语文' });
    const first = await reopen(summer, state, ask('y', { postGroupId: 's/P/T/语文' }));
    if (first.kind !== 'reopened') throw new Error('not reopened');
    expect(whereabouts(first.state)).toEqual({ y: 'in-district in-district s/P/T/语文' });
    for (const postGroupId of [null, 's/P/T/语文'])
      expect(await reopen(summer, first.state, ask('x', { postGroupId }))).toMatchObject({
        kind: 'impossible',
      });
    // The stage alone, run again, would undo it too.
    expect(await codeOf((async () => untilBefore(first.state, 'in-district'))())).toBe(
      'stage-appealed',
    );
    expect(untilBefore(first.state, 'in-school').stages.length).toBe(1);
  });

  test('the least number of other people moved is proven by a certificate whose first tier it is', async () => {
    const { state } = await runSummer(contested, { to: 'in-district' });
    const proofs = new Map<string, Uint8Array>();
    const onCertificate = (name: string, bytes: Uint8Array) => void proofs.set(name, bytes);
    const summer = { ...summerOf(contested), watch: { onCertificate } };
    const answer = await reopen(summer, state, ask('y'));
    if (answer.kind !== 'reopened') throw new Error('not reopened');
    expect(answer).toMatchObject({ leastMoved: 1, proof: 'dual' });
    const bytes = proofs.get('appeal/y') as Uint8Array;
    expect(answer.solve.certificate).toBe(createHash('sha256').update(bytes).digest('hex'));
    const { rounds } = JSON.parse(new TextDecoder().decode(bytes));
    const ids = answer.solve.tiers.map(({ id }) => id);
    expect(rounds[0].tiers.map(({ name }: { name: string }) => name)).toEqual(['kept', ...ids]);
  });

  test('a post already held is not awarded again', async () => {
    const { state } = await runSummer(contested, { to: 'in-district' });
    const held = ask('x', { postGroupId: 's/P/T/语文' });
    expect(await codeOf(reopen(summerOf(contested), state, held))).toBe('award-held');
  });

  test('in a binding run the arbitration must have upheld the objection (F04)', async () => {
    const journal = fullJournal(chain);
    const upheld = {
      id: 'o',
      on: '2026-07-21',
      kind: 'objection',
      teacherId: 'x',
      stage: 'in-district',
      upheld: true,
    } as const;
    const summer = summerOf(chain);
    const { state } = await runSummer(chain, { journal, to: 'in-district' });
    expect(await codeOf(reopen(summer, state, ask('x')))).toBe('objection-not-upheld');
    const heard = await runSummer(chain, { journal: [...journal, upheld], to: 'in-district' });
    expect(await reopen(summer, heard.state, ask('x'))).toMatchObject({ kind: 'impossible' });
  });
});

const SUBJECTS: readonly Subject[] = ['语文', '数学', '英语'];
const subject = fc.constantFrom(...SUBJECTS);

/** Four people of a school without posts, and a few posts of their town. */
const town: fc.Arbitrary<County> = fc
  .record({
    people: fc.array(
      fc.record({
        mainSubject: subject,
        otherSubjects: fc.uniqueArray(subject, { maxLength: 2 }),
        merit: fc.nat(10_000),
        wish: fc.constantFrom('s', 't'),
      }),
      { minLength: 3, maxLength: 4 },
    ),
    groups: fc.uniqueArray(fc.tuple(fc.constantFrom('s', 't'), subject), {
      minLength: 3,
      maxLength: 4,
      selector: ([school, k]) => `${school}/${k}`,
    }),
  })
  .map(({ people, groups }) =>
    tinyCounty({
      schools: ['h', 's', 't'].map((id) => ({ id, districtId: 'D1', quota: 40 })),
      groups: groups.map(([schoolId, k]) => posts(schoolId, k as '语文', 1)),
      teachers: people.map(({ mainSubject, otherSubjects, merit, wish }, k) => ({
        id: `p${k}`,
        schoolId: 'h',
        mainSubject,
        otherSubjects: otherSubjects.filter((each) => each !== mainSubject),
        merit,
        wishes: [{ schoolId: wish, postGroupId: null }],
      })),
    }),
  );

describe('against every allocation', () => {
  test('no legal allocation moves fewer others, and of those that move as few none is better', async () => {
    let reopened = 0;
    let impossible = 0;
    const moves = new Set<number>();
    await fc.assert(
      fc.asyncProperty(town, fc.nat(3), async (county, k) => {
        const summer = summerOf(county);
        const { state } = await runSummer(county, { to: 'in-district' });
        const before = decisionsOf(state.stages);
        const teacherId = `p${k % county.teachers.length}`;
        const now = before.get(teacherId)?.postGroupId ?? null;
        const answer = await reopen(summer, state, ask(teacherId));
        const competitors = new Set(county.teachers.map(({ id }) => id));
        const seen = stageCounty(county, summer.policy, new Map(), {
          competitors,
          opens: () => true,
        });
        const policy = { ...summer.policy, round: 'in-district' as const };
        let best: number[] | null = null;
        for (const placements of allocations(seen, policy)) {
          const at = new Map(placements.map((each) => [each.teacherId, each.postGroupId]));
          const own = at.get(teacherId);
          if (own === undefined || own === now) continue;
          const standby = [...competitors].filter((id) => !at.has(id));
          const claim = { placements, standby, tiers: [], weighted: null, program: null };
          const { accepted, tiers } = verify(seen, policy, claim);
          if (!accepted) continue;
          const moved = [...before.values()].filter(
            (d) => d.teacherId !== teacherId && at.get(d.teacherId) !== d.postGroupId,
          ).length;
          const worth = [
            moved,
            ...tiers.map((t) => (t.id === 'soft-rules' ? t.value : 0 - t.value)),
          ];
          if (best === null || firstLess(worth, best)) best = worth;
        }
        if (best === null) {
          impossible++;
          expect(answer.kind).toBe('impossible');
          return;
        }
        reopened++;
        if (answer.kind !== 'reopened') throw new Error('not reopened');
        moves.add(answer.leastMoved);
        expect(answer.moved.length).toBe(answer.leastMoved);
        expect([
          answer.leastMoved,
          ...answer.solve.tiers.map((t) => (t.id === 'soft-rules' ? t.value : 0 - t.value)),
        ]).toEqual(best);
      }),
      { seed: 20260721, numRuns: 10 },
    );
    expect(reopened).toBeGreaterThan(4);
    expect(impossible).toBeGreaterThan(0);
    expect(moves.size).toBeGreaterThan(1);
  });
});

function firstLess(a: readonly number[], b: readonly number[]): boolean {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k !== -1 && (a[k] as number) < (b[k] as number);
}
