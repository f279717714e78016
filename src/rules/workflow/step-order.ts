/** 依次进行 (F03): when the journal has a step as ended, and acts that are dated before the step before them was over. */
import type { Day, ListedStage } from '../../domain/journal.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { finding, type GateFacts, type GateFinding } from './gate.ts';
import { announcedOn, approvedOn, entriesOf, formsDue, lastPublicity } from './journal-facts.ts';
import { recordedBefore, type StepName } from './steps.ts';

/** What the list of a stage is called. */
export const LIST_NAME: Readonly<Record<ListedStage, Bilingual>> = {
  'direct-hire': { zh: '直聘名单', en: 'the direct-hire list' },
  'in-school': { zh: '校内竞聘结果', en: 'the in-school results' },
  'in-district': { zh: '学区竞聘结果', en: 'the in-district results' },
  'cross-district': { zh: '跨学区调配名单', en: 'the cross-district list' },
  rotation: { zh: '交流轮岗名单', en: 'the rotation list' },
};

/** The step in which the list of a stage is public. */
export const PUBLICITY_STEP = {
  'direct-hire': 'direct-publicity',
  'in-school': 'in-school-publicity',
  'in-district': 'in-district-publicity',
  'cross-district': 'cross-district-publicity',
  rotation: 'rotation-publicity',
} as const satisfies Readonly<Record<ListedStage, StepName>>;

/** The last day of a step, and what the step is called. */
interface StepEnd {
  readonly day: Day;
  readonly what: Bilingual;
}
type Facts = Pick<GateFacts, 'county' | 'journal' | 'calendar'>;
type EndOf = (facts: Facts) => StepEnd | null;

const at = (day: Day | null, zh: string, en: string): StepEnd | null =>
  day === null ? null : { day, what: { zh, en } };

const publicityEnd =
  (stage: ListedStage): EndOf =>
  ({ journal }) => {
    const { zh, en } = LIST_NAME[stage];
    return at(lastPublicity(journal, stage)?.until ?? null, `${zh}公示`, `publicity of ${en}`);
  };

/** Schools that hire: those with posts. */
export function schoolsWithPosts({ county }: Pick<GateFacts, 'county'>): string[] {
  const withPosts = new Set(
    county.postGroups.filter(({ posts }) => posts > 0).map((group) => group.schoolId),
  );
  return county.schools.map(({ id }) => id).filter((id) => withPosts.has(id));
}

/** The plan that was public longest, of all schools that hire. */
const plansEnd: EndOf = (facts) => {
  const shown = entriesOf(facts.journal, 'plan-publicity');
  const ends = schoolsWithPosts(facts).flatMap((schoolId) => {
    const day = shown.findLast((entry) => entry.schoolId === schoolId)?.until;
    return day === undefined ? [] : [{ schoolId, day }];
  });
  const [last] = ends.sort((a, b) => (a.day > b.day ? -1 : a.day < b.day ? 1 : 0));
  if (last === undefined) return null;
  const { schoolId, day } = last;
  return at(day, `学校 ${schoolId} 聘任方案公示`, `publicity of the plan of school ${schoolId}`);
};

/** Steps that the journal dates; the others are over when those before them are. */
const ENDS: Partial<Readonly<Record<StepName, EndOf>>> = {
  'posts-set': ({ journal }) =>
    at(entriesOf(journal, 'posts-set').at(-1)?.on ?? null, '岗位设置', 'post setting'),
  'direct-publicity': publicityEnd('direct-hire'),
  'plan-publicity': plansEnd,
  'in-school-publicity': publicityEnd('in-school'),
  'in-district-vacancies': ({ journal }) =>
    at(announcedOn(journal, 'in-district'), '学区空缺岗位公告', 'the in-district vacancy notice'),
  'in-district-publicity': publicityEnd('in-district'),
  forms: ({ journal, calendar }) =>
    at(formsDue(journal, calendar), '意向表提交', 'the term for intention forms'),
  'intentions-approved': ({ journal }) =>
    at(approvedOn(journal, 'intentions'), '意向审核', 'the approval of the intentions'),
  'cross-district-publicity': publicityEnd('cross-district'),
};

/** Findings about an act dated before the steps before it were over. */
export function tooEarly(
  facts: Facts,
  step: StepName,
  act: { readonly on: Day; readonly what: Bilingual; readonly schoolId?: string },
): GateFinding[] {
  const ends = recordedBefore(step, (name) => name in ENDS).flatMap(
    (name) => ENDS[name]?.(facts) ?? [],
  );
  return ends
    .filter(({ day }) => act.on <= day)
    .map(({ day, what }) =>
      finding(
        'too-early',
        {
          text: {
            zh: `${act.what.zh}记为 ${act.on}，而${what.zh}到 ${day} 才结束。`,
            en: `${act.what.en} is dated ${act.on}, but ${what.en} ended on ${day} only.`,
          },
          action: {
            zh: `步骤须依次进行：请在 ${day} 之后进行，或更正台账日期。`,
            en: `The steps go in order: do it after ${day}, or correct the date in the journal.`,
          },
        },
        { from: act.on, until: day, schoolId: act.schoolId ?? null },
      ),
    );
}
