/** The figures behind a failing admissibility test: what the person has, what the post or the policy asks. */
import type { Policy } from '../../domain/policy.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH } from '../../domain/vocabulary.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { mayTeach } from '../../rules/stage.ts';
import { subjectMatch } from '../../rules/subject-match.ts';

type Figures = (person: PersonFacts, post: GroupFacts, round: Round) => string;

const yes = (value: boolean) => (value ? '是' : '否');
const km = (hundredths: number | null) =>
  hundredths === null ? '未知' : `${(hundredths / 100).toFixed(2)} 公里`;

const arcsOf = ({ flow }: Policy) =>
  [...flow.arcs, ...(flow.skip === 'strict' || flow.arcs.includes('BR') ? [] : ['BR' as const])]
    .map((arc) => [...arc].map((tier) => TIER_ZH[tier as 'B' | 'U' | 'R']).join('→'))
    .join('、');

/** By name of the test. Health reasons stay out: an exempt person is only said to be exempt. */
const FIGURES: Readonly<Record<string, Figures>> = {
  'flow-direction': ({ home, teacher }, { site }, { policy }) =>
    `原校属${TIER_ZH[home.school.tier]}，目标校属${TIER_ZH[site.school.tier]}；${
      policy.round === 'placement' ? `准许方向 ${arcsOf(policy)}` : '不得逆向'
    }；返城资格：${yes(teacher.returnRight)}`,
  'other-district': ({ home }, { site }, { policy }) =>
    policy.round === 'rotation'
      ? `目标校就是原校「${home.school.name}」`
      : `原校「${home.school.name}」属学区「${home.school.districtId}」，目标校「${site.school.name}」属学区「${site.school.districtId}」`,
  certificate: ({ teacher }, { group }, { policy }) =>
    `持有资格证：${
      teacher.certificates.length === 0
        ? '无'
        : teacher.certificates.map(({ stage }) => STAGE_ZH[stage]).join('、')
    }；任教学段${STAGE_ZH[teacher.stage]}，岗位学段${STAGE_ZH[group.stage]}；stage.up=${policy.stage.up}，stage.down=${policy.stage.down}`,
  'subject-match': ({ teacher }, { group }, { policy }) =>
    `本人${teacher.mainSubject ?? CATEGORY_ZH[teacher.category]}，兼${
      teacher.otherSubjects.length === 0 ? '无' : teacher.otherSubjects.join('、')
    }；岗位${group.subject ?? CATEGORY_ZH[group.category]}；匹配 ${subjectMatch(teacher, group, policy)}%，应${
      policy.round === 'in-district' && group.category === 'T'
        ? `不低于 ${policy.inDistrictMinMatchPct}%，且大于`
        : '大于'
    } 0%`,
  'open-post': (_, { group, site, capacity, stayFloor }, { policy }) =>
    policy.round === 'rotation'
      ? `岗位最多 ${capacity} 人，其中须由原有教师留任 ${stayFloor} 人`
      : `空缺 ${group.openings} 个，学校空编 ${site.headroom} 个，可借周转编制 ${site.poolCap} 个`,
  'in-the-round': ({ exempt, teacher }) =>
    `直聘（豁免）：${yes(exempt)}；材料齐全：${yes(teacher.documentsComplete)}`,
  'service-term': ({ teacher }, _, { policy }) =>
    `服务期至 ${teacher.boundUntil}，本轮基准月 ${policy.referenceMonth}`,
  kinship: (_, { site }) => `在「${site.school.name}」有应回避的亲属，岗位为管理岗位`,
  'entry-exam': ({ home, teacher }, { site, group }) =>
    `${TIER_ZH[home.school.tier]}${STAGE_ZH[teacher.stage]}→${TIER_ZH[site.school.tier]}${STAGE_ZH[group.stage]}，通过考试：${yes(teacher.examPassed)}`,
  teachable: ({ teacher }) => `可任教（资格注册、最近考核、连续监测）：${yes(mayTeach(teacher))}`,
  'distance-limit': ({ distances }, { site }, { policy }) =>
    `距离 ${km(distances[site.at] ?? null)}，上限 ${policy.distance.maxKm} 公里`,
  zones: ({ home }, { site, group }) =>
    `原校${home.school.zone === 'plain' ? '坝区' : '山区'}、重点校${yes(home.school.keySchool)}；目标校${
      site.school.zone === 'plain' ? '坝区' : '山区'
    }、重点校${yes(site.school.keySchool)}，空缺 ${group.openings} 个`,
  'refused-post': ({ teacher }) => `书面拒绝过 ${teacher.refusedPostGroupIds.length} 个岗位`,
  'late-form': ({ teacher }, { group, site }) =>
    `逾期交表；任教学段${STAGE_ZH[teacher.stage]}，岗位在${TIER_ZH[site.school.tier]}${STAGE_ZH[group.stage]}`,
  locks: ({ forced }) => (forced === null ? '该配对被人工排除' : `已人工锁定到「${forced}」`),
};

/** @param name of an admissibility test. @returns one Chinese clause */
export function testFigures(
  name: string,
  person: PersonFacts,
  post: GroupFacts,
  round: Round,
): string {
  return FIGURES[name]?.(person, post, round) ?? '';
}
