/** Policy keys of the establishment, the title posts, and who stays out of the round. */
import { entriesOf } from './entry.ts';

const establishment = entriesOf('establishment');
const titles = entriesOf('titles');
const directHire = entriesOf('direct-hire');

const weight = (stage: string, english: string) =>
  establishment(
    [`${stage}生师比权重`, `${english}: weight of the pupil ratio`],
    [
      '核编时生师比对班师比的权重；余下为班师比的权重。',
      'Weight of pupils against classes when the quota is shared out.',
    ],
    { unit: 'percent' },
  );
const pupils = (stage: string, english: string) =>
  establishment(
    [`${stage}每十名教职工的学生数`, `${english}: pupils per ten staff`],
    ['编制标准：每十名教职工对应的学生数。', 'Standard of the quota.'],
    { unit: 'pupils' },
  );
const share = (level: string, stage: string, english: string) =>
  titles(
    [`${stage}${level}岗位比例`, english],
    [`${stage}${level}职称岗位占编制的比例上限。`, 'Title posts as a share of the quota.'],
    { unit: 'percent' },
  );
const cap = (stage: string, english: string) =>
  establishment(
    [`${stage}非教学人员上限`, `${english}: cap of non-teaching staff`],
    ['非教学人员占比上限。', 'Largest share of non-teaching staff.'],
    { unit: 'percent', decisions: ['A15'] },
  );

