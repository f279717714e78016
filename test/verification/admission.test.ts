/** Every admissibility test kept and broken: the rule check, the finding and the re-derived pairs must agree. */
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { type OneMove, oneMove } from '../rulebook/cases/scenes.ts';
import { mover, type TinySchool, type TinyTeacher, tinyCounty } from '../support/tiny-county.ts';
import { check, ruleCheck, statusOf } from './allocation.ts';

function verdict(move: OneMove) {
  const { county, places, policy = {} } = oneMove(move);
  return check(tinyCounty(county), places, { policy });
}

const kept = (c: OneMove, rule: string, name: string) => {
  const v = verdict(c);
  expect(statusOf(v, rule, name)).toBe('pass');
  expect(v.findings).toEqual([]);
  expect(v.program.pairs?.count).toBe(1);
};
const broken = (c: OneMove, rule: string, name: string) => {
  const v = verdict(c);
  expect(statusOf(v, rule, name)).toBe('fail');
  expect(ruleCheck(v, rule, name).offenders).toEqual(['t1']);
  expect(v.accepted).toBe(false);
  expect(v.findings.join()).toContain(`(${name})`);
  expect(v.findings.join()).toContain('t1');
  expect(v.program.pairs).toBeUndefined();
};

const bureau = { tier: 'B' } as const;
const junior: Partial<TinyTeacher> = { stage: 'J', certificates: [{ stage: 'J', subject: null }] };

describe('flow-direction', () => {
  it('keeps the listed order', () => {
    kept({}, 'X01', 'flow-direction');
    kept({ home: bureau, to: { tier: 'U' } }, 'X01', 'flow-direction');
    kept({ home: { tier: 'R' } }, 'X01', 'flow-direction');
  });
  it('warns about the bureau → rural fallback and bars it when strict', () => {
    const v = verdict({ home: bureau });
    expect(v.accepted).toBe(true);
    expect(ruleCheck(v, 'X01', 'flow-direction')).toMatchObject({ status: 'warn', measured: 1 });
    broken({ home: bureau, policy: { flow: { skip: 'strict' } } }, 'X01', 'flow-direction');
  });
  it('bars moves inside a tier that are not listed', () => {
    broken({ to: { tier: 'U' } }, 'X01', 'flow-direction');
    kept({ to: { tier: 'U' }, policy: { flow: { arcs: ['UU'] } } }, 'X01', 'flow-direction');
  });
  it('bars reverse flow without a return right', () => {
    const up = { home: { tier: 'R' }, to: { tier: 'U' } } as const;
    broken({ ...up, teacher: { examPassed: true } }, 'X02', 'flow-direction');
    kept({ ...up, teacher: { returnRight: true } }, 'X02', 'flow-direction');
    broken(
      { ...up, teacher: { returnRight: true }, policy: { returnRight: false } },
      'D10',
      'flow-direction',
    );
  });
  it('counts the returns', () => {
    const v = verdict({ home: { tier: 'R' }, to: { tier: 'B' }, teacher: { returnRight: true } });
    expect(ruleCheck(v, 'D10', 'flow-direction')).toMatchObject({ status: 'pass', measured: 1 });
  });
});

it('other-district', () => {
  kept({}, 'S01', 'other-district');
  broken({ home: { districtId: 'D' }, to: { districtId: 'D' } }, 'S01', 'other-district');
});

