/** 聘约关口: the summer ends when everybody who was hired has signed for the post, after the list was public (F05, F06, D06). */
import type { Day, JournalEntry } from '../../domain/journal.ts';
import type { Decision, StageRecord } from '../../domain/summer.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { lastKnownDay, type StandbyRecord, standbyRecords } from '../standby/record.ts';
import { employers } from './contract.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { type EntryOf, entriesOf, lastPublicity, refusedOffers } from './journal-facts.ts';
import { shiftDay } from './working-days.ts';

/** Staff numbers named in one finding. */
const NAMED = 5;

/** Somebody who has to sign, and with whom. */
interface Signer {
  readonly teacherId: string;
  readonly postGroupId: string;
  readonly schoolId: string;
  readonly employerId: string;
  /** First day on which a contract counts, and why; null = any day. */
  readonly first: { readonly day: Day; readonly why: Bilingual } | null;
}

/** Everybody with a post; who refused it on record has nothing to sign, who came to one from standby has. */
function signers(facts: GateFacts): Signer[] {
  const { county, journal, done } = facts;
  const schoolOf = new Map(county.postGroups.map(({ id, schoolId }) => [id, schoolId]));
  const employer = employers(county);
  const refused = refusedOffers(journal);
  const homes = new Map(county.teachers.map(({ id, schoolId }) => [id, schoolId]));
  const signer = (
    { teacherId, postGroupId }: Pick<Signer, 'teacherId' | 'postGroupId'>,
    first: Signer['first'],
  ): Signer[] => {
    // A direct hire may be at a post that the post table lacks.
    const schoolId = schoolOf.get(postGroupId) ?? homes.get(teacherId);
    if (schoolId === undefined) return [];
    const employerId = employer.get(schoolId) ?? schoolId;
    return [{ teacherId, postGroupId, schoolId, employerId, first }];
  };
  const decided = (record: StageRecord, { teacherId, postGroupId }: Decision): Signer[] =>
    postGroupId === null || refused.get(teacherId)?.includes(postGroupId)
      ? []
      : signer({ teacherId, postGroupId }, afterList(record, journal));
  return [
    ...done.flatMap((record) => record.decisions.flatMap((each) => decided(record, each))),
    ...standbyRecords(done, { ...facts, asOf: lastKnownDay(facts) }).flatMap(
      ({ teacherId, state, heldPostId }) =>
        state !== 'on-post' || heldPostId === null
          ? []
          : signer(
              { teacherId, postGroupId: heldPostId },
              sincePost({ teacherId, heldPostId }, journal),
            ),
    ),
  ];
}

function afterList({ stage }: StageRecord, journal: readonly JournalEntry[]): Signer['first'] {
  const until = stage === 'standby' ? null : (lastPublicity(journal, stage)?.until ?? null);
  if (until === null) return null;
  return {
    day: shiftDay(until, 1),
    why: { zh: `名单公示到 ${until} 才结束`, en: `the list was public until ${until}` },
  };
}

/** B01: on the post since both the acceptance and the training passed are on record. */
function sincePost(
  { teacherId, heldPostId }: Pick<StandbyRecord, 'teacherId' | 'heldPostId'>,
  journal: readonly JournalEntry[],
): Signer['first'] {
  const accepted = entriesOf(journal, 'acceptance').findLast(
    (entry) => entry.teacherId === teacherId && entry.postGroupId === heldPostId,
  );
  const passed = entriesOf(journal, 'training').findLast(
    (entry) => entry.teacherId === teacherId && entry.event === 'passed',
  );
  const day = [accepted?.on ?? '', passed?.on ?? ''].sort().at(-1) as Day;
  return {
    day,
    why: { zh: `此人待岗后 ${day} 起才上岗`, en: `the person is on the post since ${day} only` },
  };
}

function contractFindings(facts: GateFacts): GateFinding[] {
  const personal = entriesOf(facts.journal, 'contract');
  const schools = entriesOf(facts.journal, 'school-contracts');
  const unsigned = new Map<string, Signer[]>();
  const wrong: GateFinding[] = [];
  const own = new Map<string, EntryOf<'contract'>>();
  for (const entry of personal) own.set(entry.teacherId, entry);
  const all = signers(facts);
  for (const signer of all) {
    const entry = own.get(signer.teacherId);
    if (entry !== undefined) {
      wrong.push(...entryFindings(entry, signer));
      continue;
    }
    const isSigned = schools.some(
      ({ schoolId, on }) =>
        (schoolId === signer.schoolId || schoolId === signer.employerId) && isAfter(on, signer),
    );
    if (isSigned) continue;
    unsigned.set(signer.employerId, [...(unsigned.get(signer.employerId) ?? []), signer]);
  }
  return [
    ...wrong,
    ...[...unsigned].map(([id, people]) => unsignedFinding(id, people)),
    ...strangers(facts, all, [...own.values()]),
  ];
}

