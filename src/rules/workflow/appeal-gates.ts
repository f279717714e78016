/** 申诉关口: an objection that was upheld has its decision opened again before the summer goes on (F04). */
import type { SummerStage } from '../../domain/summer.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { type EntryOf, lastRulings } from './journal-facts.ts';
import { LIST_NAME } from './step-order.ts';

type Appealed = 'in-district' | 'cross-district';
type Objection = EntryOf<'objection'>;

/** Where the last ruling about a person's decision of a stage was for the objection. */
function upheld({ journal }: GateFacts, stage: Appealed): Objection[] {
  return lastRulings(journal).filter((entry) => entry.stage === stage && entry.upheld === true);
}

/** Upheld objections without the appeal that the state records as `appeal/<staff number>` among the solves of the stage. */
function unanswered(facts: GateFacts, stage: Appealed): GateFinding[] {
  const record = facts.done.find((each) => each.stage === stage);
  const opened = new Set(record?.solves.map(({ name }) => name));
  const isLatest =
    facts.done.every((each) => each.stage !== 'cross-district') || stage !== 'in-district';
  const isCascade = stage === 'cross-district' && facts.policy.flow.mode === 'cascade';
  const advice = isCascade ? 'rerun' : isLatest ? 'open' : 'back';
  return upheld(facts, stage)
    .filter(({ id, teacherId }) =>
      isCascade ? !record?.read.includes(id) : !opened.has(`appeal/${teacherId}`),
    )
    .map((entry) => appealFinding(entry, stage, advice));
}

function appealFinding(
  { id, teacherId, on }: Objection,
  stage: Appealed,
  advice: 'open' | 'back' | 'rerun',
) {
  const list = LIST_NAME[stage];
  const back = {
    zh: '跨学区调配已经进行，学区竞聘的决定须用该环节之后的状态文件重开，再依次运行以后各环节。',
    en: 'The cross-district round is done: take the state file of the stage before, open the decision, and run on.',
  };
  const open = {
    zh: `请运行 appeal --teacher ${teacherId} --apply 重开此决定；无岗可调的，由仲裁小组改裁，另记一条。`,
    en: `Run appeal --teacher ${teacherId} --apply; where no other post can be had, a later ruling is entered.`,
  };
  const rerun = {
    zh: '跨学区调配按流向逐轮进行，不能只重开一个决定：请用 --only cross-district 重做该环节；裁定改变数据的，更正县工作簿后换 --out 从头运行。',
    en: 'A cascade cannot be opened for one person: run --only cross-district again; where the ruling changes data, correct the county file and run from the start into another --out.',
  };
  return finding(
    'appeal-missing',
    {
      text: {
        zh: `${on} 对${list.zh}中职工号 ${teacherId} 的异议（台账 ${id}）裁定成立，但此决定尚未重开。`,
        en: `The objection of ${on} about ${teacherId} in ${list.en} (entry ${id}) was upheld, but the decision was not opened again.`,
      },
      action: { open, back, rerun }[advice],
    },
    { teacherId, from: on },
  );
}

const gate = (name: string, before: SummerStage | 'close', stages: readonly Appealed[]): Gate => ({
  name,
  rules: ['F04'],
  sentence: {
    zh: '裁定成立的异议，其决定已用申诉重开。',
    en: 'A decision against which an objection was upheld has been opened again.',
  },
  before,
  stops: 'stage',
  missing: (facts) => stages.flatMap((stage) => unanswered(facts, stage)),
});

export const APPEAL_GATES = {
  inDistrict: gate('in-district-appeals', 'cross-district', ['in-district']),
  crossDistrict: gate('cross-district-appeals', 'standby', ['in-district', 'cross-district']),
  /** An objection may come after the standby list. */
  late: gate('late-appeals', 'close', ['in-district', 'cross-district']),
} as const;