describe('certificate', () => {
  it('covers its level and those below', () => {
    kept(
      { to: { stage: 'J' }, teacher: { certificates: [{ stage: 'H', subject: null }] } },
      'L02',
      'certificate',
    );
    broken({ to: { stage: 'J' } }, 'E04', 'certificate');
    broken({ teacher: { certificates: [] } }, 'L02', 'certificate');
    kept({ home: { stage: 'J' }, teacher: junior }, 'L02', 'certificate');
  });
  it('follows the policy on changes of stage', () => {
    const up: OneMove = {
      to: { stage: 'J' },
      teacher: { certificates: [{ stage: 'J', subject: null }] },
    };
    kept({ ...up }, 'X16', 'certificate');
    broken({ ...up, policy: { stage: { up: 'never' } } }, 'X16', 'certificate');
    const down = { home: { stage: 'J' }, teacher: junior } as const;
    broken({ ...down, policy: { stage: { down: 'never' } } }, 'X16', 'certificate');
    kept({ ...down, policy: { stage: { down: 'junior-to-primary' } } }, 'X16', 'certificate');
    const senior = { home: { stage: 'H' }, to: { stage: 'J' } } as const;
    kept({ ...senior }, 'X16', 'certificate');
    broken({ ...senior, policy: { stage: { down: 'junior-to-primary' } } }, 'X16', 'certificate');
  });
  it('asks kindergartens for their own certificate', () => {
    broken({ to: { stage: 'K' } }, 'L02', 'certificate');
    const teacher = { examPassed: true };
    const lax = { kindergartenNeedsOwnCert: false };
    kept({ to: { stage: 'K' }, teacher, policy: lax }, 'L02', 'certificate');
    const own = { examPassed: true, certificates: [{ stage: 'K' as const, subject: null }] };
    kept({ to: { stage: 'K' }, teacher: own }, 'L02', 'certificate');
  });
  it('is not asked outside teaching', () => {
    const support: OneMove = {
      group: { category: 'A' },
      teacher: { category: 'A', certificates: [] },
    };
    kept({ ...support, to: { quota: 20 } }, 'L02', 'certificate');
  });
});

it('subject-match', () => {
  kept({ group: { subject: '数学' } }, 'X06', 'subject-match');
  broken({ group: { subject: '体育' } }, 'X06', 'subject-match');
});

describe('open-post', () => {
  const colleague = { id: 'n1', schoolId: 'new', mainSubject: '数学' } as const;
  it('needs an opening and headroom', () => {
    kept({ to: { quota: 1 } }, 'X05', 'open-post');
    broken({ group: { openings: 0 } }, 'X05', 'open-post');
    broken({ to: { quota: 1 }, others: [colleague] }, 'Q16', 'open-post');
  });
  it('lets the pool lend to a full school but not to one above its quota', () => {
    const lender = { id: 'home', tier: 'U' as const, quota: 5 };
    const pool = { pool: { size: 1 } };
    kept({ home: lender, to: { quota: 1 }, others: [colleague], policy: pool }, 'X05', 'open-post');
    broken(
      { home: lender, to: { quota: 0 }, others: [colleague], policy: pool },
      'X05',
      'open-post',
    );
    const nursery = { stage: 'K' as const, quota: 0 };
    const own = { certificates: [{ stage: 'K' as const, subject: null }] };
    broken({ home: lender, to: nursery, teacher: own, policy: pool }, 'X05', 'open-post');
  });
});

describe('in-the-round', () => {
  it.each([
    ['D02', 'pregnant-nursing'],
    ['D03', 'illness'],
    ['D04', 'seconded'],
    ['D09', 'maternity-leave'],
    ['D11', 'sick-leave'],
    ['D12', 'incapacity'],
    ['D13', 'seconded'],
    ['D14', 'new-recruit'],
  ] as const)('%s: %s', (rule, kind) => {
    broken(
      { teacher: { exemption: { kind, missing: [], from: null, to: null } } },
      rule,
      'in-the-round',
    );
    kept(
      { teacher: { exemption: { kind, missing: ['consent'], from: null, to: null } } },
      rule,
      'in-the-round',
    );
  });
  it('D01: near retirement', () => {
    const asked = {
      exemption: { kind: 'near-retirement', missing: [], from: null, to: null },
    } as const;
    broken({ teacher: { ...asked, birth: '1970-01' } }, 'D01', 'in-the-round');
    kept({ teacher: { ...asked, birth: '1980-01' } }, 'D01', 'in-the-round');
  });
  it('S03: papers', () => {
    broken({ teacher: { documentsComplete: false } }, 'S03', 'in-the-round');
    kept({}, 'S03', 'in-the-round');
  });
});

it('service-term', () => {
  broken({ teacher: { boundUntil: '2026-09' } }, 'R06', 'service-term');
  kept({ teacher: { boundUntil: '2026-08' } }, 'R06', 'service-term');
});

