/** The county as the API shows it: people by columns, schools, the whole without names and grounds. */

import type { z } from 'zod';
import { type County, isConfirmed, type Teacher, type Wish } from '../domain/county.ts';
import type { Service, VersionView } from '../service/contract.ts';
import { ProblemFault } from './problem.ts';
import type { CountyData, People, Schools } from './schemas/counties.ts';

const PLAIN_COLUMNS = [
  'id',
  'sex',
  'schoolId',
  'stage',
  'category',
  'mainSubject',
  'title',
  'degree',
  'employment',
  'hiring',
  'unplacedReason',
  'ruralYears',
  'merit',
  'backbone',
  'leader',
] as const satisfies readonly (keyof Teacher)[];

/** All people by columns; names only when asked for. */
export function peopleOf({ teachers }: County, named: boolean): People {
  const plain = Object.fromEntries(
    PLAIN_COLUMNS.map((key) => [key, teachers.map((teacher) => teacher[key])]),
  ) as unknown as Pick<People['columns'], (typeof PLAIN_COLUMNS)[number]>;
  const { id, ...rest } = plain;
  const name = named ? teachers.map((teacher) => teacher.name) : null;
  const wishes = teachers.map((teacher) => teacher.wishes.map(wished));
  return { count: teachers.length, columns: { id, name, ...rest, wishes } };
}

function wished({ schoolId, postGroupId }: Wish): string {
  return postGroupId ?? schoolId;
}

export function schoolsOf({ districts, schools, postGroups }: County): z.input<typeof Schools> {
  return { districts, schools, postGroups };
}

/** The county for machines: staff numbers only. */
export function countyData(county: County): z.input<typeof CountyData> {
  return {
    ...county,
    teachers: county.teachers.map(({ name: _, birth: __, exemption, ...teacher }) => ({
      ...teacher,
      exempt: isConfirmed(exemption),
    })),
  };
}

/** Views that are kept: one of a county of 20 000 teachers takes some 3 MB. */
const KEPT_VIEWS = 8;

/** Views as JSON text, made once for each version; the latest used are kept. */
export class CountyViews {
  readonly #kept = new Map<string, string>();

  /** @throws ProblemFault `not-solvable` while errors stand in the way of the version */
  async text(
    service: Service,
    { id }: VersionView,
    view: string,
    make: (county: County) => unknown,
  ): Promise<string> {
    const key = `${id}/${view}`;
    let text = this.#kept.get(key);
    if (text === undefined) {
      const county = await service.counties.text(id);
      if (county === null) throw new ProblemFault('not-solvable');
      text = JSON.stringify(make(JSON.parse(county) as County));
    }
    this.#kept.delete(key);
    this.#kept.set(key, text);
    const [oldest = ''] = this.#kept.keys();
    if (this.#kept.size > KEPT_VIEWS) this.#kept.delete(oldest);
    return text;
  }

  /** Nothing of an erased county stays. */
  clear(): void {
    this.#kept.clear();
  }
}
