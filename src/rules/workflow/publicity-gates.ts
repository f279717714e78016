/** 公示关口: a list must have been public for enough working days before the next stage (F01, D05). */
import { type Day, keptUpTo, type ListedStage } from '../../domain/journal.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { lastPublicity, openObjections } from './journal-facts.ts';
import { turnedRoundFindings } from './opened-rulings.ts';
import { publicDays, publicUntil } from './publicity-days.ts';
import { openDirectRulings } from './ruling-gates.ts';
import { LIST_NAME, PUBLICITY_STEP, tooEarly } from './step-order.ts';
import { shiftDay, unpublishedYears } from './working-days.ts';

/** What is wrong with a span of publicity; empty = long enough. */
export function spanFindings(
  span: { readonly on: Day; readonly until: Day },
  name: Bilingual,
  facts: GateFacts,
): GateFinding[] {
  const short = shortFindings(span, name, facts);
  return short.length > 0 ? short : runningFindings(span, name, facts);
}

function shortFindings(
  { on, until }: { readonly on: Day; readonly until: Day },
  name: Bilingual,
  { policy, calendar }: GateFacts,
): GateFinding[] {
  const { publicityDays, publicityCountsFirstDay } = policy;
  const days = publicDays(on, until, policy, calendar);
  const short = publicityDays - days;
  if (short <= 0) return [];
  const last = publicUntil(on, policy, calendar);
  const first = publicityCountsFirstDay
    ? { zh: '首日计入', en: 'first day counted' }
    : { zh: '首日不计', en: 'first day not counted' };
  const years = unpublishedYears(on, last, calendar).join('、');
  const doubt = {
    zh: years === '' ? '' : `（${years} 年放假安排未公布，按推定计算）`,
    en: years === '' ? '' : ` (days off of ${years} are provisional)`,
  };
  return [
    finding(
      'publicity-too-short',
      {
        text: {
          zh: `${name.zh}公示 ${on} 至 ${until}，${first.zh}，共 ${days} 个工作日，少于 ${publicityDays} 个，还差 ${short} 个${doubt.zh}。`,
          en: `${name.en}: public from ${on} to ${until}, ${days} working days (${first.en}), ${short} short of ${publicityDays}${doubt.en}.`,
        },
        action: {
          zh: `请公示到 ${last}（含）以后，并在台账更正止期。`,
          en: `Keep it public until ${last} at least and correct the journal.`,
        },
      },
      { from: on, until: last },
    ),
  ];
}

/** A publicity is over when the journal is kept beyond its last day. */
function runningFindings(
  { on, until }: { readonly on: Day; readonly until: Day },
  name: Bilingual,
  { journal }: GateFacts,
): GateFinding[] {
  const kept = keptUpTo(journal);
  if (kept === null || until < kept) return [];
  const next = shiftDay(until, 1);
  return [
    finding(
      'publicity-running',
      {
        text: {
          zh: `${name.zh}公示到 ${until}，台账只记到 ${kept}：公示尚未期满。`,
          en: `${name.en}: public until ${until}, and the journal is kept up to ${kept} only: the publicity is not over.`,
        },
        action: {
          zh: `请在期满后继续：${next} 起在台账记「截至」（JSON 台账填 asOf），或记入以后的事项。`,
          en: `Go on when it is over: from ${next} on enter 截至 (asOf in a JSON journal) or what was done since.`,
        },
      },
      { from: on, until },
    ),
  ];
}

/** What the publicity of a stage's list lacks. */
function publicityFindings(stage: ListedStage, facts: GateFacts): GateFinding[] {
  const name = LIST_NAME[stage];
  const publicity = lastPublicity(facts.journal, stage);
  if (publicity !== null) {
    const what = { zh: `${name.zh}公示`, en: `publicity of ${name.en}` };
    return [
      ...tooEarly(facts, PUBLICITY_STEP[stage], { on: publicity.on, what }),
      ...spanFindings(publicity, name, facts),
    ];
  }
  const { publicityDays } = facts.policy;
  return [
    finding('publicity-missing', {
      text: {
        zh: `台账中没有${name.zh}的公示。`,
        en: `The journal has no publicity of ${name.en}.`,
      },
      action: {
        zh: `请公示 ${publicityDays} 个工作日以上，并在台账记录起止日期。`,
        en: `Make it public for at least ${publicityDays} working days and enter first and last day.`,
      },
    }),
  ];
}

