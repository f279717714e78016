/** proposal.xlsx: the internal deployment plan of one round (跨学区调配方案), for planners. Names appear here only. */
import type { County, School, Teacher } from '../domain/county.ts';
import { schoolQuota } from '../domain/county.ts';
import { LIMIT_ZH, type Proposal, type Standby, TIER_NAME_ZH } from '../domain/proposal.ts';
import { CATEGORY_ZH, type SchoolTier, STAGE_ZH, TIER_ZH, TITLE_ZH } from '../domain/vocabulary.ts';
import { ADMISSIBILITY_TESTS } from '../rules/admissibility.ts';
import { countBy } from '../rules/movers.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { indicatorSheets } from './indicator-sheets.ts';

const MATCH_ZH: Record<number, string> = {
  100: '学科一致',
  60: '第二学科',
  50: '资格证学科',
  40: '语数通识',
  30: '可转岗学科',
};
const STANDBY_ZH: Record<Standby['reason'], string> = {
  exempt: '直聘（豁免）人员，不参加本轮',
  refused: '曾书面拒绝已安排岗位',
  'no-admissible-post': '无匹配岗位',
  'posts-filled': '匹配岗位已满',
};
const STRENGTH_ZH = {
  H: '硬性',
  S: '软性',
  C: '可配置',
  D: '数据',
  W: '流程',
  R: '报告',
} as const;
const STATUS_ZH = { pass: '通过', warn: '预警', fail: '违反' } as const;

interface Lookup {
  readonly teacher: (id: string) => Teacher;
  readonly school: (id: string) => School;
}

/** Sheets: summary, placements, standby, unfilled posts, establishment and indicators before and after, rule checks. */
export function proposalWorkbook(county: County, proposal: Proposal): SheetToWrite[] {
  const teachers = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const lookup: Lookup = {
    teacher: (id) => teachers.get(id) as Teacher,
    school: (id) => schools.get(id) as School,
  };
  return [
    summarySheet(proposal),
    placementSheet(proposal, lookup),
    standbySheet(proposal, lookup),
    unfilledSheet(county, proposal, lookup),
    establishmentSheet(county, proposal),
    ...indicatorSheets(county, proposal),
    ruleSheet(proposal),
  ];
}

/** What a reader must know before the lists: proven or not, by how much, under which data and policy. */
function summarySheet(proposal: Proposal): SheetToWrite {
  const { status, limit, gap, county, policy, objective, placements, standby, solver } = proposal;
  const proof = { dual: '对偶证明', solver: '求解器证明', none: '未证明' } as const;
  const tiers = objective.tiers.map(
    ({ id, value, bound, proof: kind }, k): (string | number | null)[] => [
      `目标 ${k + 1}：${TIER_NAME_ZH[id]}`,
      value,
      bound,
      proof[kind],
    ],
  );
  return {
    name: '方案摘要',
    headers: ['项目', '值', '界', '说明'],
    widths: [36, 24, 14, 60],
    rows: [
      ['结论', status === 'optimal' ? '已证明最优' : '可行，未证明最优', null, objective.note],
      ['差距', gap, null, gap === null ? '未知' : null],
      ['提前停止', limit === null ? '否' : LIMIT_ZH[limit], null, null],
      ['参加本轮人数', county.movers, null, null],
      ['安排人数', placements.length, null, null],
      ['待岗人数', standby.length, null, null],
      ['空缺岗位', county.openings, null, null],
      ...tiers,
      ['求解器', `${solver.backend} ${solver.version}`, null, null],
      ['数据指纹', county.hash, null, 'SHA-256'],
      ['政策指纹', policy.hash, null, 'SHA-256'],
    ],
  };
}

/** B→U as 「局直→街道」. */
function flowLabel(flow: string): string {
  const [from, to] = [...flow] as SchoolTier[];
  return `${TIER_ZH[from as SchoolTier]}→${TIER_ZH[to as SchoolTier]}`;
}

/** Post group id as 「小学 专任教师 语文」. */
function postLabel(postGroupId: string): [string, string, string] {
  const [, stage, category, subject] = postGroupId.split('/') as [
    string,
    keyof typeof STAGE_ZH,
    keyof typeof CATEGORY_ZH,
    string,
  ];
  return [STAGE_ZH[stage], CATEGORY_ZH[category], subject === '-' ? '' : subject];
}