const isAfter = (on: Day, { first }: Signer): boolean => first === null || on >= first.day;

/** Contracts of people without a post. Who takes no hiring place (Q23) is hired all the same. */
function strangers(
  { done }: GateFacts,
  all: readonly Signer[],
  contracts: readonly EntryOf<'contract'>[],
): GateFinding[] {
  const placeless = done
    .flatMap(({ decisions }) => decisions)
    .filter(({ kind, postGroupId }) => kind !== 'standby' && postGroupId === null);
  const hired = new Set([...all, ...placeless].map(({ teacherId }) => teacherId));
  return contracts
    .filter(({ teacherId }) => !hired.has(teacherId))
    .map(({ id, on, teacherId }) =>
      finding(
        'contract-without-post',
        {
          text: {
            zh: `台账 ${id}：职工号 ${teacherId} ${on} 签订聘约，但此人没有聘用岗位（不在名单上、待岗、已拒绝岗位，或培训尚未合格）。`,
            en: `Entry ${id}: ${teacherId} signed on ${on}, but has no post (not listed, on standby, refused it, or has not passed the training).`,
          },
          action: {
            zh: '请核对职工号；待岗后上岗的，先记「提供岗位」「接受岗位」「培训合格」；误记或已作废的聘约，请从台账删去。',
            en: 'Check the staff number; for a post taken up from standby enter offer, acceptance and training passed; strike a contract that is void.',
          },
        },
        { teacherId, from: on },
      ),
    );
}

function entryFindings({ id, on, ...entry }: EntryOf<'contract'>, signer: Signer): GateFinding[] {
  const { teacherId, postGroupId, first } = signer;
  const where = { teacherId, from: on };
  const action = {
    zh: '请按名单重签后另记一条，或更正台账。',
    en: 'Sign anew by the list and enter it, or correct the journal.',
  };
  if (entry.postGroupId !== null && entry.postGroupId !== postGroupId) {
    const text = {
      zh: `台账 ${id}：职工号 ${teacherId} ${on} 所签聘约的岗位 ${entry.postGroupId} 不是名单上的 ${postGroupId}。`,
      en: `Entry ${id}: the contract of ${teacherId} of ${on} is for ${entry.postGroupId}, the list says ${postGroupId}.`,
    };
    return [finding('contract-other-post', { text, action }, where)];
  }
  if (first === null || isAfter(on, signer)) return [];
  const text = {
    zh: `台账 ${id}：职工号 ${teacherId} 的聘约 ${on} 签订，而${first.why.zh}。`,
    en: `Entry ${id}: ${teacherId} signed on ${on}, but ${first.why.en}.`,
  };
  return [finding('too-early', { text, action }, where)];
}

function unsignedFinding(schoolId: string, people: readonly Signer[]): GateFinding {
  const named = people.slice(0, NAMED).map(({ teacherId }) => teacherId);
  const more = people.length > NAMED ? { zh: '等', en: ' …' } : { zh: '', en: '' };
  return finding(
    'contract-missing',
    {
      text: {
        zh: `学校 ${schoolId}（用人单位）尚有 ${people.length} 人未签聘约：职工号 ${named.join('、')}${more.zh}。`,
        en: `${people.length} people have not signed with school ${schoolId}: ${named.join(', ')}${more.en}.`,
      },
      action: {
        zh: '公示期满后签订聘约，并记入台账：「签订聘约」逐人记，或全校签齐后记「全校签订聘约」。',
        en: 'Sign after the publicity and enter it: 签订聘约 for a person, or 全校签订聘约 when all of the school have.',
      },
    },
    { schoolId },
  );
}

export const CONTRACTS_SIGNED: Gate = {
  name: 'contracts-signed',
  rules: ['D06', 'F05', 'F06'],
  sentence: {
    zh: '聘用人员在名单公示期满后签订聘约。',
    en: 'Everybody hired has signed the contract of the post after the list was public.',
  },
  before: 'close',
  stops: 'stage',
  missing: contractFindings,
};
