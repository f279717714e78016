/**
 * A small county whose reports have something of everything: moves between all tiers, a refusal, nobody's post, posts left
 * over, exempt people, wishes met and not met, a site short of music; solved for real, with its summer and itinerant plan.
 */
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { planItinerant } from '../../src/planning/itinerant/index.ts';
import type { ReportSources } from '../../src/reports/index.ts';
import { runSummer } from './summer.ts';
import { mover, type TinyTeacher, tinyCounty } from './tiny-county.ts';

/** What must never stand in anything public; names are allowed unless masked. */
export const SECRET = {
  staffNumber: 'EMP77',
  birth: '1971-03',
  merit: 8765,
} as const;

/** A staff number that a search finds: `EMP77-m1`. */
const id = (short: string) => `${SECRET.staffNumber}-${short}`;

const person = (short: string, schoolId: string, rest: Partial<TinyTeacher> = {}): TinyTeacher => ({
  ...{ id: id(short), schoolId, name: `王${short}`, birth: SECRET.birth, merit: SECRET.merit },
  ...rest,
});

/** @param names of the people by short id, where a test wants others than 王… */
function reportCounty(names: Readonly<Record<string, string>> = {}): County {
  const ill = { kind: 'illness' as const, missing: [], from: null, to: null };
  const nursing = { kind: 'pregnant-nursing' as const, missing: [], from: null, to: '2027-01' };
  const teachers = [
    mover(person('m1', 'b', { title: 'H', wishes: [{ schoolId: 'u', postGroupId: null }] })),
    mover(
      person('m2', 'b', { wishes: [{ schoolId: 'u', postGroupId: 'u/P/T/语文' }], merit: 100 }),
    ),
    mover(person('m3', 'u', { title: 'M', mainSubject: '体育' })),
    mover(person('m4', 'u', { refusedPostGroupIds: ['r/P/T/体育'], mainSubject: '体育' })),
    mover(person('m5', 'r', { mainSubject: '职业专业课' })),
    mover(person('m6', 'b', { exemption: ill })),
    person('e1', 'u', { exemption: nursing, hiring: 'direct' }),
    person('s1', 'u', { title: 'H' }),
    person('s2', 'r', { title: 'M' }),
    person('s3', 'r', { mainSubject: '音乐', backbone: true }),
  ];
  return tinyCounty({
    schools: [
      { id: 'b', name: '县实验小学', tier: 'B', quota: 4 },
      { id: 'u', name: '城南小学', tier: 'U', quota: 6, titleCaps: { H: 1, M: 1, E: 4 } },
      { id: 'r', name: '河口小学', tier: 'R', quota: 8, weak: true },
    ],
    groups: [
      { schoolId: 'b', posts: 3, openings: 0 },
      { schoolId: 'u', posts: 3, openings: 1 },
      { schoolId: 'r', posts: 2, openings: 1 },
      { schoolId: 'r', subject: '体育', posts: 2, openings: 2 },
      { schoolId: 'r', subject: '音乐', posts: 2, openings: 1 },
    ],
    teachers: teachers.map((teacher) => ({
      ...teacher,
      name: names[teacher.id.slice(id('').length)] ?? (teacher.name as string),
    })),
    sites: [{ id: 'site', name: '上河教学点', schoolId: 'r' }],
  });
}

export interface Scene {
  readonly policy?: Record<string, unknown>;
  readonly names?: Readonly<Record<string, string>>;
  /** With the state of the whole summer and the itinerant plan. */
  readonly year?: boolean;
}

/** The sources of every report that the county can fill. */
export async function reportScene({
  policy: raw = {},
  names,
  year,
}: Scene = {}): Promise<ReportSources> {
  const county = reportCounty(names);
  const policy: Policy = parsePolicy(raw);
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') throw new Error('the scene has no allocation');
  const bare = {
    ...{ county, policy, proposal: outcome.proposal },
    publicity: { start: '2026-08-20', end: '2026-08-27' },
    phone: '0530-1234567',
  };
  if (year !== true) return bare;
  const { state } = await runSummer(county, { policy: raw });
  const { plan } = await planItinerant(county, policy);
  return { ...bare, summer: state, itinerant: plan };
}