function placementSheet(proposal: Proposal, lookup: Lookup): SheetToWrite {
  return {
    name: '调配结果',
    headers: [
      '序号',
      '职工号',
      '姓名',
      '原学校',
      '拟聘学校',
      '流向',
      '学段',
      '岗位类别',
      '学科',
      '岗位组编号',
      '学科匹配',
      '职称',
      '志愿序次',
      '适配分',
      '距离（公里）',
      '转岗培训',
      '人工锁定',
    ],
    widths: [6, 12, 10, 22, 22, 14, 8, 10, 12, 24, 12, 8, 10, 10, 12, 10, 10],
    rows: proposal.placements.map((placement, k) => {
      const teacher = lookup.teacher(placement.teacherId);
      return [
        k + 1,
        teacher.id,
        teacher.name,
        lookup.school(placement.fromSchoolId).name,
        lookup.school(placement.schoolId).name,
        flowLabel(placement.flow),
        ...postLabel(placement.postGroupId),
        placement.postGroupId,
        MATCH_ZH[placement.subjectMatch] ?? '',
        TITLE_ZH[teacher.title],
        placement.wishRank === null ? '服从安排' : `志愿${placement.wishRank}`,
        placement.fit / 100,
        placement.distance === null ? null : placement.distance / 100,
        placement.needsTraining ? '是' : '',
        placement.locked ? '是' : '',
      ];
    }),
  };
}

/** 「学科不匹配 120；无空缺 30」: tests by name in Chinese with their counts. */
function rejectionText(rejectedBy: Standby['rejectedBy']): string {
  const sentence = new Map(ADMISSIBILITY_TESTS.map((test) => [test.name, test.sentence.zh]));
  return rejectedBy.map(({ test, count }) => `${sentence.get(test)}：${count} 个岗位组`).join('；');
}

function standbySheet(proposal: Proposal, lookup: Lookup): SheetToWrite {
  return {
    name: '待岗名单',
    headers: ['序号', '职工号', '姓名', '原学校', '学段', '学科', '原因', '岗位组被排除的规则'],
    widths: [6, 12, 10, 22, 8, 12, 24, 80],
    rows: proposal.standby.map((entry, k) => {
      const teacher = lookup.teacher(entry.teacherId);
      return [
        k + 1,
        teacher.id,
        teacher.name,
        lookup.school(teacher.schoolId).name,
        STAGE_ZH[teacher.stage],
        teacher.mainSubject ?? CATEGORY_ZH[teacher.category],
        STANDBY_ZH[entry.reason],
        rejectionText(entry.rejectedBy),
      ];
    }),
  };
}

function unfilledSheet(county: County, proposal: Proposal, lookup: Lookup): SheetToWrite {
  const schoolOf = new Map(county.postGroups.map((group) => [group.id, group.schoolId]));
  return {
    name: '未补岗位',
    headers: ['学校', '学区类别', '学段', '岗位类别', '学科', '岗位组编号', '仍缺人数'],
    widths: [22, 10, 8, 10, 12, 24, 10],
    rows: proposal.unfilled.map(({ postGroupId, count }) => {
      const school = lookup.school(schoolOf.get(postGroupId) as string);
      return [school.name, TIER_ZH[school.tier], ...postLabel(postGroupId), postGroupId, count];
    }),
  };
}

function establishmentSheet(county: County, proposal: Proposal): SheetToWrite {
  const before = countBy(
    county.teachers.filter((teacher) => teacher.employment === 'established'),
    (teacher) => teacher.schoolId,
  );
  const arrivals = new Map<string, number>();
  const departures = new Map<string, number>();
  const add = (map: Map<string, number>, id: string) => map.set(id, (map.get(id) ?? 0) + 1);
  for (const { schoolId, fromSchoolId } of proposal.placements) {
    add(arrivals, schoolId);
    add(departures, fromSchoolId);
  }
  return {
    name: '编制岗位表',
    headers: [
      '学校代码',
      '学校',
      '学区类别',
      '学生数',
      '班级数',
      '核定编制',
      '原实有',
      '调出',
      '调入',
      '现实有',
      '调配前超缺编',
      '调配后超缺编',
    ],
    widths: [14, 22, 10, 10, 10, 10, 10, 8, 8, 10, 14, 14],
    rows: county.schools.map((school) => {
      const quota = schoolQuota(school);
      const present = before.get(school.id) ?? 0;
      const out = departures.get(school.id) ?? 0;
      const into = arrivals.get(school.id) ?? 0;
      const after = present - out + into;
      const sum = (key: 'pupils' | 'classes') =>
        school.parts.reduce((total, part) => total + part[key], 0);
      return [
        school.id,
        school.name,
        TIER_ZH[school.tier],
        sum('pupils'),
        sum('classes'),
        quota,
        present,
        out,
        into,
        after,
        present - quota,
        after - quota,
      ];
    }),
  };
}

function ruleSheet(proposal: Proposal): SheetToWrite {
  return {
    name: '逐条规则核查',
    headers: ['规则', '检查项', '强度', '结果', '内容', '实测值', '限值', '涉及'],
    widths: [8, 22, 8, 8, 60, 10, 10, 40],
    rows: proposal.ruleChecks.map((check) => [
      check.ruleId,
      check.name,
      STRENGTH_ZH[check.strength],
      STATUS_ZH[check.status],
      check.text,
      check.measured,
      check.limit,
      check.offenders.join('、'),
    ]),
  };
}
