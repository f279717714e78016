/**
 * The tables a bureau hands in and their columns: one table of Chinese headers with synonyms.
 * The first name is canonical (it is what our own workbooks write). A new column goes here.
 */

import type { TableKey } from '../domain/mends.ts';

export interface Column {
  /** Canonical header first, then synonyms; compared after NFKC and removal of all white space. */
  readonly headers: readonly string[];
  /** A missing required column is an error; a missing optional one takes its stated default. */
  readonly required: boolean;
  /** Keys of columns any of which stands in for this one when it is missing. */
  readonly orElse?: readonly (readonly string[])[];
}
export interface Table {
  /** Canonical sheet name first, then synonyms. */
  readonly sheets: readonly string[];
  readonly required: boolean;
  /** A table that many counties have no use for: nothing is said when it is missing. */
  readonly quiet?: boolean;
  readonly columns: Readonly<Record<string, Column>>;
}

const must = (...headers: string[]): Column => ({ headers, required: true });
const may = (...headers: string[]): Column => ({ headers, required: false });
/** The key of a person: 职工号, else 身份证号, else name with school and birth; never the name alone. */
const personKey = (...headers: string[]): Column => ({
  ...must(...headers),
  orElse: [['idNumber'], ['name', 'unit', 'birth']],
});
const STAFF_NO = ['职工号', '工号', '人员编码', '教职工编号', '教师工号', '教职工号'] as const;
const ID_NUMBER = ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证件号码'] as const;
const BIRTH = ['出生年月', '出生日期', '出生时间'] as const;

/** 学校基本情况表: one row for each school and stage (a nine-year school has two rows). */
const schools = {
  sheets: ['学校基本情况表', '学校情况表', '学校基本情况'],
  required: true,
  columns: {
    code: must('学校代码', '学校标识码', '标识码'),
    name: must('学校名称', '学校', '单位名称'),
    kind: must('学校类别', '办学类型'),
    district: must('学区', '所属学区', '乡镇（街道）'),
    tier: must('学区类别', '学区类型'),
    stage: must('学段'),
    classes: must('班级数', '班数'),
    pupils: must('学生数', '在校生数', '学生人数'),
    quota: must('核定编制', '编制数', '核定编制数'),
    staff: may('实有在编', '在编人数', '实有在编人数'),
    temporary: may('临聘人数', '临聘教师数'),
    weak: may('薄弱校', '是否薄弱校'),
    zone: may('地域', '坝区山区'),
    centralSchool: may('所属中心校', '中心校'),
    community: may('共同体', '教育共同体', '集团'),
    operator: may('办别', '办学性质'),
    keySchool: may('重点校', '是否重点校'),
    longitude: may('经度'),
    latitude: may('纬度'),
    classesByGrade: may('各年级班数', '各年级班级数', '分年级班数'),
    boarders: may('寄宿生', '寄宿生数', '住校生'),
    expectedPupils: may('预计学生数', '下学年预计学生数'),
    partyCommittee: may('党组织', '党组织设置'),
  },
} as const satisfies Table;

/** 岗位设置表: one row for each post group. */
const posts = {
  sheets: ['岗位设置表', '岗位设置', '设岗表'],
  required: true,
  columns: {
    school: must('学校', '学校名称', '单位名称'),
    stage: must('学段'),
    category: must('岗位类别', '岗位性质'),
    subject: must('学科', '任教学科'),
    posts: must('设岗数', '岗位数', '应设岗位'),
    hired: may('已聘', '已聘人数', '已聘数'),
    openings: must('空缺', '空缺岗位', '空缺数'),
    mustFill: may('最低补足数', '必补岗位'),
  },
} as const satisfies Table;

/** 职称岗位表, the second sheet of the post tables: one row for each school and stage. */
const titles = {
  sheets: ['职称岗位表', '职称岗位设置表', '专业技术岗位表'],
  required: true,
  columns: {
    school: must('学校', '学校名称', '单位名称'),
    stage: must('学段'),
    seniorCap: must('高级核定', '高级核定数', '高级核定（倾斜前）'),
    seniorUsed: may('高级已聘'),
    middleCap: must('中级核定', '中级核定数', '中级核定（倾斜前）'),
    middleUsed: may('中级已聘'),
    juniorCap: must('初级核定', '初级核定数', '初级核定（倾斜前）'),
    juniorUsed: may('初级已聘'),
  },
} as const satisfies Table;

