/** 聘任决定通知书: one page for each person of the round. The person's own paper: no score, nobody else's name. */
import { placeWords } from '../domain/place-words.ts';
import { MONTHS_PER_YEAR } from '../rules/arithmetic.ts';
import { contractMonths } from '../rules/workflow/index.ts';
import { type PersonDecision, personDecisions } from './decisions.ts';
import {
  type Block,
  grid,
  heading,
  officialPaper,
  paragraph,
  signature,
  title,
} from './docx-frame.ts';
import { probation } from './personnel-changes.ts';
import type { ReportContext } from './sources.ts';
import { KIND_NAME } from './summer-words.ts';
import { dateZh } from './words.ts';

export async function notices(context: ReportContext): Promise<Uint8Array> {
  const people = personDecisions(context);
  const blocks = people.flatMap((person, at) => notice(context, person, at));
  return officialPaper(blocks.length > 0 ? blocks : [paragraph('本轮没有需要通知的人员。')]);
}

function notice(context: ReportContext, decision: PersonDecision, at: number): Block[] {
  const { county, policy, proposal, teacher, school } = context;
  const person = teacher(decision.teacherId);
  const year = policy.referenceMonth.slice(0, 4);
  const round = ROUND_ZH[proposal.round];
  return [
    title('聘任决定通知书', { newPage: at > 0 }),
    paragraph(`编号：${year}-${String(at + 1).padStart(4, '0')}`, FLUSH),
    paragraph(
      `${person.name} 同志（职工号 ${person.id}，${school(person.schoolId).name}）：`,
      FLUSH,
    ),
    paragraph(`经${county.name}${round}，现将有关你的安排决定通知如下。`, COMPACT),
    heading('一、决定', COMPACT),
    paragraph(`${decision.outcome}。${termsOf(context, decision)}`, COMPACT),
    heading('二、理由', COMPACT),
    paragraph(`${decision.why.join('；')}。`, COMPACT),
    ...wishBlocks(context, decision),
    heading(decision.reasons?.wishes.length ? '四、异议与申诉' : '三、异议与申诉', COMPACT),
    paragraph(appealWords(context), COMPACT),
    ...signature([`${county.name}教育局（盖章）`, signedOn(context)], COMPACT),
  ];
}

/** A notice keeps to one page. */
const COMPACT = { compact: true };
const FLUSH = { compact: true, indent: false };

const ROUND_ZH = {
  placement: '教师跨学区统筹调配',
  rotation: '教师交流轮岗',
  'in-school': '教师校内竞聘',
  'in-district': '教师学区竞聘',
} as const;

/** Term, personnel relation and what the post asks; of somebody without one what follows. */
function termsOf(context: ReportContext, { placement, teacherId }: PersonDecision): string {
  const { policy, teacher, school } = context;
  if (placement === null)
    return '你可参加待岗培训，并可在下一次竞聘中申请岗位；非因拒绝安排而待岗的，不停发工资待遇。';
  const { kind, schoolId, needsTraining } = placement;
  const isRotation = kind === 'rotation';
  const months = isRotation ? MONTHS_PER_YEAR * policy.rotation.termYears : contractMonths(policy);
  const isMove = schoolId !== teacher(teacherId).schoolId;
  const relation = isRotation
    ? '交流期间人事关系保留在原单位。'
    : isMove
      ? `人事、工资关系同时转入${school(schoolId).name}。`
      : '';
  const trial = probation(teacher(teacherId));
  return [
    `聘任方式：${KIND_NAME[kind].zh}；期限 ${months} 个月，自${dateZh(policy.referenceMonth)}起。`,
    relation,
    needsTraining ? '上岗前须参加转岗培训并合格。' : '',
    trial === null ? '' : `${trial}。`,
  ].join('');
}

function wishBlocks({ county }: ReportContext, { reasons }: PersonDecision): Block[] {
  const wishes = reasons?.wishes ?? [];
  if (wishes.length === 0) return [];
  const words = placeWords(county);
  return [
    heading('三、志愿情况', COMPACT),
    grid(
      ['志愿', '岗位', '结果'],
      wishes.map(({ rank, schoolId, postGroupId, text }) => [
        rank,
        postGroupId === null ? words.school(schoolId) : words.post(postGroupId),
        text,
      ]),
      [10, 36, 54],
      COMPACT,
    ),
  ];
}

function appealWords({ publicity, phone }: ReportContext): string {
  const term =
    publicity === null
      ? '公示期内'
      : `公示期内（${dateZh(publicity.start)}至${dateZh(publicity.end)}）`;
  return `对本决定有异议的，可在${term}以书面形式向推进工作小组提出，或向人事争议仲裁小组申诉。监督电话：${phone ?? '________'}。`;
}

/** After the publicity; where it is not fixed, by hand. */
function signedOn({ publicity }: ReportContext): string {
  return publicity === null ? '    年  月  日' : dateZh(publicity.end);
}
