/** The competitions and what came with them: who waits, which tests ask, what a place is worth (E01, E02, I05, S06). */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Claim, deriveProgram, verify } from '../../src/verification/index.ts';
import { competitionCounty, competitionPolicy } from '../support/random-competition.ts';
import { mover, type TinyCounty, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { allocation, check, policyOf, ruleCheck, statusOf, tier } from './allocation.ts';

const IN_SCHOOL = { round: 'in-school' };
const IN_DISTRICT = { round: 'in-district' };

/** One person of `s` and one post there and at `n`, a school of the same district. */
const pair = (teacher: Partial<TinyTeacher> = {}): TinyCounty => ({
  schools: [
    { id: 's', districtId: 'D' },
    { id: 'n', districtId: 'D' },
  ],
  groups: [{ schoolId: 's' }, { schoolId: 'n' }],
  teachers: [mover({ id: 't1', schoolId: 's', ...teacher })],
});
const hired = (teacher: Partial<TinyTeacher>, policy: Record<string, unknown> = {}) =>
  check(tinyCounty(pair(teacher)), { t1: 's/P/T/语文' }, { policy: { ...IN_SCHOOL, ...policy } });

describe('who waits', () => {
  const county = (waiting: Partial<TinyTeacher>) =>
    tinyCounty({
      schools: [{ id: 's', quota: 2, titleCaps: { H: 1, M: 0, E: 9 } }],
      groups: [{ schoolId: 's', openings: 2 }],
      teachers: [
        mover({ id: 't1', schoolId: 's' }),
        { id: 'w1', schoolId: 's', hiring: 'waiting', ...waiting },
        { id: 'w2', schoolId: 's', hiring: 'waiting', ...waiting },
      ],
    });
  it('holds no place, is no mover, and stands in the title totals', () => {
    const both = { t1: 's/P/T/语文' };
    expect(check(county({}), both, { policy: IN_SCHOOL }).findings).toEqual([]);
    const { findings } = check(county({}), { ...both, w1: 's/P/T/语文' }, { policy: IN_SCHOOL });
    expect(findings.join()).toContain('w1 is placed but is no mover of this round');
    const caps = (title: 'H' | 'E') => deriveProgram(county({ title }), policyOf(IN_SCHOOL));
    expect(caps('E')['cap:title-total']?.sum).toBe(2);
    expect(caps('H')['cap:title-total']).toBeUndefined();
    expect(caps('H')['cap:school-quota']?.sum).toBe(2);
  });
  it('the floor is told when nobody waits any more', () => {
    const names = check(county({}), {}, { policy: IN_SCHOOL }).ruleChecks.map(({ name }) => name);
    expect(names).not.toContain('in-school-floor');
  });
});

describe('what the rounds do not ask', () => {
  it('in-school: papers, exams, zones', () => {
    const bare = { documentsComplete: false };
    expect(hired(bare).findings).toEqual([]);
    const elsewhere = check(tinyCounty(pair(bare)), { t1: 'n/P/T/语文' }, { policy: IN_DISTRICT });
    expect(statusOf(elsewhere, 'S03', 'in-the-round')).toBe('fail');
  });
  it('in-district: an exam of somebody who works in the county seat already (X11)', () => {
    const city = (round: string) => {
      const schools = ['s', 'n'].map((id) => ({
        id,
        districtId: round === 'placement' ? id : 'D',
      }));
      const county = tinyCounty({
        ...pair({ examPassed: false }),
        schools: schools.map((school) => ({ ...school, tier: 'B' as const })),
      });
      return statusOf(
        check(county, { t1: 'n/P/T/语文' }, { policy: { round } }),
        'X11',
        'entry-exam',
      );
    };
    expect([city('in-district'), city('placement')]).toEqual(['pass', 'fail']);
  });
  it('in-school: a new recruit never opts in (D14), others may (D07)', () => {
    const optedIn = (kind: 'new-recruit' | 'illness') =>
      hired({ optsIn: true, exemption: { kind, missing: [], from: null, to: null } });
    expect(statusOf(optedIn('new-recruit'), 'D14', 'in-the-round')).toBe('fail');
    expect(optedIn('illness').accepted).toBe(true);
  });
  it('in-school: the way from a home in another district (X20)', () => {
    const county = tinyCounty({
      schools: [
        { id: 's', districtId: 'D' },
        { id: 'f', districtId: 'F', position: { east: 60_000, north: 0 } },
      ],
      groups: [{ schoolId: 's' }],
      teachers: [mover({ id: 't1', schoolId: 's', homeDistrictId: 'F' })],
    });
    const policy = { ...IN_SCHOOL, distance: { maxKm: 40 } };
    expect(check(county, { t1: 's/P/T/语文' }, { policy }).findings).toEqual([]);
    expect(deriveProgram(county, policyOf(policy)).pairs?.count).toBe(1);
  });
  it('in-school: the joint quotas, for nobody arrives (I03)', () => {
    const county = tinyCounty({
      schools: [
        { id: 's', districtId: 'D', quota: 1 },
        { id: 'n', districtId: 'D', quota: 1 },
      ],
      groups: [{ schoolId: 's' }],
      teachers: [
        { id: 'n1', schoolId: 'n', leader: true },
        { id: 'n2', schoolId: 'n', leader: true },
        mover({ id: 't1', schoolId: 's' }),
      ],
    });
    const own = check(county, { t1: 's/P/T/语文' }, { policy: IN_SCHOOL });
    expect(own.findings).toEqual([]);
    expect(own.ruleChecks.map(({ name }) => name)).not.toContain('district-quota');
    const program = deriveProgram(county, policyOf(IN_SCHOOL));
    expect(program['cap:district-quota']?.sum).toBe(1);
    expect(deriveProgram(county, policyOf(IN_DISTRICT))['cap:district-quota']).toBeUndefined();
  });
  it('competitions: the listed order of directions, the key-school cap', () => {
    const names = check(tinyCounty(pair()), {}, { policy: IN_DISTRICT }).ruleChecks;
    expect(names.map(({ ruleId }) => ruleId)).not.toContain('X01');
    const key: TinyCounty = {
      ...pair(),
      schools: [
        { id: 's', districtId: 'D' },
        { id: 'n', districtId: 'D', keySchool: true },
      ],
    };
    const program = deriveProgram(tinyCounty(key), policyOf(IN_DISTRICT));
    expect(program['cap:key-school']).toBeUndefined();
    expect(deriveProgram(tinyCounty(key), policyOf())['cap:key-school']?.sum).toBe(10);
  });
  it('a ground holds while it lasts (D02, D09, D11)', () => {
    const leave = (from: string | null, to: string | null) =>
      hired({ exemption: { kind: 'maternity-leave', missing: [], from, to } }).accepted;
    expect(leave('2026-07', '2026-09')).toBe(false);
    expect(leave(null, null)).toBe(false);
    expect(leave('2026-10', null)).toBe(true);
    expect(leave(null, '2026-08')).toBe(true);
  });
  it('B08: a failed assessment or two failed years end teaching', () => {
    expect(hired({ assessments: ['fail', 'pass'], monitoringFails: 1 }).accepted).toBe(true);
    expect(statusOf(hired({ assessments: ['pass', 'fail'] }), 'B08', 'teachable')).toBe('fail');
    expect(statusOf(hired({ monitoringFails: 2 }), 'B08', 'teachable')).toBe('fail');
  });
});

describe('what a place is worth', () => {
  const merit = (teacher: Partial<TinyTeacher>, policy = {}) =>
    tier(hired(teacher, { merit: { scale: 'raw' }, ...policy }), 'merit');
  it('E01: the latest grade stands for a total that is not there', () => {
    expect(merit({})).toBe(50);
    expect(merit({ merit: 8150, assessments: ['excellent'] })).toBe(81);
    expect(merit({ assessments: ['excellent'] })).toBe(100);
    expect(merit({ assessments: ['excellent', 'pass'] })).toBe(70);
    expect(merit({ assessments: ['basic'] })).toBe(40);
  });
  it('E02: class teachers, backbone teachers, a full load', () => {
    expect(merit({ classTeacher: true, backbone: true, weeklyHours: 14 })).toBe(59);
    expect(merit({ weeklyHours: 13 })).toBe(50);
    const bonus = { merit: { scale: 'raw', classTeacherBonus: 10 } };
    expect(merit({ classTeacher: true }, bonus)).toBe(60);
  });
  it('I05, R05: the present subject before honours before a finished exchange', () => {
    const same = (teacher: Partial<TinyTeacher>) => tier(hired(teacher), 'same-conditions');
    expect(same({})).toBe(4);
    expect(same({ backbone: true, returnRight: true })).toBe(7);
    const standIn = { mainSubject: '数学', otherSubjects: ['语文'] } as const;
    expect(same({ ...standIn, otherSubjects: ['语文'], returnRight: true })).toBe(1);
  });
  it('S06: the wishes of a late form count for nothing', () => {
    const wishes = [{ schoolId: 's', postGroupId: null }];
    const worth = (formLate: boolean) => tier(hired({ wishes, formLate, stage: 'P' }), 'fit');
    expect(worth(false) - worth(true)).toBe(Math.floor((3 * 100 * 150) / 20));
  });
});

describe('S02', () => {
  const refusal: Claim = allocation({}, ['t1']);
  const left = (teacher: Partial<TinyTeacher>, policy = {}) =>
    ruleCheck(
      verify(tinyCounty(pair(teacher)), policyOf({ ...IN_DISTRICT, ...policy }), refusal),
      'S02',
      'must-take',
    );
  it('names who was left out', () => {
    expect(left({})).toMatchObject({ status: 'fail', measured: 1, offenders: ['t1'] });
  });
  it('only warns of a run that a limit stopped before the coverage was closed, and says why', () => {
    const stopped = (tiers: Claim['tiers']) =>
      verify(tinyCounty(pair()), policyOf(IN_DISTRICT), { ...refusal, stopped: true, tiers });
    const open = stopped([{ id: 'coverage', value: 0, bound: 1 }]);
    expect(ruleCheck(open, 'S02', 'must-take')).toMatchObject({ status: 'warn', measured: 1 });
    expect(ruleCheck(open, 'S02', 'must-take').text).toContain('限额');
    expect([open.accepted, stopped([]).accepted]).toEqual([true, true]);
    const closed = stopped([{ id: 'coverage', value: 0, bound: 0 }]);
    expect(ruleCheck(closed, 'S02', 'must-take').status).toBe('fail');
  });
  it('asks for nobody who may not be taken', () => {
    expect(left({ documentsComplete: false }).status).toBe('pass');
    expect(left({ mainSubject: '体育' }).status).toBe('pass');
    expect(left({ refusedPostGroupIds: ['n/P/T/语文'] }).status).toBe('pass');
  });
});

test.each(['in-school', 'in-district', 'placement'] as const)(
  '%s: a pair passes the pair tests exactly when the derived program has it',
  (round) => {
    fc.assert(
      fc.property(competitionCounty(round), competitionPolicy(round), (random, raw) => {
        const rules = policyOf(raw);
        const movers = random.teachers.filter(({ hiring }) => hiring === 'unplaced');
        let admissible = 0;
        for (const { id } of movers) {
          for (const group of random.postGroups) {
            const { findings, ruleChecks } = verify(random, rules, allocation({ [id]: group.id }));
            const barred = ruleChecks.some(
              ({ status, name, offenders }) =>
                status === 'fail' &&
                name !== 'couple' &&
                name !== 'must-take' &&
                offenders.includes(id),
            );
            const outsider = findings.some((each) =>
              each.includes(`${id} is placed but is no mover`),
            );
            if (!barred && !outsider) admissible++;
          }
        }
        expect(deriveProgram(random, rules).pairs?.count ?? 0).toBe(admissible);
      }),
      { seed: 11, numRuns: 60 },
    );
  },
);