export const STAFF_KEYS = {
  'quota.pupilWeightPrimaryPct': weight('小学', 'primary'),
  'quota.pupilWeightJuniorPct': weight('初中', 'junior'),
  'quota.pupilWeightSeniorPct': weight('高中', 'senior'),
  'quota.growthPct': establishment(
    ['生源增长计入比例', 'growth counted'],
    [
      '预计增加的学生中按此比例计入核编学生数。',
      'How many percent of the expected growth count as pupils.',
    ],
    { unit: 'percent' },
  ),
  'quota.deputySecretary': establishment(
    ['专职副书记单列', 'deputy secretaries apart'],
    ['设党委、党总支的学校，专职副书记编制单列。', 'Deputy party secretaries are counted apart.'],
  ),
  'quota.pupilsPerTenStaffPrimary': pupils('小学', 'primary'),
  'quota.pupilsPerTenStaffJunior': pupils('初中', 'junior'),
  'quota.pupilsPerTenStaffSenior': pupils('高中', 'senior'),
  'quota.smallSchoolPupils': establishment(
    ['小规模学校的学生数', 'small school'],
    [
      '学生少于此数的小学、教学点按班师比核编。',
      'Below so many pupils a school gets heads by its classes.',
    ],
    { unit: 'pupils' },
  ),
  'quota.smallSchoolPerClassHundredths': establishment(
    ['小规模学校每班编制', 'heads for each class'],
    [
      '小规模学校每班编制数，以百分之一人计：170 即每班 1.7 人。',
      'Heads for each class of a small school, in hundredths: 170 are 1.7 people a class.',
    ],
    { unit: 'headHundredths' },
  ),
  'quota.siteMinimum': establishment(
    ['教学点最少编制', 'least heads of a site'],
    ['一个教学点至少的编制数。', 'Least heads of a teaching site.'],
    { unit: 'heads' },
  ),
  'quota.boardingPost': establishment(
    ['寄宿制学校增编', 'dormitory post'],
    ['有寄宿生的学校增加一个生活管理岗位。', 'One post more for a school with boarders.'],
  ),
  'quota.totals': establishment(
    ['总量依据', 'totals'],
    ['分学段总量按核定编制，或按实有人员。', 'What is shared out.'],
    {
      choices: { approved: ['核定编制', 'approved quota'], staff: ['实有人员', 'present staff'] },
      decisions: ['A8'],
    },
  ),
  'quota.peFloor': establishment(
    ['体育教师下限', 'PE floor'],
    ['按班数保证体育教师的最低人数。', 'Least PE teachers of a school by its classes.'],
  ),
  quotaCycle: establishment(
    ['编制核定周期', 'quota cycle'],
    ['两次编制核定之间的年数，其间每年微调。', 'Years between reviews; fine tuning each year.'],
    { unit: 'years', decisions: ['A7'] },
  ),
  'pool.size': establishment(
    ['编制周转池', 'turnover pool'],
    ['全县可借用的周转编制合计。', 'Heads that the pool lends in total.'],
    { unit: 'heads' },
  ),
  'nonTeaching.primaryPct': cap('小学', 'primary'),
  'nonTeaching.juniorPct': cap('初中', 'junior'),
  'nonTeaching.seniorPct': cap('高中', 'senior'),
  'nonTeaching.base': establishment(
    ['非教学人员占比的基数', 'base of the cap'],
    ['占比按核定编制，或按实有人员计算。', 'Denominator of the cap.'],
    {
      choices: { quota: ['核定编制', 'quota'], staff: ['实有人员', 'present staff'] },
      decisions: ['A15'],
    },
  ),
  agencyOutside: establishment(
    ['代理教师不参加', 'agency-hired stay out'],
    ['劳务派遣、代理教师不参加调配。', 'Agency-hired teachers stay out of the round.'],
  ),
  absentOutsidePosts: establishment(
    ['长期离岗人员不占岗', 'absent staff use no post'],
    [
      '长期病假、借调人员计入编制账，不占聘任岗位。',
      'Long-sick and seconded staff stay in the ledger but use no hiring place.',
    ],
  ),
  'titleTilt.mode': titles(
    ['职称向农村倾斜的方式', 'tilt of title posts'],
    [
      '5% 的理解：全县高、中级岗位的 5% 调往农村和薄弱校；或比例加 5 个百分点；或乘 1.05；或不倾斜。',
      'How the 5 % are read: posts moved, points added, a factor, or no tilt.',
    ],
    {
      choices: {
        pool: ['调剂岗位', 'posts moved'],
        points: ['加百分点', 'points added'],
        factor: ['乘系数', 'factor'],
        off: ['不倾斜', 'off'],
      },
      decisions: ['A4'],
    },
  ),
  'titleTilt.pct': titles(
    ['职称倾斜幅度', 'size of the tilt'],
    ['倾斜的比例。', 'Percent of the tilt.'],
    { unit: 'percent', decisions: ['A4'] },
  ),
  titleCaps: titles(
    ['职称岗位上限', 'title caps'],
    [
      '学校职称岗位超出上限时计罚分，或不允许超出。',
      'Over the caps of a school: a penalty, or not at all.',
    ],
    {
      choices: { soft: ['可超，计罚分', 'soft'], hard: ['不得超', 'hard'] },
      decisions: ['A12'],
    },
  ),
  'titleOverflow.max': titles(
    ['超职数总上限', 'most heads over the caps'],
    ['全县超职称岗位人数合计的上限；空为不限。', 'Over the caps of all schools together.'],
    { unit: 'heads', decisions: ['A12'] },
  ),
  'titleShare.seniorKindergartenPct': share('高级', '幼儿园', 'senior, kindergarten'),
  'titleShare.seniorPrimaryPct': share('高级', '小学', 'senior, primary'),
  'titleShare.seniorJuniorPct': share('高级', '初中', 'senior, junior'),
  'titleShare.seniorSeniorPct': share('高级', '高中', 'senior, senior'),
  'titleShare.middleKindergartenPct': share('中级', '幼儿园', 'middle, kindergarten'),
  'titleShare.middlePrimaryPct': share('中级', '小学', 'middle, primary'),
  'titleShare.middleJuniorPct': share('中级', '初中', 'middle, junior'),
  'titleShare.middleSeniorPct': share('中级', '高中', 'middle, senior'),
  'ruralTilt.floorPct': titles(
    ['高中级职称到农村的下限', 'rural floor of titles'],
    [
      '调配的高、中级职称教师中到农村或薄弱校的最低比例；空为不限。',
      'Least share of placed senior and middle titles that go to rural or weak schools.',
    ],
    { unit: 'percent' },
  ),
  'exempt.retireYears': directHire(
    ['临近退休年限', 'years to retirement'],
    ['距法定退休不足此年数的可直聘。', 'Within so many years of retirement people are exempt.'],
    { unit: 'years', decisions: ['A5'] },
  ),
  'exempt.birthCutoffs': directHire(
    ['按出生年月划线', 'birth cut-offs'],
    ['以男女出生年月划线代替退休年限；空为不用。', 'Absolute cut-offs instead of the years.'],
    { decisions: ['A5'] },
  ),
  'exempt.retireNeedsApplication': directHire(
    ['临近退休须本人申请', 'retirement needs an application'],
    ['临近退休者只有本人申请才不参加竞聘。', 'Near retirement counts only on own application.'],
    { decisions: ['A6'] },
  ),
  'exempt.seconded': directHire(
    ['支教、借调人员直聘', 'seconded are exempt'],
    ['经批准支教、借调的人员不参加竞聘。', 'Approved secondment exempts.'],
  ),
  'exempt.sickLeave': directHire(
    ['长期病休人员直聘', 'sick leave exempts'],
    ['长期病休的人员不参加竞聘。', 'Long sick leave exempts.'],
  ),
  'exempt.keepsHomePost': directHire(
    ['照顾对象保留原岗', 'keeps the home post'],
    [
      '照顾对象落聘的保留原岗位，至照顾事由结束。',
      'An exempt person who lost the competition keeps the post until the ground ends.',
    ],
    { decisions: ['A14'] },
  ),
  'directHire.mayCompete': directHire(
    ['直聘对象可参加竞聘', 'direct hires may compete'],
    ['直聘对象自愿的，可参加一次竞聘。', 'A direct hire who wishes may compete once.'],
    { decisions: ['A24'] },
  ),
} as const;
