/** 待岗名单的列: the standby list a planner hands in, for the bureau's own use (it bears names). */
import type { County } from '../../domain/county.ts';
import { CHANNEL_NAME, PAY_ITEM_NAME, TRIGGER_NAME } from './consequences.ts';
import type { StandbyGround, StandbyRecord } from './record.ts';
import { STATE_NAME } from './states.ts';

const GROUND_ZH: Readonly<Record<StandbyGround, string>> = {
  refused: '不服从安排',
  'not-teachable': '退出教学岗位情形',
  untrained: '未培训合格',
  'no-post': '无匹配岗位',
};

export const STANDBY_HEADERS = [
  '职工号',
  '姓名',
  '原校',
  '学科',
  '原因',
  '状态',
  '安排岗位',
  '最近可安排岗位',
  '培训、跟岗学校',
  '培训起始',
  '月考核',
  '年度考核',
  '工资关系单位',
  '停发项目',
  '退出情形',
  '建议渠道',
  '待岗期满',
  '下次竞聘',
] as const;

/**
 * Rows of the list, one a record, cells in the order of {@link STANDBY_HEADERS}; people on post are left out.
 * @param nearest words for the posts that are next in reach of a person, best first
 */
export function standbyRows(
  records: readonly StandbyRecord[],
  county: County,
  nearest: ReadonlyMap<string, readonly string[]> = new Map(),
): (string | number | null)[][] {
  const people = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const schools = new Map(county.schools.map(({ id, name }) => [id, name]));
  const school = (id: string) => schools.get(id) ?? id;
  return records
    .filter(({ state }) => state !== 'on-post')
    .map((record) => {
      const teacher = people.get(record.teacherId);
      return [
        record.teacherId,
        teacher?.name ?? '',
        teacher === undefined ? '' : school(teacher.schoolId),
        teacher?.mainSubject ?? '',
        record.ground === null ? '' : GROUND_ZH[record.ground],
        STATE_NAME[record.state].zh,
        record.arrangedPostId,
        (nearest.get(record.teacherId) ?? []).join('、'),
        school(record.shadowSchoolId),
        record.trainingFrom,
        record.tests.map(({ on, passed }) => `${on} ${passed ? '合格' : '不合格'}`).join('；'),
        record.passBarred ? '不得确定为合格' : '',
        school(record.pay.schoolId),
        record.pay.stopped.map((item) => PAY_ITEM_NAME[item].zh).join('、'),
        record.triggers.map((trigger) => TRIGGER_NAME[trigger].zh).join('、'),
        record.channel === null ? '' : CHANNEL_NAME[record.channel].zh,
        record.endsBefore,
        record.nextCompetition,
      ];
    });
}
