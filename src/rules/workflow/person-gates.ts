/** 个人材料关口: papers of an exemption, proof of not being hired, forms in time, objections, offers, training. */
import type { ExemptionPaper } from '../../domain/county.ts';
import type { ListedStage } from '../../domain/journal.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { isExempt } from '../direct-hire.ts';
import { isPlaceable } from '../movers.ts';
import { lastKnownDay, standbyRecords } from '../standby/record.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import {
  entriesOf,
  formsDue,
  isAnswer,
  lastPublicity,
  lateForms,
  openObjections,
} from './journal-facts.ts';
import { LIST_NAME } from './step-order.ts';

/** Papers that are there before the stage. */
type Paper = Exclude<ExemptionPaper, 'publicity'>;
const PAPER_NAME: Readonly<Record<Paper, Bilingual>> = {
  application: { zh: '本人申请', en: 'own application' },
  consent: { zh: '单位同意', en: 'consent of the unit' },
  evidence: { zh: '证明材料', en: 'evidence' },
};

export const EXEMPTION_PAPERS: Gate = {
  name: 'exemption-papers',
  rules: ['D05'],
  sentence: {
    zh: '直聘材料不齐的人员仍参加竞聘。',
    en: 'Who lacks a paper of the direct hire takes part in the competition.',
  },
  before: 'direct-hire',
  stops: 'person',
  missing: ({ county, policy }) =>
    county.teachers
      .filter((teacher) => isPlaceable(teacher, policy) && !teacher.leader)
      // Near retirement is a ground without papers where the policy says so.
      .filter((teacher) => !isExempt(teacher, { ...policy, round: 'placement' }))
      .flatMap(({ id, exemption }) => {
        // The publicity is what `direct-publicity` asks for.
        const missing = (exemption?.missing ?? []).filter((paper) => paper !== 'publicity');
        return missing.length === 0 ? [] : [paperFinding(id, missing)];
      }),
};

function paperFinding(teacherId: string, missing: readonly Paper[]): GateFinding {
  const names = missing.map((paper) => PAPER_NAME[paper]);
  return finding(
    'paper-missing',
    {
      text: {
        zh: `职工号 ${teacherId} 申请直聘，缺${names.map(({ zh }) => zh).join('、')}。`,
        en: `${teacherId} asks for a direct hire without ${names.map(({ en }) => en).join(', ')}.`,
      },
      action: {
        zh: '补齐后在花名册更正；否则按参加竞聘处理。',
        en: 'Complete the papers and correct the roster; otherwise the person competes.',
      },
    },
    { teacherId },
  );
}

/** People without a decision so far, whom the next stage has to arrange. */
function undecided({ county, policy, done }: GateFacts) {
  const decided = new Set(
    done.flatMap(({ decisions }) => decisions.map(({ teacherId }) => teacherId)),
  );
  return county.teachers.filter(
    (teacher) => isPlaceable(teacher, policy) && !teacher.leader && !decided.has(teacher.id),
  );
}

const isDone = ({ done }: GateFacts, name: GateFacts['done'][number]['stage']) =>
  done.some(({ stage }) => stage === name);

export const NOT_HIRED_PROOF: Gate = {
  name: 'not-hired-proof',
  rules: ['S03'],
  sentence: {
    zh: '跨校竞聘须有原学校出具的未聘任证明和工作业绩鉴定。',
    en: 'Applying elsewhere needs the old school’s proof of not being hired and its record of work.',
  },
  before: 'in-district',
  stops: 'person',
  missing: (facts) => {
    if (!isDone(facts, 'in-school')) return [];
    const proved = new Set(entriesOf(facts.journal, 'not-hired-proof').map((e) => e.teacherId));
    return undecided(facts)
      .filter(({ id, documentsComplete }) => !documentsComplete && !proved.has(id))
      .map(({ id, schoolId }) => proofFinding(id, schoolId));
  },
};

function proofFinding(teacherId: string, schoolId: string): GateFinding {
  return finding(
    'proof-missing',
    {
      text: {
        zh: `职工号 ${teacherId} 没有学校 ${schoolId} 的未聘任证明和工作业绩鉴定。`,
        en: `${teacherId} has no proof of not being hired and no record of work from school ${schoolId}.`,
      },
      action: {
        zh: '请学校出具后记入台账；否则此人不能参加学区竞聘和跨学区调配。',
        en: 'Have the school write both and enter it; without them the person cannot be placed elsewhere.',
      },
    },
    { teacherId, schoolId },
  );
}

export const FORMS_IN_TIME: Gate = {
  name: 'forms-in-time',
  rules: ['S06'],
  sentence: {
    zh: '意向表逾期提交的，志愿不予采用。',
    en: 'Wishes on a form that came too late are not read.',
  },
  before: 'cross-district',
  stops: 'person',
  missing: (facts) => {
    const open = new Set(undecided(facts).map(({ id }) => id));
    const due = formsDue(facts.journal, facts.calendar);
    return lateForms(facts.journal, facts.calendar)
      .filter(({ teacherId }) => open.has(teacherId))
      .map(({ teacherId, on }) =>
        finding(
          'form-late',
          {
            text: {
              zh: `职工号 ${teacherId} 的意向表 ${on} 提交，晚于截止日 ${due}。`,
              en: `The form of ${teacherId} came in on ${on}, after the last day ${due}.`,
            },
            action: {
              zh: '志愿不计；小学、初中教师安排至全县缺编的乡镇小学。',
              en: 'The wishes do not count; primary and junior teachers go to rural primary schools in need.',
            },
          },
          { teacherId, from: on, until: due },
        ),
      );
  },
};

