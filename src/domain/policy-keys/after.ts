/** Policy keys of what stands beside and after the placement: itinerant teaching, standby, principals, indicators, publicity. */
import { entriesOf } from './entry.ts';

const itinerant = entriesOf('itinerant');
const standby = entriesOf('standby');
const principals = entriesOf('principals');
const indicators = entriesOf('indicators');
const workflow = entriesOf('workflow');

const DEGREES = {
  college: ['专科', 'college'],
  bachelor: ['本科', 'bachelor'],
  master: ['研究生', 'master'],
} as const;

export const AFTER_KEYS = {
  'itinerant.subjects': itinerant(
    ['走教学科', 'subjects'],
    ['由走教教师承担的学科。', 'Subjects taught by travelling teachers.'],
  ),
  'itinerant.scope': itinerant(
    ['走教范围', 'scope'],
    ['教师可走教的范围。', 'Whom a teacher may serve.'],
    {
      choices: {
        'central-school': ['中心校的教学点', 'sites of the own central school'],
        town: ['本乡镇', 'the town'],
        community: ['教育共同体', 'the community'],
      },
    },
  ),
  'itinerant.maxDaysAway': itinerant(
    ['每周走教天数上限', 'most days away'],
    ['一周在外走教的最多天数。', 'Days of the week away from the own school.'],
    { unit: 'days' },
  ),
  'itinerant.allowancePerDay': itinerant(
    ['走教补贴', 'allowance'],
    ['每走教一天的补贴。', 'For each day away.'],
    { unit: 'yuan' },
  ),
  researchersTeach: itinerant(
    ['教研员兼课', 'researchers teach'],
    ['教研员兼任部分课时。', 'Researchers are part-time teaching supply.'],
  ),
  'researchers.periodsPerTerm': itinerant(
    ['教研员每学期课时', 'periods a term'],
    ['每名教研员一学期承担的课时。', 'Periods that each researcher teaches.'],
    { unit: 'periods' },
  ),
  'researchers.weeksPerTerm': itinerant(
    ['学期周数', 'weeks of a term'],
    ['一学期的教学周数。', 'Teaching weeks of a term.'],
    { unit: 'weeks' },
  ),
  'standby.maxMonths': standby(
    ['待岗期限', 'longest standby'],
    ['待岗的最长时间。', 'Longest time on standby.'],
    { unit: 'months', decisions: ['A22'] },
  ),
  'standby.location': standby(
    ['待岗地点', 'place of standby'],
    ['在原校待岗，或由教育局安排。', 'At the home school, or as arranged.'],
    {
      choices: { home: ['原学校', 'home school'], arranged: ['统一安排', 'arranged'] },
      decisions: ['A22'],
    },
  ),
  'contract.postYears': standby(
    ['岗位聘期', 'post contract'],
    ['岗位聘用合同的年数。', 'Years of the post contract inside the employment contract.'],
    { unit: 'years', decisions: ['A21'] },
  ),
  'principals.termYears': principals(
    ['校长任期', 'term'],
    ['一届任期的年数。', 'Years of one term.'],
    { unit: 'years' },
  ),
  'principals.maxTerms': principals(
    ['同校连任上限', 'most terms'],
    ['在同一学校最多任几届。', 'Most terms at one school.'],
    { unit: 'terms' },
  ),
  'principals.mustMoveYears': principals(
    ['必须交流的年限', 'must move after'],
    ['在同一学校任正职满此年数的必须交流。', 'From so many years on a head must move.'],
    { unit: 'years' },
  ),
  'principals.deputyYears': principals(
    ['副职年限', 'years as deputy'],
    ['新任正职须任副职的年数。', 'Years as deputy that a new head needs.'],
    { unit: 'years' },
  ),
  'principals.middleYears': principals(
    ['中层年限', 'years at middle level'],
    ['新任副职须任中层的年数。', 'Years at middle level that a new deputy needs.'],
    { unit: 'years' },
  ),
  'principals.teachingYears': principals(
    ['教龄', 'years of teaching'],
    ['任校级领导须有的教龄。', 'Years of teaching that a leader needs.'],
    { unit: 'years' },
  ),
  'principals.trainingHours': principals(
    ['任职资格培训', 'training'],
    ['新任校长须完成的任职资格培训。', 'Training that a new head must show.'],
    { unit: 'hours' },
  ),
  'indicators.cvPrimaryPct': indicators(
    ['小学差异系数上限', 'CV limit, primary'],
    ['小学综合差异系数的上限。', 'Largest coefficient of variation.'],
    { unit: 'percent' },
  ),
  'indicators.cvJuniorPct': indicators(
    ['初中差异系数上限', 'CV limit, junior'],
    ['初中综合差异系数的上限。', 'Largest coefficient of variation.'],
    { unit: 'percent' },
  ),
  'indicators.aboveDegreePrimary': indicators(
    ['小学高于规定学历', 'degree above, primary'],
    ['小学教师「高于规定学历」的起点。', 'The degree above the required one.'],
    { choices: DEGREES },
  ),
  'indicators.aboveDegreeJunior': indicators(
    ['初中高于规定学历', 'degree above, junior'],
    ['初中教师「高于规定学历」的起点。', 'The degree above the required one.'],
    { choices: DEGREES },
  ),
  'indicators.seniorSchoolsPct': indicators(
    ['有高级职称的学校比例', 'schools with a senior title'],
    ['义务教育学校中有高级职称教师的最低比例。', 'Least share of compulsory schools with one.'],
    { unit: 'percent' },
  ),
  publicityDays: workflow(
    ['公示天数', 'days of publicity'],
    ['公示的最少工作日。', 'Least working days of publicity.'],
    { unit: 'workingDays' },
  ),
  publicityCountsFirstDay: workflow(
    ['公示首日计入', 'first day counts'],
    ['公示当日是否算作第一个工作日。', 'Whether the first day is one of them.'],
  ),
  'reports.maskNames': workflow(
    ['公示隐去姓名', 'mask names'],
    [
      '公示名单中的姓名：照写，或只留姓氏、隐去名字。',
      'Names on public lists: as they are, or with the given name masked.',
    ],
    { choices: { off: ['照写', 'off'], given: ['隐去名字', 'given name masked'] } },
  ),
} as const;