/** 教职工花名册: one row for each person. */
const roster = {
  sheets: ['教职工花名册', '花名册', '教师花名册', '教职工名册'],
  required: true,
  columns: {
    staffNo: personKey(...STAFF_NO),
    name: must('姓名'),
    idNumber: may(...ID_NUMBER),
    sex: may('性别'),
    birth: must(...BIRTH),
    unit: must('工作单位', '所在学校', '单位名称', '学校名称', '学校', '单位'),
    employment: must('编制类别', '是否在编', '人员性质', '用人形式'),
    category: must('岗位类别', '岗位性质', '人员类别'),
    duty: may('行政职务', '职务'),
    stage: must('任教学段', '学段'),
    subjects: must('任教学科', '任课', '现任教学科', '所教学科'),
    secondSubject: may('第二学科', '可任教学科'),
    certificateStage: must('教师资格证种类', '资格证种类'),
    certificateSubject: may('资格证学科', '教师资格证任教学科'),
    title: must('职称', '专业技术职务', '职务名称'),
    workStart: may('参加工作时间', '工作年月'),
    schoolStart: must('来本校时间', '到校时间', '任现校年月'),
    ruralYears: may('农村任教年限', '农村任教年数'),
    degree: may('最高学历', '学历'),
    backbone: may('骨干教师级别', '骨干教师', '荣誉称号'),
    hiring: must('聘任结果', '聘任状态', '竞聘结果'),
    unplacedReason: may('未聘原因', '落聘原因'),
    exemption: may('特殊情况', '备注'),
    exemptionConfirmed: may('特殊情况已确认', '直聘手续完备'),
    boundUntil: may('服务期至', '交流期至'),
    teachable: may('可否任教', '任教资格'),
    examPassed: may('进城考试', '业务考试'),
    returnRight: may('返城资格', '轮岗期满'),
    retirementTrack: may('退休类别'),
    homeDistrict: may('家庭住址', '家庭住址（乡镇）'),
    volunteer: may('自愿交流'),
    site: may('所在教学点', '任教教学点'),
    classTeacher: may('是否班主任', '班主任'),
    weeklyHours: may('周课时', '周课时数', '周课时量'),
    optsIn: may('自愿参加竞聘', '直聘对象自愿参加竞聘'),
    application: may('本人申请'),
    consent: may('单位同意', '学校同意'),
    publicity: may('公示无异议'),
    evidence: may('证明材料'),
    exemptionSpan: may('特殊情况起止', '起止', '起止时间'),
    assessments: may('近三年考核', '年度考核结果', '近三年年度考核'),
    monitoringFails: may('监测不合格年数', '监测连续不合格年数'),
    exchangeHome: may('原学校', '交流原学校', '派出学校'),
    exchangeSince: may('交流起', '交流开始时间'),
    exchangeUntil: may('交流止', '交流结束时间'),
    exchangePost: may('交流原岗位', '原岗位'),
    exchangeMonths: may('累计交流月数', '累计交流支教月数'),
    dutySince: may('任现职时间', '任现职年月'),
    deputyYears: may('任副职年限', '班子副职年限'),
    middleYears: may('任中层年限', '中层年限'),
    teachingYears: may('教龄'),
    trainingHours: may('校长培训学时', '任职资格培训学时'),
    principalCertificate: may('校长资格证', '校长任职资格证'),
    principalReviews: may('校长年度考核'),
    lastHeadedSchool: may('曾任正职学校', '原任正职学校'),
    lastHeadedUntil: may('离任时间', '正职离任时间'),
    lastHeadedMonths: may('曾任正职月数', '原校任正职月数'),
    grade: may('岗位等级', '聘任等级', '专技等级'),
  },
} as const satisfies Table;

/** 志愿表: one row for each person who handed in a form. */
const wishes = {
  sheets: ['志愿表', '分流意向表', '志愿分流意向表'],
  required: true,
  columns: {
    staffNo: personKey(...STAFF_NO),
    name: may('姓名'),
    wish1: must('志愿1', '第一志愿'),
    wish2: may('志愿2', '第二志愿'),
    wish3: may('志愿3', '第三志愿'),
    wish4: may('志愿4', '第四志愿'),
    wish5: may('志愿5', '第五志愿'),
    obeys: may('是否服从调剂', '服从调剂'),
    notHiredProof: may('未聘任证明'),
    performanceReport: may('业绩鉴定', '工作业绩鉴定'),
    kinSchools: may('回避学校'),
    refused: may('已拒岗位'),
    handedIn: may('交表日期', '交表时间'),
    deadline: may('交表截止日期', '交表截止'),
    late: may('是否逾期', '逾期交表'),
    partner: may('夫妻同调', '配偶职工号'),
    idNumber: may(...ID_NUMBER),
    unit: may('原学校', '工作单位', '所在学校'),
    birth: may(...BIRTH),
  },
} as const satisfies Table;