it('kinship', () => {
  const manager = { group: { category: 'M' }, to: { quota: 20 } } as const;
  const teacher = { category: 'M', kinSchoolIds: ['new'] } as const;
  broken({ ...manager, teacher: { ...teacher, kinSchoolIds: ['new'] } }, 'L09', 'kinship');
  kept({ ...manager, teacher: { ...teacher, kinSchoolIds: ['home'] } }, 'L09', 'kinship');
  kept({ teacher: { kinSchoolIds: ['new'] } }, 'L09', 'kinship');
});

it('entry-exam', () => {
  // Upward arcs are no policy of a placement round: only returns go up, and they need no exam.
  const up = { home: { tier: 'R' }, to: { tier: 'B' } } as const;
  broken(up, 'X10', 'entry-exam');
  broken(up, 'X11', 'entry-exam');
  kept({ ...up, teacher: { returnRight: true } }, 'X10', 'entry-exam');
  const exam = verdict({ ...up, teacher: { examPassed: true } });
  expect(statusOf(exam, 'X10', 'entry-exam')).toBe('pass');
});

it('teachable', () => {
  broken({ teacher: { teachable: false } }, 'B08', 'teachable');
  const support = { group: { category: 'A' }, to: { quota: 20 } } as const;
  kept({ ...support, teacher: { teachable: false, category: 'A' } }, 'B08', 'teachable');
});

it('distance-limit', () => {
  const far = { to: { position: { east: 10_000, north: 0 } } };
  kept({ ...far, policy: { distance: { maxKm: 13 } } }, 'X20', 'distance-limit');
  broken({ ...far, policy: { distance: { maxKm: 12 } } }, 'X20', 'distance-limit');
  kept({ to: { position: null }, policy: { distance: { maxKm: 1 } } }, 'X20', 'distance-limit');
});

describe('zones', () => {
  const policy = { zones: true };
  const zone = (from: TinySchool['zone'], to: TinySchool['zone']): OneMove => ({
    policy,
    home: { zone: from! },
    to: { zone: to! },
  });
  it('plain schools take from plain schools only', () => {
    broken(zone('mountain', 'plain'), 'X12', 'zones');
    kept(zone('plain', 'plain'), 'X12', 'zones');
    kept(zone('mountain', 'mountain'), 'X13', 'zones');
  });
  it('people of a key school go to the mountains', () => {
    const key = { keySchool: true } as const;
    broken({ ...zone('plain', 'plain'), home: { zone: 'plain', ...key } }, 'X15', 'zones');
    kept({ ...zone('plain', 'mountain'), home: { zone: 'plain', ...key } }, 'X15', 'zones');
  });
  it('are not asked when the policy is off', () => {
    const v = verdict({ ...zone('mountain', 'plain'), policy: {} });
    expect(v.accepted).toBe(true);
    expect(v.ruleChecks.some(({ name }) => name === 'zones')).toBe(false);
  });
});

it('refused-post', () => {
  broken({ teacher: { refusedPostGroupIds: ['new/P/T/语文'] } }, 'X04', 'refused-post');
  kept({ teacher: { refusedPostGroupIds: ['new/P/T/数学'] } }, 'X04', 'refused-post');
});

describe('locks', () => {
  const lock = (
    kind: 'forced' | 'banned',
    postGroupId: string,
  ): Partial<Policy> & Record<string, unknown> => ({
    locks: { [kind]: [{ teacherId: 't1', postGroupId }] } as never,
  });
  it('banned pairs stay unused', () => {
    broken({ policy: lock('banned', 'new/P/T/语文') }, 'F04', 'locks');
    kept({ policy: lock('banned', 'new/P/T/数学') }, 'F04', 'locks');
  });
  it('forced pairs are used', () => {
    kept({ policy: lock('forced', 'new/P/T/语文') }, 'F04', 'locks');
    broken({ policy: lock('forced', 'new/P/T/数学') }, 'F04', 'locks');
  });
  it('a forced person on standby is a finding', () => {
    const county = tinyCounty({
      schools: [{ id: 'home' }, { id: 'new', tier: 'R' }],
      groups: [{ schoolId: 'new' }],
      teachers: [mover({ id: 't1', schoolId: 'home' })],
    });
    const v = check(county, {}, { standby: ['t1'], policy: lock('forced', 'new/P/T/语文') });
    expect(ruleCheck(v, 'F04', 'locks')).toMatchObject({ status: 'fail', offenders: ['t1'] });
    expect(v.accepted).toBe(false);
  });
});
