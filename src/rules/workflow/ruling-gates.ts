/**
 * 裁定关口: objections about a direct hire or the in-school competition that were upheld when later stages had begun (D05,
 * F04). `appeal` does not open those two: the stage is run again, and then it has read the ruling.
 */
import type { SummerStage } from '../../domain/summer.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { isExempt } from '../direct-hire.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { type EntryOf, lastRulings } from './journal-facts.ts';
import { LIST_NAME } from './step-order.ts';

type Objection = EntryOf<'objection'>;

/** People whose direct hire rests on papers, and so ends with an upheld objection; the others are hired as before. */
function onPapers({ county, policy, done }: GateFacts): { yes: Set<string>; no: Set<string> } {
  const people = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const sides = { yes: new Set<string>(), no: new Set<string>() };
  for (const { stage, decisions } of done) {
    if (stage !== 'direct-hire') continue;
    for (const { teacherId, kind, ground } of decisions) {
      const teacher = people.get(teacherId);
      if (kind !== 'direct' || teacher === undefined) continue;
      const withoutPapers =
        ground === 'leader' ||
        ground === 'bound' ||
        isExempt({ ...teacher, exemption: null }, { ...policy, round: 'placement' });
      sides[withoutPapers ? 'no' : 'yes'].add(teacherId);
    }
  }
  return sides;
}

/** Upheld objections to direct hires that stand all the same. */
export function objectedDirectHires(facts: GateFacts): Objection[] {
  const { yes } = onPapers(facts);
  return upheldOf(facts, 'direct-hire').filter(({ teacherId }) => yes.has(teacherId));
}

function upheldOf({ journal }: GateFacts, stage: Objection['stage']): Objection[] {
  return lastRulings(journal).filter((entry) => entry.stage === stage && entry.upheld === true);
}

/** Upheld objections that the in-school competition had not read when it was run. */
function unreadInSchool(facts: GateFacts): Objection[] {
  const record = facts.done.find(({ stage }) => stage === 'in-school');
  const read = new Set(record?.read);
  return record === undefined ? [] : upheldOf(facts, 'in-school').filter(({ id }) => !read.has(id));
}

function rulingFindings(facts: GateFacts): GateFinding[] {
  const isInSchoolLast = facts.done.at(-1)?.stage === 'in-school';
  return [
    ...objectedDirectHires(facts).map((entry) => rulingFinding(entry, FROM_THE_START)),
    ...unreadInSchool(facts).map((entry) =>
      rulingFinding(entry, isInSchoolLast ? IN_SCHOOL_AGAIN : FROM_THE_START),
    ),
  ];
}

const FROM_THE_START: Bilingual = {
  zh: '以后的环节以此为准，不能只重开这一个决定：请按裁定更正县工作簿（如有），换 --out 另起状态文件，用同一台账从头运行。',
  en: 'Later stages rest on it and it cannot be opened alone: correct the county file where the ruling says so and run from the start into another --out with the same journal.',
};
const IN_SCHOOL_AGAIN: Bilingual = {
  zh: '裁定不改变数据的，请用 --only in-school 重做校内竞聘；改变数据的，更正县工作簿后换 --out 从头运行。',
  en: 'Run --only in-school again; where the ruling changes data, correct the county file and run from the start into another --out.',
};

function rulingFinding({ id, teacherId, stage, on }: Objection, action: Bilingual): GateFinding {
  const { zh, en } = LIST_NAME[stage];
  const text = {
    zh: `${on} 对${zh}中职工号 ${teacherId} 的异议（台账 ${id}）裁定成立，但该环节没有按裁定重做。`,
    en: `The objection of ${on} about ${teacherId} in ${en} (entry ${id}) was upheld, but the stage was not run again.`,
  };
  return finding('objection-upheld', { text, action }, { teacherId, from: on });
}

const gate = (name: string, before: SummerStage | 'close'): Gate => ({
  name,
  rules: ['F04'],
  sentence: {
    zh: '对直聘、校内竞聘裁定成立的异议已经落实。',
    en: 'Upheld objections about direct hires and the in-school competition have been followed.',
  },
  before,
  stops: 'stage',
  missing: rulingFindings,
});

export const RULING_GATES = {
  inDistrict: gate('in-district-rulings', 'in-district'),
  crossDistrict: gate('cross-district-rulings', 'cross-district'),
  standby: gate('standby-rulings', 'standby'),
  late: gate('late-rulings', 'close'),
} as const;

/** A ruling against somebody who is hired directly without papers does nothing here: other bodies decide (I08, R06). */
export const DIRECT_WITHOUT_PAPERS: Gate = {
  name: 'direct-without-papers',
  rules: ['F04'],
  sentence: {
    zh: '任命的领导、聘期或交流期未满和按年龄直聘的人员，直聘不因异议失效。',
    en: 'Who is appointed, inside a term, or near retirement without application stays hired whatever the ruling.',
  },
  before: 'in-school',
  stops: 'person',
  missing: (facts) => {
    const { no } = onPapers(facts);
    return upheldOf(facts, 'direct-hire')
      .filter(({ teacherId }) => no.has(teacherId))
      .map(({ teacherId, on }) =>
        finding(
          'objection-elsewhere',
          {
            text: {
              zh: `对职工号 ${teacherId} 直聘的异议成立，但此人直聘不以申请材料为依据，仍按直聘处理。`,
              en: `The objection to the direct hire of ${teacherId} was upheld, but it does not rest on papers and stands.`,
            },
            action: {
              zh: '任命由任免机关、未满的聘期或交流期由聘约双方处理；处理后更正县工作簿，换 --out 从头运行。',
              en: 'Appointments are for the appointing body, terms for the parties of the contract; then correct the county file and run from the start into another --out.',
            },
          },
          { teacherId, from: on },
        ),
      );
  },
};
