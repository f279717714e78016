/** 申诉关口: an objection that was upheld has its decision opened again before the summer goes on (F04). */
import type { SummerStage } from '../../domain/summer.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import type { EntryOf } from './journal-facts.ts';
import { turnedRoundFindings, unopenedRulings } from './opened-rulings.ts';
import { openNow } from './ruling-gates.ts';
import { LIST_NAME } from './step-order.ts';

type Appealed = 'in-district' | 'cross-district';
type Objection = EntryOf<'objection'>;

/** Upheld objections without the appeal that the state records among the solves of the stage. */
function unanswered(facts: GateFacts, stage: Appealed): GateFinding[] {
  const isLatest =
    facts.done.every((each) => each.stage !== 'cross-district') || stage !== 'in-district';
  return unopenedRulings(facts, stage).map((entry) =>
    appealFinding(entry, stage, isLatest ? openNow(entry) : BACK),
  );
}

const BACK: Bilingual = {
  zh: '跨学区调配已经进行，学区竞聘的决定须用该环节之后的状态文件重开，再依次运行以后各环节。',
  en: 'The cross-district round is done: take the state file of the stage before, open the decision, and run on.',
};

function appealFinding({ id, teacherId, on }: Objection, stage: Appealed, action: Bilingual) {
  const list = LIST_NAME[stage];
  return finding(
    'appeal-missing',
    {
      text: {
        zh: `${on} 对${list.zh}中职工号 ${teacherId} 的异议（台账 ${id}）裁定成立，但此决定尚未重开。`,
        en: `The objection of ${on} about ${teacherId} in ${list.en} (entry ${id}) was upheld, but the decision was not opened again.`,
      },
      action,
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
  missing: (facts) => [
    ...stages.flatMap((stage) => unanswered(facts, stage)),
    ...turnedRoundFindings(facts, stages),
  ],
});

export const APPEAL_GATES = {
  inDistrict: gate('in-district-appeals', 'cross-district', ['in-district']),
  crossDistrict: gate('cross-district-appeals', 'standby', ['in-district', 'cross-district']),
  /** An objection may come after the standby list. */
  late: gate('late-appeals', 'close', ['in-district', 'cross-district']),
} as const;
