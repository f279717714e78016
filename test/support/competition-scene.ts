/** One person and one post of a competition: name only what the test is about. */
import { parsePolicy } from '../../src/domain/policy.ts';
import { prepareRound } from '../../src/rules/round.ts';
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
  tinyCounty,
} from './tiny-county.ts';

export interface Scene {
  readonly round: 'in-school' | 'in-district' | 'placement';
  readonly teacher?: Partial<TinyTeacher>;
  readonly group?: Partial<TinyGroup>;
  readonly home?: Partial<TinySchool>;
  readonly target?: Partial<TinySchool>;
  readonly policy?: Record<string, unknown>;
  readonly others?: readonly TinyTeacher[];
}

/** One unplaced person at `home`, one post: at home in-school, else at `new` in the same district (placement: another). */
export function scene({ round, teacher, group, home, target, policy, others = [] }: Scene) {
  const districtId = round === 'placement' ? 'D2' : 'D1';
  const county = tinyCounty({
    schools: [
      { id: 'home', districtId: 'D1', ...home },
      {
        id: 'new',
        districtId,
        ...(round === 'placement' ? { tier: 'R' as const } : {}),
        ...target,
      },
    ],
    groups: [{ schoolId: round === 'in-school' ? 'home' : 'new', openings: 1, ...group }],
    teachers: [mover({ id: 't', schoolId: 'home', ...teacher }), ...others],
  });
  const prepared = prepareRound(county, parsePolicy({ round, ...policy }));
  return [prepared.people[0]!, prepared.groups[0]!, prepared] as const;
}
