/** People whom no round moves: leaders, recruits, agency and temporary staff, those outside the posts (C16, Q22, Q23). */
import type { Teacher } from '../../domain/county.ts';
import { sum } from '../arithmetic.ts';
import type { Move, Outcome } from '../outcome.ts';
import { isEstablished, isWaiting } from '../people.ts';
import { must, type Result } from './result.ts';

export function staffChecks(outcome: Outcome): Result[] {
  return [
    leaders(outcome),
    recruits(outcome),
    temporaryStaff(outcome),
    agencyStaff(outcome),
    ...(outcome.facts.rotation ? [] : [absentStaff(outcome)]),
  ];
}

const idsOf = (moves: readonly Move[]) => moves.map(({ person }) => person.id);

function leaders({ moves }: Outcome): Result {
  const moved = moves.filter(({ person }) => person.leader);
  return {
    name: 'fixed-staff',
    rules: ['I08'],
    status: must(moved.length === 0),
    measured: moved.length,
    limit: 0,
    text: `校级领导由主管部门选聘任命，被调配 ${moved.length} 人。`,
    offenders: idsOf(moved),
  };
}

function recruits({ facts, moves }: Outcome): Result {
  const moved = moves.filter(({ person }) => facts.exempt.get(person.id) === 'new-recruit');
  return {
    name: 'fixed-staff',
    rules: ['D14'],
    status: must(moved.length === 0),
    measured: moved.length,
    limit: 0,
    text: `本年新招聘人员按招聘公告聘用，被调配 ${moved.length} 人。`,
    offenders: idsOf(moved),
  };
}

/** Q17: a temporary teacher who is given a post is one more at the new school, not one fewer. */
function temporaryStaff({ facts, moves }: Outcome): Result {
  const before = sum(
    facts.county.schools.flatMap(({ parts }) => parts.map(({ temporary }) => temporary)),
  );
  const placed = moves.filter(({ person: { employment } }) => employment === 'temporary');
  return {
    name: 'temporary-staff',
    rules: ['Q17'],
    status: must(placed.length === 0),
    measured: before + placed.length,
    limit: before,
    text: `临聘教师原有 ${before} 人，只减不增；本轮安排到岗的临聘人员 ${placed.length} 人。`,
    offenders: idsOf(placed),
  };
}

function agencyStaff({ facts, moves }: Outcome): Result {
  const placed = moves.filter(({ person: { employment } }) => employment === 'agency');
  const outside = facts.policy.agencyOutside;
  return {
    name: 'agency-staff',
    rules: ['Q22'],
    status: must(!outside || placed.length === 0),
    measured: placed.length,
    limit: outside ? 0 : null,
    text: `人事代理人员${outside ? '不参加本轮' : '按政策可参加本轮'}，被安置 ${placed.length} 人。`,
    offenders: outside ? idsOf(placed) : [],
  };
}

/**
 * Q23: hiring places of long-sick and seconded people that arrivals took. The places are open by default; when the
 * policy counts these people, none may be taken.
 */
function absentStaff(outcome: Outcome): Result {
  const { facts } = outcome;
  const onRoll = facts.county.teachers.filter(
    (person) => isEstablished(person) && !isWaiting(person) && !isReleased(outcome, person),
  );
  const taken = [...facts.schools].map(([id, { quota }]) => {
    const here = onRoll.filter(({ schoolId }) => schoolId === id);
    const absent = here.filter((person) => !person.countsAgainstPosts).length;
    const arrivals = outcome.movesToSchool.get(id)?.length ?? 0;
    const beyond = Math.max(0, here.length + arrivals - quota);
    return { id, heads: Math.min(absent, arrivals, beyond) };
  });
  const heads = sum(taken.map((each) => each.heads));
  const free = facts.policy.absentOutsidePosts;
  return {
    name: 'absent-staff',
    rules: ['Q23'],
    status: must(free || heads === 0),
    measured: heads,
    limit: free ? null : 0,
    text: `病休、借调等人员${free ? '不占用' : '按政策占用'}学校聘任指标：其岗位名额被调入人员使用 ${heads} 个。`,
    offenders: free ? [] : taken.filter((each) => each.heads > 0).map(({ id }) => id),
  };
}

/** A mover has left the old school, unless an exemption keeps the post there (A14). */
function isReleased({ facts }: Outcome, person: Teacher): boolean {
  const keeps = facts.policy.exempt.keepsHomePost && facts.exempt.get(person.id) !== null;
  return facts.movers.has(person.id) && !keeps;
}