const REOPEN: Bilingual = {
  zh: '关口会说明如何重开此决定',
  en: 'the gate says how the decision is opened again',
};
const IF_UPHELD: Readonly<Record<ListedStage, Bilingual>> = {
  'direct-hire': REOPEN,
  'in-school': REOPEN,
  'in-district': REOPEN,
  'cross-district': REOPEN,
  rotation: {
    zh: '更正轮岗名单并重新公示',
    en: 'correct the rotation list and make it public anew',
  },
};

export const NO_OPEN_OBJECTION: Gate = {
  name: 'no-open-objection',
  rules: ['F04'],
  sentence: {
    zh: '异议和申诉都已裁定。',
    en: 'Every objection and appeal has been decided.',
  },
  before: 'standby',
  stops: 'stage',
  missing: ({ journal }) =>
    openObjections(journal).map(({ id, teacherId, stage, on }) =>
      finding(
        'objection-open',
        {
          text: {
            zh: `${on} 对${LIST_NAME[stage].zh}中职工号 ${teacherId} 的异议（台账 ${id}）尚未裁定。`,
            en: `The objection of ${on} about ${teacherId} in ${LIST_NAME[stage].en} (entry ${id}) is still open.`,
          },
          action: {
            zh: `请由人事争议仲裁小组裁定，填写结果或另记一条；成立的，${IF_UPHELD[stage].zh}。`,
            en: `Let the arbitration group decide and enter it, there or as a later entry; if upheld, ${IF_UPHELD[stage].en}.`,
          },
        },
        { teacherId, from: on },
      ),
    ),
};

/** An objection may come after the standby list: the summer does not end before it is decided. */
export const LATE_OBJECTIONS: Gate = {
  ...NO_OPEN_OBJECTION,
  name: 'late-objections',
  before: 'close',
};

export const OFFERS_RECORDED: Gate = {
  name: 'offers-recorded',
  rules: ['X04'],
  sentence: {
    zh: '不服从安排以书面提供的岗位为准。',
    en: 'A refusal counts against an offer on record only.',
  },
  before: 'close',
  stops: 'stage',
  missing: ({ journal }) =>
    [...entriesOf(journal, 'refusal'), ...entriesOf(journal, 'acceptance')]
      .filter((answer) => !isAnswer(answer, journal))
      .map(({ id, kind, teacherId, postGroupId, on }) =>
        finding(
          'answer-without-offer',
          {
            text: {
              zh: `台账 ${id}：职工号 ${teacherId} ${on} ${kind === 'refusal' ? '拒绝' : '接受'}岗位 ${postGroupId}，但此前没有提供该岗位的记录。`,
              en: `Entry ${id}: ${teacherId} ${kind === 'refusal' ? 'refused' : 'accepted'} ${postGroupId} on ${on}, but no offer of it is on record before.`,
            },
            action: {
              zh: '请补记书面提供岗位的日期，或删去此条；没有提供记录的拒绝不产生后果。',
              en: 'Enter the written offer with its date or strike the entry; without it a refusal has no consequence.',
            },
          },
          { teacherId, from: on },
        ),
      ),
};

export const TRAINING_ARRANGED: Gate = {
  name: 'training-arranged',
  rules: ['B01'],
  sentence: {
    zh: '待岗人员全部纳入培训。',
    en: 'Everybody on standby is in training.',
  },
  before: 'close',
  stops: 'stage',
  missing: (facts) => {
    const answered = trainedSince(facts);
    return standbyRecords(facts.done, { ...facts, asOf: lastKnownDay(facts) })
      .filter(({ state, teacherId }) => state !== 'on-post' && !answered.has(teacherId))
      .map(({ teacherId }) =>
        finding(
          'training-not-begun',
          {
            text: {
              zh: `待岗人员职工号 ${teacherId} 没有参加培训的记录。`,
              en: `${teacherId} is on standby without a record of training.`,
            },
            action: {
              zh: '请安排到县教师进修学校培训，并记入台账；本人不愿培训的，记「拒绝培训」。',
              en: 'Arrange the training and enter it; enter “declined” if the person will not train.',
            },
          },
          { teacherId },
        ),
      );
  },
};

/** Who began, passed or declined the training since the last list of the summer was public. */
function trainedSince({ journal }: GateFacts): Set<string> {
  const since = lastPublicity(journal, 'cross-district')?.on ?? '';
  return new Set(
    entriesOf(journal, 'training')
      .filter(({ event, on }) => event !== 'applied' && on >= since)
      .map(({ teacherId }) => teacherId),
  );
}
