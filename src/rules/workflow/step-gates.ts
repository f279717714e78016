/** 步骤关口: posts set, plans passed, vacancies announced, approvals of the leading group (F00, F03, F04, F06, I01, S07). */
import { finding, type Gate, type GateFacts, type GateFinding } from './gate.ts';
import { announcedOn, approvedOn, type EntryOf, entriesOf } from './journal-facts.ts';
import { spanFindings } from './publicity-gates.ts';
import { schoolsWithPosts, tooEarly } from './step-order.ts';

export const POSTS_SET: Gate = {
  name: 'posts-set',
  rules: ['F03', 'F06'],
  sentence: {
    zh: '岗位设置完成后才开始聘任。',
    en: 'Hiring begins when the posts are set.',
  },
  before: 'direct-hire',
  stops: 'stage',
  missing: ({ journal }) =>
    entriesOf(journal, 'posts-set').length > 0
      ? []
      : [
          finding('posts-not-set', {
            text: {
              zh: '台账中没有全县岗位设置完成的记录。',
              en: 'The journal does not say that the posts of the county are set.',
            },
            action: {
              zh: '请先完成岗位设置（可用 establish 测算），再记入台账。',
              en: 'Set the posts first (establish works them out) and enter it.',
            },
          }),
        ],
};

const BODY = {
  'principals-meeting': { zh: '校长办公会', en: 'the principal’s office meeting' },
  'staff-assembly': { zh: '教职工代表大会', en: 'the staff assembly' },
} as const;
type Body = keyof typeof BODY;

export const PLAN_PASSED: Gate = {
  name: 'plan-passed',
  rules: ['I01'],
  sentence: {
    zh: '各校聘任方案经校长办公会、教职工代表大会通过并公示后实施。',
    en: 'A school’s plan takes effect after its two bodies and publicity.',
  },
  before: 'in-school',
  stops: 'stage',
  missing: (facts) => {
    const passed = entriesOf(facts.journal, 'plan-passed');
    const shown = entriesOf(facts.journal, 'plan-publicity');
    return schoolsWithPosts(facts).flatMap((schoolId) => {
      const own = passed.filter((entry) => entry.schoolId === schoolId);
      return [
        ...notPassed(schoolId, own),
        ...passedTooEarly(schoolId, own, facts),
        ...notShown(schoolId, shown.findLast((entry) => entry.schoolId === schoolId) ?? null, {
          own,
          facts,
        }),
      ];
    });
  },
};

function notPassed(schoolId: string, passed: readonly EntryOf<'plan-passed'>[]): GateFinding[] {
  const bodies = (Object.keys(BODY) as Body[]).filter((body) =>
    passed.every((entry) => entry.body !== body),
  );
  if (bodies.length === 0) return [];
  const text = {
    zh: `学校 ${schoolId} 的聘任方案未经${bodies.map((body) => BODY[body].zh).join('、')}通过。`,
    en: `The plan of school ${schoolId} has not been passed by ${bodies.map((body) => BODY[body].en).join(' and ')}.`,
  };
  const action = { zh: '请审议通过后记入台账。', en: 'Have it passed and enter it.' };
  return [finding('plan-not-passed', { text, action }, { schoolId })];
}

/** F03: the plan follows the posts. */
function passedTooEarly(
  schoolId: string,
  passed: readonly EntryOf<'plan-passed'>[],
  facts: GateFacts,
): GateFinding[] {
  const last = (Object.keys(BODY) as Body[]).flatMap(
    (body) => passed.findLast((entry) => entry.body === body) ?? [],
  );
  return last.flatMap(({ on, body }) => {
    const what = {
      zh: `${BODY[body].zh}通过学校 ${schoolId} 聘任方案`,
      en: `the passing of the plan of school ${schoolId} by ${BODY[body].en}`,
    };
    return tooEarly(facts, 'plan-passed', { on, what, schoolId });
  });
}

