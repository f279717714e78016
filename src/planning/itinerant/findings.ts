/** What an itinerant plan cannot do: a subject nobody teaches, or nobody at work, lessons still open, places without position. */
import { compareIds } from '../../domain/canonical.ts';
import { type Coverage, FIFTHS, type ItinerantFinding } from '../../domain/itinerant.ts';
import type { Subject } from '../../domain/vocabulary.ts';
import { weeklyLoad } from '../../rules/establishment/curriculum.ts';
import type { Situation } from '../../rules/itinerant/situation.ts';

/** In order: by subject of the policy, then places. */
export function findingsOf(
  situation: Situation,
  coverage: readonly Coverage[],
): ItinerantFinding[] {
  const subjects = [...new Set(situation.policy.itinerant.subjects)];
  return [
    ...subjects.flatMap((subject) => subjectFinding(situation, coverage, subject)),
    ...positionFinding(situation, coverage),
  ];
}

const missingOf = ({ need, after }: Coverage): number => need - after;
const inPeriods = (fifths: number): string => `${Math.ceil(fifths / FIFTHS)}`;

function subjectFinding(
  situation: Situation,
  coverage: readonly Coverage[],
  subject: Subject,
): ItinerantFinding[] {
  const open = coverage.filter((row) => row.subject === subject && missingOf(row) > 0);
  if (open.length === 0) return [];
  const missing = open.reduce((sum, row) => sum + missingOf(row), 0);
  const heads = headsFor(open, subject);
  const about = { subject, missing, heads, places: open.map(({ placeId }) => placeId) };
  const size = `每周还缺 ${inPeriods(missing)} 节（${open.length} 个校点）`;
  if (!isTaught(situation, subject)) return [noneFinding(situation, about, size)];
  return [
    {
      ...{ code: 'gap-left', ...about },
      message: `「${subject}」走教之后${size}，按走教范围、天数和周课时标准已无人可派。`,
      suggestion: `补足约需 ${heads} 名专任教师：列入招聘计划，或放宽走教范围与天数。`,
    },
  ];
}

/** Nobody is there to be sent: because the county has nobody, or because those whom it has are elsewhere. */
function noneFinding(
  { county }: Situation,
  about: Pick<ItinerantFinding, 'missing' | 'heads' | 'places'> & { subject: Subject },
  size: string,
): ItinerantFinding {
  const { subject, heads } = about;
  const known = county.teachers.filter(
    (each) => each.mainSubject === subject || each.otherSubjects.includes(subject),
  ).length;
  if (known === 0) {
    return {
      ...{ code: 'no-teacher', ...about },
      message: `全县没有能任教「${subject}」的教师，走教无从安排；${size}。`,
      suggestion: `补足约需 ${heads} 名专任教师：列入招聘计划，或请县外支教、购买服务。`,
    };
  }
  return {
    ...{ code: 'none-at-work', ...about },
    message: `全县登记有「${subject}」学科教师 ${known} 人，但都不在小学、初中、高中的教学岗位上（在其他学段或岗位类别，或未聘、请假、暂不得任教），走教无从安排；${size}。`,
    suggestion: `先让其中可任教的人员到岗；补足约需 ${heads} 名专任教师，不足的列入招聘计划。`,
  };
}

/** Anybody present who has it as main or further subject, or a researcher who teaches it. */
function isTaught({ groups, researchers }: Situation, subject: Subject): boolean {
  return (
    researchers.some((each) => each.subject === subject && each.fifths > 0) ||
    groups.some(
      (group) =>
        group.subject === subject ||
        group.lecturers.some(({ teacher }) => teacher.otherSubjects.includes(subject)),
    )
  );
}

/** ⌈missing / norm⌉ of each stage. */
function headsFor(open: readonly Coverage[], subject: Subject): number {
  return (['P', 'J'] as const).reduce((heads, stage) => {
    const missing = open
      .filter((row) => row.stage === stage)
      .reduce((sum, row) => sum + missingOf(row), 0);
    const load = weeklyLoad(stage, subject);
    return heads + (load === null ? 0 : Math.ceil(missing / (FIFTHS * load)));
  }, 0);
}

/** Places with open lessons to which no way is known. */
function positionFinding({ places }: Situation, coverage: readonly Coverage[]): ItinerantFinding[] {
  const lost = new Set(places.filter(({ position }) => position === null).map(({ id }) => id));
  const open = coverage.filter((row) => lost.has(row.placeId) && missingOf(row) > 0);
  if (open.length === 0) return [];
  const ids = [...new Set(open.map(({ placeId }) => placeId))].sort(compareIds);
  return [
    {
      ...{ code: 'no-position', subject: null, heads: 0, places: ids },
      missing: open.reduce((sum, row) => sum + missingOf(row), 0),
      message: `${ids.length} 个缺课校点没有位置，里程无从计算，未安排走教。`,
      suggestion: '在学校表、教学点表补填经纬度后重新计算。',
    },
  ];
}
