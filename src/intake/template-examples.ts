/** Example rows of the template: two schools and three people that agree with one another, so that they can be checked as they stand. */
import type { CellToWrite } from '../workbook/port.ts';
import type { TableId } from './headers.ts';

type Example = Readonly<Record<string, CellToWrite>>;

const TOWN = '示例实验小学';
const RURAL = '示例镇中心小学';

const school = (code: string, name: string, rest: Example): Example => ({
  ...{ code, name, kind: '小学', stage: '小学', operator: '公办', weak: '否', keySchool: '否' },
  ...rest,
});

const person = (staffNo: string, name: string, rest: Example): Example => ({
  ...{ staffNo, name, employment: '在编', category: '专任教师', stage: '小学', subjects: '语文' },
  ...{ certificateStage: '小学', certificateSubject: '语文', title: '中级', degree: '本科' },
  ...{ workStart: '2008-08', hiring: '校内聘任', weeklyHours: 14, classTeacher: '否' },
  ...rest,
});

export const EXAMPLES: Partial<Record<TableId, readonly Example[]>> = {
  schools: [
    school('3706000001', TOWN, {
      ...{ district: '局直学区', tier: '局直', classes: 12, pupils: 540, quota: 1, staff: 2 },
      ...{ temporary: 0, longitude: 120.71, latitude: 37.18 },
    }),
    school('3706000002', RURAL, {
      ...{ district: '示例镇', tier: '农村', classes: 6, pupils: 180, quota: 2, staff: 1 },
      ...{ temporary: 0, weak: '是', longitude: 120.9, latitude: 37.3, boarders: 30 },
    }),
  ],
  posts: [
    {
      ...{ school: TOWN, stage: '小学', category: '专任教师', subject: '语文' },
      ...{ posts: 1, hired: 1, openings: 0, mustFill: 0 },
    },
    {
      ...{ school: RURAL, stage: '小学', category: '专任教师', subject: '语文' },
      ...{ posts: 2, hired: 1, openings: 1, mustFill: 1 },
    },
  ],
  titles: [TOWN, RURAL].map((name) => ({
    ...{ school: name, stage: '小学', seniorCap: 1, seniorUsed: 0, middleCap: 2 },
    ...{ middleUsed: name === TOWN ? 2 : 1, juniorCap: 1, juniorUsed: 0 },
  })),
  roster: [
    person('000101', '示例甲', { sex: '女', birth: '1985-03', unit: TOWN, schoolStart: '2010-09' }),
    person('000102', '示例乙', {
      ...{ sex: '男', birth: '1983-11', unit: TOWN, schoolStart: '2012-09' },
      ...{ hiring: '未聘任', unplacedReason: '超编' },
    }),
    person('000201', '示例丙', {
      sex: '女',
      birth: '1990-06',
      unit: RURAL,
      schoolStart: '2014-09',
    }),
  ],
  wishes: [
    {
      ...{ staffNo: '000102', name: '示例乙', wish1: `${RURAL}/小学语文`, obeys: '是' },
      ...{ notHiredProof: '有', performanceReport: '有', late: '否' },
    },
  ],
  merits: [{ staffNo: '000102', name: '示例乙', total: 86.5 }],
  approved: [{ stage: '小学', total: 3, approver: '县委编办', approvedOn: '2026-01' }],
  sites: [
    { code: 'JXD01', name: '示例教学点', school: RURAL, stage: '小学', classes: 1, pupils: 12 },
  ],
  researchers: [
    { staffNo: 'JY01', name: '示例丁', subject: '语文', stage: '小学', since: '2019-09' },
  ],
};
