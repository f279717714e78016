/** I04: how many of a school's own people it hired, when the in-school competition is over. */
import type { County } from '../../domain/county.ts';
import type { SummerState } from '../../domain/summer.ts';
import { countsAsOwn, inSchoolFloor, postsOf, type Staffing } from '../checks/in-school.ts';
import type { Result } from '../checks/result.ts';
import { isCounted } from '../people.ts';

/** The name of the check in a solve: there it would count a competition that is not over. */
export const FLOOR = 'in-school-floor';

/** Once for the summer, by the schools of the workbook: who came from elsewhere is no hire of the school. */
export function summerFloor(county: County, { policy, stages }: SummerState): Result[] {
  const values = policy.values;
  const done = stages.filter(({ stage }) => stage === 'direct-hire' || stage === 'in-school');
  if (done.length < 2) return [];
  const hired = new Set(
    done
      .flatMap(({ decisions }) => decisions)
      .filter(({ kind }) => kind === 'direct' || kind === 'in-school')
      .map(({ teacherId }) => teacherId),
  );
  const own = county.teachers.filter((person) => isCounted(person, values));
  const schools = county.schools.map(({ id }): Staffing => {
    const here = own.filter(({ schoolId }) => schoolId === id);
    return {
      id,
      posts: postsOf(county, id),
      incumbents: here.length,
      hired: here.filter((person) => hired.has(person.id) && countsAsOwn(person, values)).length,
    };
  });
  return [inSchoolFloor(values, schools)];
}