/** 业绩考核表: one row for each person. */
const merits = {
  sheets: ['业绩考核表', '业绩考核', '考核表'],
  required: true,
  columns: {
    staffNo: personKey(...STAFF_NO),
    name: may('姓名'),
    total: must('总分', '考核总分', '得分'),
    idNumber: may(...ID_NUMBER),
    unit: may('工作单位', '所在学校', '学校'),
    birth: may(...BIRTH),
  },
} as const satisfies Table;

/** 编制总量表: one row for each stage, what the establishment office approved. */
const approved = {
  sheets: ['编制总量表', '编制总量', '核定编制总量表'],
  required: false,
  quiet: true,
  columns: {
    stage: must('学段'),
    total: must('编制总量', '核定总量', '编制总数', '核定编制总量'),
    approver: may('核定机构', '审批机构', '批准机构'),
    approvedOn: may('核定时间', '批准时间', '核定年月'),
    validUntil: may('有效期至', '有效期'),
  },
} as const satisfies Table;

/** 教学点表: one row for each 教学点 or 村小 under a central school, whose pupils and classes hold those of its sites. */
const sites = {
  sheets: ['教学点表', '教学点情况表', '教学点基本情况表'],
  required: false,
  quiet: true,
  columns: {
    code: must('教学点代码', '教学点编号'),
    name: must('教学点名称', '教学点'),
    school: must('所属中心校', '中心校', '所属学校'),
    stage: may('学段'),
    classes: must('班级数', '班数'),
    pupils: must('学生数', '在校生数', '学生人数'),
    classesByGrade: may('各年级班数', '各年级班级数', '分年级班数'),
    longitude: may('经度'),
    latitude: may('纬度'),
  },
} as const satisfies Table;

/** 教研员表: one row for each full-time researcher of the bureau, outside the schools' establishment (W06). */
const researchers = {
  sheets: ['教研员表', '教研员名册', '专职教研员表'],
  required: false,
  quiet: true,
  columns: {
    staffNo: must(...STAFF_NO),
    name: may('姓名'),
    subject: must('学科', '负责学科'),
    stage: must('学段', '负责学段'),
    since: must('到岗时间', '任教研员时间'),
    lastInSchool: may('最近到校任教止', '最近任教结束时间'),
    school: may('联系学校', '任教学校'),
  },
} as const satisfies Table;

/** 教学任务表: one row for each course a teacher gives; read to compare the people with the roster, not used otherwise. */
const tasks = {
  sheets: ['教学任务表', '任课表', '排课任务'],
  required: false,
  quiet: true,
  columns: {
    staffNo: must('教师工号', ...STAFF_NO),
    name: may('任课教师', '教师姓名', '姓名'),
    course: must('课程名称', '课程', '任教课程'),
    hours: may('排课学时', '周课时', '周课时数', '课时'),
    pupils: may('教学班人数', '人数'),
  },
} as const satisfies Table;

export const TABLES = {
  schools,
  posts,
  titles,
  roster,
  wishes,
  merits,
  approved,
  sites,
  researchers,
  tasks,
} as const satisfies Record<TableKey, Table>;
export type TableId = keyof typeof TABLES;
/** The tables with the synonyms of a mends file. */
export type TableBook = Readonly<Record<TableId, Table>>;

/** Headers of usual tables that this program does not need: accepted without a remark. */
export const UNUSED_HEADERS: readonly string[] = [
  ...['序号', '备注', '说明', '联系电话', '手机号码', '民族', '政治面貌', '籍贯', '婚姻状况'],
  ...['参加工作时间', '第一学历', '学位', '所学专业', '毕业院校', '教师资格证号', '证书号'],
  ...['聘任时间', '英文姓名'],
  ...['荣誉称号', '配偶单位', '城乡分类', '超缺编', '领导职数'],
  ...['距县城', '原学校', '竞聘学段', '任教学科', '可任教学科', '身份证号', '工作单位', '特殊情况'],
  ...[
    '是否愿转岗',
    '是否愿转学段',
    '家庭住址',
    '本人签名日期',
    '签名日期',
    '师德',
    '工作量',
    '绩效',
  ],
  ...['教学质量', '教龄', '班主任年限', '农村任教年限', '高级空余', '中级空余', '初级空余'],
];
