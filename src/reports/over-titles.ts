/** 超岗 (T07): schools where the arrivals stand above the title posts. */
import type { TitleLevel } from '../domain/vocabulary.ts';
import { type TitleCount, titleCounts } from '../rules/title-posts.ts';
import type { ReportContext } from './sources.ts';

/** Heads above the posts after the round, at schools with arrivals of a title. */
type Overflow = Readonly<Record<keyof TitleCount, number>>;

/** @returns what to write beside an arrival of that level; '' where the level has room */
export function overTitleWords(
  context: ReportContext,
): (schoolId: string, title: TitleLevel) => string {
  const over = overflows(context);
  return (schoolId, title) => {
    const { senior = 0, seniorMiddle = 0 } = over.get(schoolId) ?? {};
    if (title === 'E') return '';
    const words = [
      ...(title === 'H' && senior > 0 ? [`高级 +${senior}`] : []),
      ...(seniorMiddle > 0 ? [`高中级 +${seniorMiddle}`] : []),
    ];
    return words.join('，');
  };
}

function overflows({ round, proposal, policy, teacher }: ReportContext): Map<string, Overflow> {
  const sums = new Map<string, { senior: number; seniorMiddle: number }>();
  const add = (schoolId: string, title: TitleLevel, sign: 1 | -1) => {
    const { senior, seniorMiddle } = titleCounts(title);
    const so = sums.get(schoolId) ?? { senior: 0, seniorMiddle: 0 };
    sums.set(schoolId, {
      senior: so.senior + sign * senior,
      seniorMiddle: so.seniorMiddle + sign * seniorMiddle,
    });
  };
  for (const { teacherId, fromSchoolId, schoolId } of proposal.placements) {
    const { title } = teacher(teacherId);
    add(schoolId, title, 1);
    // In a placement the movers hold no title post at home any more.
    if (policy.round === 'rotation') add(fromSchoolId, title, -1);
  }
  return new Map(
    round().schools.map(({ school, titleCap, titleHeld }) => {
      const arrived = sums.get(school.id) ?? { senior: 0, seniorMiddle: 0 };
      // Who was above before the arrivals came is no overflow of theirs.
      const above = (key: keyof TitleCount) =>
        Math.max(0, arrived[key] - Math.max(0, titleCap[key] - titleHeld[key]));
      return [school.id, { senior: above('senior'), seniorMiddle: above('seniorMiddle') }];
    }),
  );
}
