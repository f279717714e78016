/** School quotas of one stage (Q07, Q08, Q19, L01): claims, least heads, largest remainder; and where each head comes from. */
import { compareIds } from '../../domain/canonical.ts';
import type { School, SchoolPart, Site } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { QuotaParts } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import { STAGE_ZH, type Stage } from '../../domain/vocabulary.ts';
import { roundShare } from '../arithmetic.ts';
import { boardingPost, leastHeads } from './least-heads.ts';
import { type Claim, claimsOf, weightOf } from './ratios.ts';
import { shareWithLeast } from './shares.ts';
import { sum } from './sums.ts';

export interface StagePart {
  readonly school: School;
  readonly part: SchoolPart;
  readonly sites: readonly Site[];
}

export interface PartQuota {
  readonly quota: number;
  /** Least heads, dormitory post included. */
  readonly least: number;
  readonly parts: QuotaParts;
}

/**
 * Quotas in the order of `members`; they add up to the total.
 * @throws InputError `total-below-least`, `no-claims` or `stage-too-large`, path `approved/<stage>`
 */
export function stageQuotas(
  stage: Stage,
  total: number,
  members: readonly StagePart[],
  policy: Policy,
): PartQuota[] {
  const claims = claimsOf(
    stage,
    total,
    members.map(({ part }) => part),
    policy,
  );
  const least = members.map(({ part, sites }) => leastHeads(part, sites, policy));
  const boarding = members.map(({ school, part }) => boardingPost(school, part, policy));
  const rest = total - sum(boarding);
  if (rest < sum(least)) {
    const needs = members.map((_, k) => (least[k] as number) + (boarding[k] as number));
    throw totalBelowLeast(stage, total, members, needs);
  }
  const shares = shareWithLeast(
    rest,
    members.map(({ school }, k) => ({
      id: school.id,
      weight: weightOf(claims[k] as Claim),
      least: least[k] as number,
    })),
  );
  if (shares === null) throw noClaims(stage, total);
  const all = sum(claims.map(weightOf));
  return members.map((_, k): PartQuota => {
    const own = shares.whole[k] as number;
    const exact = shares.hundredths[k] as number;
    const boarder = boarding[k] as number;
    return {
      quota: own + boarder,
      least: (least[k] as number) + boarder,
      parts: {
        ...explain(claims[k] as Claim, { rest, all, exact }),
        boarding: 100 * boarder,
        rounding: 100 * own - exact,
      },
    };
  });
}

/** Hundredths by pupils, growth, classes; what the least heads changed stands apart. They add up to `exact`. */
function explain(
  claim: Claim,
  { rest, all, exact }: { rest: number; all: number; exact: number },
): Omit<QuotaParts, 'boarding' | 'rounding'> {
  const share = (weight: number) => (all === 0 ? 0 : roundShare(100 * rest, weight, all));
  const whole = share(weightOf(claim));
  const growth = share(claim.growth);
  const classes = share(claim.classes);
  const entered = share(claim.entered);
  const pupils = whole - growth - classes - entered;
  return { pupils, growth, classes, entered, least: exact - whole };
}

/** Schools that an error names: those which need most. */
const NAMED_SCHOOLS = 5;

/** @param needs least heads of each member, dormitory post included */
function totalBelowLeast(
  stage: Stage,
  total: number,
  members: readonly StagePart[],
  needs: readonly number[],
): InputError {
  const needy = members
    .map(({ school: { id }, sites }, k) => ({ id, need: needs[k] as number, sites: sites.length }))
    .filter(({ need }) => need > 0)
    .sort((a, b) => b.need - a.need || compareIds(a.id, b.id));
  const named = needy
    .slice(0, NAMED_SCHOOLS)
    .map(({ id, need, sites }) => `${id} ${need} 名${sites > 0 ? `（教学点 ${sites} 个）` : ''}`);
  return new InputError([
    {
      code: 'total-below-least',
      path: `approved/${stage}`,
      message:
        `「${STAGE_ZH[stage]}」可分配的编制总量 ${total} 名，低于各校保底人数之和 ${sum(needs)} 名` +
        `（小规模学校、教学点和寄宿岗位；${needy.length} 所学校，最多的：${named.join('、')}）。` +
        '请核对编制总量、班级数，或调整政策项 quota.smallSchoolPerClassHundredths、quota.siteMinimum (the approved total is below the sum of the least heads).',
    },
  ]);
}

function noClaims(stage: Stage, total: number): InputError {
  return new InputError([
    {
      code: 'no-claims',
      path: `approved/${stage}`,
      message: `「${STAGE_ZH[stage]}」有编制总量 ${total} 名，但各校没有可据以分配的学生、班级或核定编制。请补填学校基本情况表 (nothing to share the total by).`,
    },
  ]);
}
