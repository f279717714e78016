/** Where a check is broken, and which people of a plan stand for it there. */
import type { BrokenPlace } from '../../domain/audit.ts';
import { compareIds } from '../../domain/canonical.ts';
import type { PostGroup, Teacher } from '../../domain/county.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { STAGE_ZH } from '../../domain/vocabulary.ts';
import { homeGroupId } from '../../rules/movers.ts';
import type { Round } from '../../rules/round.ts';
import { type PlanPosts, postsOf } from '../plan-posts.ts';

/** Checks whose offenders are places; those of all others are people. */
const PLACE_KINDS: Readonly<Record<string, BrokenPlace['kind']>> = {
  'post-openings': 'post',
  'donor-floor': 'post',
  'school-quota': 'school',
  'ledger-quota': 'school',
  'turnover-pool': 'school',
  'key-school-cap': 'school',
  'non-teaching': 'school',
  'title-senior': 'school',
  'title-senior-middle': 'school',
  'title-overflow-max': 'school',
  'absent-staff': 'school',
  'senior-schools': 'school',
  'in-school-floor': 'school',
  'district-quota': 'district',
  'stage-quota': 'other',
  'title-total': 'other',
  'approved-total': 'other',
};

/** null = the offenders of the check are people. */
export function placeKind({ name }: Pick<RuleCheck, 'name'>): BrokenPlace['kind'] | null {
  return PLACE_KINDS[name] ?? null;
}

/** A person with the post that some plan gives her. */
interface OnPost {
  readonly teacher: Teacher;
  readonly group: PostGroup;
}

/** Who of a plan counts where. */
export class PlanMap {
  readonly #round: Round;
  readonly #moves: readonly OnPost[];
  readonly #byPost = new Map<string, OnPost[]>();
  readonly #bySchool = new Map<string, OnPost[]>();

  constructor(round: Round, plan: PlanPosts) {
    this.#round = round;
    const groups = new Map(round.county.postGroups.map((group) => [group.id, group]));
    this.#moves = round.county.teachers.flatMap((teacher) => {
      const group = groups.get(plan.get(teacher.id) ?? '');
      return group === undefined ? [] : [{ teacher, group }];
    });
    for (const move of this.#moves) {
      for (const [map, key] of [
        [this.#byPost, move.group.id],
        [this.#bySchool, move.group.schoolId],
      ] as const) {
        map.set(key, [...(map.get(key) ?? []), move]);
      }
    }
  }

  static of(
    round: Round,
    placements: readonly { teacherId: string; postGroupId: string }[],
  ): PlanMap {
    return new PlanMap(round, postsOf(placements));
  }

  /** People of the plan whom a check counts at one of its places; at the home post for those who left it. */
  at(check: Pick<RuleCheck, 'name'>, id: string): string[] {
    return this.#movesAt(check, id)
      .filter((move) => counts(check, move))
      .map(({ teacher }) => teacher.id)
      .sort(compareIds);
  }

  /** Everybody whom the plan moves. */
  everybody(): string[] {
    return this.#moves.map(({ teacher }) => teacher.id);
  }

  #movesAt(check: Pick<RuleCheck, 'name'>, id: string): readonly OnPost[] {
    if (check.name === 'donor-floor')
      return this.#moves.filter(({ teacher }) => homeGroupId(teacher) === id);
    switch (placeKind(check)) {
      case 'post':
        return this.#byPost.get(id) ?? [];
      case 'school':
        return this.#bySchool.get(id) ?? [];
      case 'district':
        return this.#moves.filter(({ group }) => this.#round.districtOf.get(group.schoolId) === id);
      default:
        return this.#moves.filter(({ group }) => isStage(id, group));
    }
  }
}

/** Whether the check says that somebody is missing, not that somebody is too many. */
export function isShortage({ name, ruleId }: Pick<RuleCheck, 'name' | 'ruleId'>): boolean {
  return ruleId === 'Q15' || name === 'senior-schools';
}

function counts({ name }: Pick<RuleCheck, 'name'>, { teacher, group }: OnPost): boolean {
  if (name === 'title-senior') return teacher.title === 'H';
  if (name.startsWith('title-')) return teacher.title !== 'E';
  return name !== 'non-teaching' || group.category !== 'T';
}

/** `P`, `P/HM` or 「小学」. */
function isStage(id: string, { stage }: PostGroup): boolean {
  const [name] = id.split('/');
  return name === stage || name === STAGE_ZH[stage];
}