function notShown(
  schoolId: string,
  publicity: EntryOf<'plan-publicity'> | null,
  { own, facts }: { own: readonly EntryOf<'plan-passed'>[]; facts: GateFacts },
): GateFinding[] {
  const at = <T extends GateFinding>(found: T) => ({ ...found, schoolId });
  if (publicity === null) {
    const text = {
      zh: `学校 ${schoolId} 的聘任方案没有公示记录。`,
      en: `The plan of school ${schoolId} has not been made public.`,
    };
    const action = {
      zh: `请公示 ${facts.policy.publicityDays} 个工作日以上，并在台账记录起止日期。`,
      en: `Make it public for at least ${facts.policy.publicityDays} working days and enter both days.`,
    };
    return [finding('publicity-missing', { text, action }, { schoolId })];
  }
  const name = {
    zh: `学校 ${schoolId} 聘任方案`,
    en: `the plan of school ${schoolId}`,
  };
  const late = own.filter(({ on }) => on > publicity.on).at(-1);
  const early =
    late === undefined
      ? []
      : [
          finding(
            'too-early',
            {
              text: {
                zh: `${name.zh}自 ${publicity.on} 公示，而${BODY[late.body].zh} ${late.on} 才通过。`,
                en: `Public since ${publicity.on}, but ${BODY[late.body].en} passed it on ${late.on} only: ${name.en}.`,
              },
              action: {
                zh: '请在通过之后公示，或更正台账日期。',
                en: 'Make it public after it is passed, or correct the date.',
              },
            },
            { schoolId, from: publicity.on, until: late.on },
          ),
        ];
  return [...early, ...spanFindings(publicity, name, facts).map(at)];
}

type Announced = EntryOf<'vacancies-announced'>['stage'];

function vacanciesGate(stage: Announced): Gate {
  const zh = stage === 'in-district' ? '学区竞聘' : '跨学区调配';
  return {
    name: `${stage}-vacancies`,
    rules: ['F00'],
    sentence: {
      zh: `${zh}之前公布空缺岗位。`,
      en: `Vacancies are announced before the ${stage} stage.`,
    },
    before: stage,
    stops: 'stage',
    missing: (facts) => vacancyFindings(stage, zh, facts),
  };
}

function vacancyFindings(stage: Announced, zh: string, facts: GateFacts): GateFinding[] {
  const on = announcedOn(facts.journal, stage);
  if (on !== null) {
    const what = { zh: `${zh}空缺岗位公告`, en: `the ${stage} vacancy notice` };
    return tooEarly(facts, `${stage}-vacancies`, { on, what });
  }
  return [
    finding('vacancies-not-announced', {
      text: {
        zh: `台账中没有${zh}的空缺岗位公告。`,
        en: `The journal has no vacancy notice for the ${stage} stage.`,
      },
      action: {
        zh: '请公布空缺岗位（状态文件中有上一环节之后的空缺），并记入台账。',
        en: 'Publish the vacancies (the state file has them) and enter the notice.',
      },
    }),
  ];
}

export const IN_DISTRICT_VACANCIES = vacanciesGate('in-district');
export const CROSS_DISTRICT_VACANCIES = vacanciesGate('cross-district');

export const INTENTIONS_APPROVED: Gate = {
  name: 'intentions-approved',
  rules: ['S07'],
  sentence: {
    zh: '分流意向经县管校聘工作领导小组审核同意。',
    en: 'The leading group approves the intentions.',
  },
  before: 'cross-district',
  stops: 'stage',
  missing: (facts) => {
    const on = approvedOn(facts.journal, 'intentions');
    const what = { zh: '意向审核', en: 'the approval of the intentions' };
    if (on !== null) return tooEarly(facts, 'intentions-approved', { on, what });
    const text = {
      zh: '台账中没有领导小组审核分流意向的记录。',
      en: 'The leading group has not approved the intentions.',
    };
    const action = {
      zh: '请提交领导小组审核，同意后记入台账。',
      en: 'Put them before the leading group and enter the approval.',
    };
    return [finding('not-approved', { text, action })];
  },
};

export const LIST_APPROVED: Gate = {
  name: 'list-approved',
  rules: ['F04'],
  sentence: {
    zh: '跨学区调配名单经领导小组审定。',
    en: 'The leading group approves the cross-district list.',
  },
  before: 'standby',
  stops: 'stage',
  missing: (facts) => {
    const on = approvedOn(facts.journal, 'list');
    const what = { zh: '名单审定', en: 'the approval of the list' };
    if (on !== null) return tooEarly(facts, 'list-approved', { on, what });
    const text = {
      zh: '台账中没有领导小组审定跨学区调配名单的记录。',
      en: 'The leading group has not approved the cross-district list.',
    };
    const action = {
      zh: '请提交领导小组审定，通过后记入台账。',
      en: 'Put it before the leading group and enter the approval.',
    };
    return [finding('not-approved', { text, action })];
  },
};
