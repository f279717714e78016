/** The figures behind a failing admissibility test: what the person has, what the post or the policy asks. */
import type { Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import {
  type Bilingual,
  CATEGORY_EN,
  CATEGORY_ZH,
  STAGE_EN,
  STAGE_ZH,
  SUBJECT_EN,
  TIER_EN,
  TIER_ZH,
} from '../../domain/vocabulary.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { mayTeach } from '../../rules/stage.ts';
import { subjectMatch } from '../../rules/subject-match.ts';

type Figures = (person: PersonFacts, post: GroupFacts, round: Round) => Bilingual;

const yes = (value: boolean): Bilingual => ({ zh: value ? '是' : '否', en: value ? 'yes' : 'no' });
const km = (hundredths: number | null): Bilingual => {
  if (hundredths === null) return { zh: '未知', en: 'unknown' };
  const figure = (hundredths / 100).toFixed(2);
  return { zh: `${figure} 公里`, en: `${figure} km` };
};

const arcsOf = ({ flow }: Policy, names: Readonly<Record<'B' | 'U' | 'R', string>>): string[] =>
  [
    ...flow.arcs,
    ...(flow.skip === 'strict' || flow.arcs.includes('BR') ? [] : ['BR' as const]),
  ].map((arc) => [...arc].map((tier) => names[tier as 'B' | 'U' | 'R']).join('→'));

const zoneOf = (zone: string | null): Bilingual =>
  zone === 'plain' ? { zh: '坝区', en: 'plain' } : { zh: '山区', en: 'mountain' };

/** Main subject, or category where there is none. */
const subjectOf = ({ mainSubject, category }: Pick<Teacher, 'mainSubject' | 'category'>) => ({
  zh: mainSubject ?? CATEGORY_ZH[category],
  en: mainSubject === null ? CATEGORY_EN[category] : SUBJECT_EN[mainSubject],
});

/** By name of the test. Health reasons stay out: an exempt person is only said to be exempt. */
const FIGURES: Readonly<Record<string, Figures>> = {
  'flow-direction': ({ home, teacher }, { site }, { policy }) => {
    const [from, to, right] = [home.school.tier, site.school.tier, yes(teacher.returnRight)];
    const placement = policy.round === 'placement';
    const way = {
      zh: placement ? `准许方向 ${arcsOf(policy, TIER_ZH).join('、')}` : '不得逆向',
      en: placement ? `allowed: ${arcsOf(policy, TIER_EN).join(', ')}` : 'never upward',
    };
    return {
      zh: `原校属${TIER_ZH[from]}，目标校属${TIER_ZH[to]}；${way.zh}；返城资格：${right.zh}`,
      en: `from a ${TIER_EN[from]} to a ${TIER_EN[to]} school; ${way.en}; right to return: ${right.en}`,
    };
  },
  'other-district': ({ home: { school: from } }, { site: { school: to } }, { policy }) =>
    policy.round === 'rotation'
      ? { zh: `目标校就是原校「${from.name}」`, en: `the post is at the own school ${from.name}` }
      : {
          zh: `原校「${from.name}」属学区「${from.districtId}」，目标校「${to.name}」属学区「${to.districtId}」`,
          en: `own school ${from.name} in district ${from.districtId}, the post at ${to.name} in district ${to.districtId}`,
        },
  certificate: ({ teacher }, { group }, { policy }) => {
    const held = teacher.certificates.map(({ stage }) => stage);
    const { up, down } = policy.stage;
    const zh = held.length === 0 ? '无' : held.map((stage) => STAGE_ZH[stage]).join('、');
    const en = held.length === 0 ? 'none' : held.map((stage) => STAGE_EN[stage]).join(', ');
    return {
      zh: `持有资格证：${zh}；任教学段${STAGE_ZH[teacher.stage]}，岗位学段${STAGE_ZH[group.stage]}；stage.up=${up}，stage.down=${down}`,
      en: `certificates: ${en}; teaches ${STAGE_EN[teacher.stage]}, the post is ${STAGE_EN[group.stage]}; stage.up=${up}, stage.down=${down}`,
    };
  },
  'subject-match': ({ teacher }, { group }, { policy }) => {
    const [own, post] = [subjectOf(teacher), subjectOf({ ...group, mainSubject: group.subject })];
    const others = teacher.otherSubjects;
    const match = subjectMatch(teacher, group, policy);
    const least =
      policy.round === 'in-district' && group.category === 'T'
        ? policy.inDistrictMinMatchPct
        : null;
    return {
      zh: `本人${own.zh}，兼${others.length === 0 ? '无' : others.join('、')}；岗位${post.zh}；匹配 ${match}%，应${least === null ? '' : `不低于 ${least}%，且`}大于 0%`,
      en: `teaches ${own.en}, also ${others.length === 0 ? 'nothing' : others.map((each) => SUBJECT_EN[each]).join(', ')}; the post is ${post.en}; match ${match}%, ${least === null ? '' : `at least ${least}% and `}more than 0% needed`,
    };
  },
  'open-post': (_, { group, site, capacity, stayFloor }, { policy }) =>
    policy.round === 'rotation'
      ? {
          zh: `岗位最多 ${capacity} 人，其中须由原有教师留任 ${stayFloor} 人`,
          en: `the post takes ${capacity}, of whom ${stayFloor} must be those who are there`,
        }
      : {
          zh: `空缺 ${group.openings} 个，学校空编 ${site.headroom} 个，可借周转编制 ${site.poolCap} 个`,
          en: `${group.openings} open, ${site.headroom} heads free at the school, ${site.poolCap} to be lent by the pool`,
        },
  'in-the-round': ({ exempt, teacher }) => {
    const [free, papers] = [yes(exempt), yes(teacher.documentsComplete)];
    return {
      zh: `直聘（豁免）：${free.zh}；材料齐全：${papers.zh}`,
      en: `exempt: ${free.en}; papers complete: ${papers.en}`,
    };
  },
  'service-term': ({ teacher }, _, { policy }) => ({
    zh: `服务期至 ${teacher.boundUntil}，本轮基准月 ${policy.referenceMonth}`,
    en: `bound until ${teacher.boundUntil}, reference month ${policy.referenceMonth}`,
  }),
  kinship: (_, { site }) => ({
    zh: `在「${site.school.name}」有应回避的亲属，岗位为管理岗位`,
    en: `a relative at ${site.school.name}, and the post is one of administration`,
  }),
  'entry-exam': ({ home, teacher }, { site, group }) => {
    const [from, to, passed] = [home.school.tier, site.school.tier, yes(teacher.examPassed)];
    return {
      zh: `${TIER_ZH[from]}${STAGE_ZH[teacher.stage]}→${TIER_ZH[to]}${STAGE_ZH[group.stage]}，通过考试：${passed.zh}`,
      en: `${TIER_EN[from]} ${STAGE_EN[teacher.stage]} → ${TIER_EN[to]} ${STAGE_EN[group.stage]}, exam passed: ${passed.en}`,
    };
  },
  teachable: ({ teacher }) => {
    const may = yes(mayTeach(teacher));
    return {
      zh: `可任教（资格注册、最近考核、连续监测）：${may.zh}`,
      en: `may teach (registration, last assessment, monitoring): ${may.en}`,
    };
  },
  'distance-limit': ({ distances }, { site }, { policy }) => {
    const [far, { maxKm }] = [km(distances[site.at] ?? null), policy.distance];
    return {
      zh: `距离 ${far.zh}，上限 ${maxKm} 公里`,
      en: `distance ${far.en}, limit ${maxKm} km`,
    };
  },
  zones: ({ home: { school: from } }, { site: { school: to }, group }) => {
    const [own, own2, other, other2] = [
      zoneOf(from.zone),
      yes(from.keySchool),
      zoneOf(to.zone),
      yes(to.keySchool),
    ];
    return {
      zh: `原校${own.zh}、重点校${own2.zh}；目标校${other.zh}、重点校${other2.zh}，空缺 ${group.openings} 个`,
      en: `from ${own.en}, key school: ${own2.en}; to ${other.en}, key school: ${other2.en}, ${group.openings} open`,
    };
  },
  'refused-post': ({ teacher }) => {
    const refused = teacher.refusedPostGroupIds.length;
    return { zh: `书面拒绝过 ${refused} 个岗位`, en: `refused ${refused} posts in writing` };
  },
  'late-form': ({ teacher }, { group, site }) => ({
    zh: `逾期交表；任教学段${STAGE_ZH[teacher.stage]}，岗位在${TIER_ZH[site.school.tier]}${STAGE_ZH[group.stage]}`,
    en: `form handed in late; teaches ${STAGE_EN[teacher.stage]}, the post is ${TIER_EN[site.school.tier]} ${STAGE_EN[group.stage]}`,
  }),
  locks: ({ forced }) =>
    forced === null
      ? { zh: '该配对被人工排除', en: 'this pair is banned by hand' }
      : { zh: `已人工锁定到「${forced}」`, en: `locked by hand to ${forced}` },
};

/** @param name of an admissibility test. @returns one clause */
export function testFigures(
  name: string,
  person: PersonFacts,
  post: GroupFacts,
  round: Round,
): Bilingual {
  return FIGURES[name]?.(person, post, round) ?? { zh: '', en: '' };
}
