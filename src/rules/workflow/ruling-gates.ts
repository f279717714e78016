/**
 * 裁定关口: upheld objections about direct hires and in-school decisions that have not been followed (D05, F04). `appeal` opens the
 * decision while its stage is the latest; a direct hire may also be made anew with its whole list.
 */
import type { SummerStage } from '../../domain/summer.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { isExempt } from '../direct-hire.ts';
import { isPlaceable } from '../movers.ts';
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { type EntryOf, ruled } from './journal-facts.ts';
import { turnedRoundFindings, unopenedRulings, upheldRulings } from './opened-rulings.ts';
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

/** People whose papers for a direct hire were found wanting: an objection of theirs that is upheld stands for the papers. */
function refusedForPapers({ county }: GateFacts): ReadonlySet<string> {
  const refused = county.teachers.filter(({ exemption }) =>
    exemption?.missing.some((paper) => paper !== 'publicity'),
  );
  return new Set(refused.map(({ id }) => id));
}

/** Upheld objections to direct hires that stand all the same. */
function objectedDirectHires(facts: GateFacts): Objection[] {
  const { yes } = onPapers(facts);
  const refused = refusedForPapers(facts);
  return upheldRulings(facts, 'direct-hire').filter(
    ({ teacherId }) => yes.has(teacherId) && !refused.has(teacherId),
  );
}

/** Upheld objections of people who were refused a direct hire for a paper, and are not hired directly (D05). */
function refusedDirectHires(facts: GateFacts): Objection[] {
  const { county, policy, done } = facts;
  const direct = new Set(
    done.flatMap(({ decisions }) =>
      decisions.filter(({ kind }) => kind === 'direct').map(({ teacherId }) => teacherId),
    ),
  );
  const asPlaced = { ...policy, round: 'placement' as const };
  const refused = refusedForPapers(facts);
  const wouldBe = county.teachers
    .filter((teacher) => refused.has(teacher.id) && isPlaceable(teacher, policy))
    .filter((teacher) => isExempt({ ...teacher, exemption: ruled(teacher.exemption) }, asPlaced))
    .filter(({ id, optsIn }) => !direct.has(id) && !(optsIn && policy.directHire.mayCompete));
  const ids = new Set(wouldBe.map(({ id }) => id));
  return upheldRulings(facts, 'direct-hire').filter(({ teacherId }) => ids.has(teacherId));
}

/** Upheld objections to direct hires that stand, and to refusals that stand. */
export function openDirectRulings(facts: GateFacts): Objection[] {
  if (facts.done.every(({ stage }) => stage !== 'direct-hire')) return [];
  return [...objectedDirectHires(facts), ...refusedDirectHires(facts)];
}

function rulingFindings(facts: GateFacts): GateFinding[] {
  const isInSchoolLast = facts.done.at(-1)?.stage === 'in-school';
  return [
    ...openDirectRulings(facts).map((entry) => rulingFinding(entry, backTo('直聘', 'direct hire'))),
    ...unopenedRulings(facts, 'in-school').map((entry) =>
      rulingFinding(entry, isInSchoolLast ? openNow(entry) : backTo('校内竞聘', 'in-school round')),
    ),
    ...turnedRoundFindings(facts, ['direct-hire', 'in-school']),
  ];
}

const backTo = (zh: string, en: string): Bilingual => ({
  zh: `以后的环节以此为准：请用${zh}之后的状态文件运行 appeal --apply 重开此决定，再依次运行以后各环节；没有留存该文件的，换 --out 用同一台账从头运行。`,
  en: `Later stages rest on it: take the state file that the ${en} left, run appeal --apply, and run on; without that file run from the start into another --out with the same journal.`,
});

/** How a decision of the latest stage is opened. */
export const openNow = ({ teacherId }: Pick<Objection, 'teacherId'>): Bilingual => ({
  zh: `请运行 appeal --teacher ${teacherId} --apply 重开此决定；裁定给予岗位的加 --post，无岗可调的，由仲裁小组改裁，另记一条。`,
  en: `Run appeal --teacher ${teacherId} --apply, with --post where the ruling names one; where no other post can be had, a later ruling is entered.`,
});

function rulingFinding({ id, teacherId, stage, on }: Objection, action: Bilingual): GateFinding {
  const { zh, en } = LIST_NAME[stage];
  const text = {
    zh: `${on} 对${zh}中职工号 ${teacherId} 的异议（台账 ${id}）裁定成立，但此决定尚未重开。`,
    en: `The objection of ${on} about ${teacherId} in ${en} (entry ${id}) was upheld, but the decision was not opened again.`,
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
    return upheldRulings(facts, 'direct-hire')
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