function publicityGate(
  stage: ListedStage,
  { before, rules = ['F01'] }: { before: Gate['before']; rules?: readonly string[] },
): Gate {
  const { zh, en } = LIST_NAME[stage];
  return {
    name: `${stage}-publicity`,
    rules,
    sentence: {
      zh: `${zh}公示满规定的工作日。`,
      en: `Public for the working days asked for: ${en}.`,
    },
    before,
    stops: 'stage',
    missing: (facts) => publicityFindings(stage, facts),
  };
}

/** D05: 公示无异议. An objection that was upheld ends the direct hire. */
function objectionsToDirectHire(facts: GateFacts): GateFinding[] {
  const direct = new Set(
    facts.done
      .filter(({ stage }) => stage === 'direct-hire')
      .flatMap(({ decisions }) => decisions.filter(({ kind }) => kind === 'direct'))
      .map(({ teacherId }) => teacherId),
  );
  return [
    ...openObjections(facts.journal)
      .filter(({ stage, teacherId }) => stage === 'direct-hire' && direct.has(teacherId))
      .map(({ teacherId, on }) =>
        finding(
          'objection-open',
          {
            text: {
              zh: `${on} 对职工号 ${teacherId} 的直聘提出的异议尚未裁定。`,
              en: `An objection of ${on} to the direct hire of ${teacherId} is still open.`,
            },
            action: {
              zh: '请由人事争议仲裁小组裁定，并在台账填写结果或另记一条。',
              en: 'Let the arbitration group decide and enter the result, there or as a later entry.',
            },
          },
          { teacherId, from: on },
        ),
      ),
    ...openDirectRulings(facts).map(({ id, teacherId, on }) =>
      finding(
        'objection-upheld',
        {
          text: {
            zh: `${on} 关于职工号 ${teacherId} 是否直聘的异议（台账 ${id}）成立，但直聘名单尚未按裁定更改。`,
            en: `The objection of ${on} about the direct hire of ${teacherId} (entry ${id}) was upheld, but the list was not changed.`,
          },
          action: {
            zh: `请运行 appeal --teacher ${teacherId} --apply 只改此人（其他人不动），或用 --only direct-hire 重做整个名单。`,
            en: `Run appeal --teacher ${teacherId} --apply, which changes nobody else, or make the whole list anew with --only direct-hire.`,
          },
        },
        { teacherId, from: on },
      ),
    ),
  ];
}

const DIRECT: Gate = {
  ...publicityGate('direct-hire', { before: 'in-school', rules: ['D05', 'F01'] }),
  name: 'direct-publicity',
  missing: (facts) => [
    ...publicityFindings('direct-hire', facts),
    ...objectionsToDirectHire(facts),
    ...turnedRoundFindings(facts, ['direct-hire']),
  ],
};

/** X17: people who go to the mountains as on an exchange stand on the rotation list. */
const ROTATION: Gate = {
  ...publicityGate('rotation', { before: 'close' }),
  missing: (facts) =>
    facts.done.some(({ decisions }) => decisions.some(({ kind }) => kind === 'rotation'))
      ? publicityFindings('rotation', facts)
      : [],
};

export const PUBLICITY_GATES = {
  direct: DIRECT,
  inSchool: publicityGate('in-school', { before: 'in-district' }),
  inDistrict: publicityGate('in-district', { before: 'cross-district' }),
  crossDistrict: publicityGate('cross-district', { before: 'standby' }),
  rotation: ROTATION,
} as const;
