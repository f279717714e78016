/** Title posts of each school after the tilt to rural and weak schools (T02, A4), recomputed part by part. */
import { compareIds } from '../domain/canonical.ts';
import type { County, School, SchoolPart } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { percentDown, sum } from './arithmetic.ts';

/** Approved posts of a school: senior alone, senior and middle together. */
export interface TitlePosts {
  readonly H: number;
  readonly HM: number;
}
type Level = 'H' | 'M';
interface Share {
  readonly school: School;
  readonly part: SchoolPart;
  readonly cap: number;
}

export const isRuralOrWeak = (school: School): boolean => school.tier === 'R' || school.weak;

/** Shares of `total` in proportion to the caps: largest remainder, ties to the larger cap, then the school id. */
export function largestRemainder(
  total: number,
  shares: readonly { readonly id: string; readonly cap: number }[],
): number[] {
  const whole = sum(shares.map(({ cap }) => cap));
  const result = shares.map(({ cap }) => Math.floor((total * cap) / whole));
  const remainder = (k: number) => (total * shares[k]!.cap) % whole;
  const order = shares
    .map((_, k) => k)
    .sort(
      (a, b) =>
        remainder(b) - remainder(a) ||
        shares[b]!.cap - shares[a]!.cap ||
        compareIds(shares[a]!.id, shares[b]!.id),
    );
  const left = total - sum(result);
  for (const k of order.slice(0, left)) result[k] = result[k]! + 1;
  return result;
}

/** Change of each part's posts of one level of one stage. */
function tiltOf(parts: readonly Share[], policy: Policy): Map<SchoolPart, number> {
  const { mode, pct } = policy.titleTilt;
  const receivers = parts.filter(({ school }) => isRuralOrWeak(school));
  const donors = parts.filter(({ school }) => !isRuralOrWeak(school));
  const change = new Map<SchoolPart, number>();
  if (mode === 'points') {
    for (const { part } of receivers) change.set(part, percentDown(pct, part.quota));
  } else if (mode === 'factor') {
    for (const { part, cap } of receivers) change.set(part, percentDown(100 + pct, cap) - cap);
  } else if (mode === 'pool') {
    const given = sum(donors.map(({ cap }) => cap));
    const held = sum(receivers.map(({ cap }) => cap));
    if (given === 0 || held === 0) return change;
    const pool = Math.min(percentDown(pct, given + held), given);
    const share = (side: readonly Share[], sign: number) => {
      const amounts = largestRemainder(
        pool,
        side.map(({ school, cap }) => ({ id: school.id, cap })),
      );
      side.forEach(({ part }, k) => {
        change.set(part, sign * amounts[k]!);
      });
    };
    share(receivers, 1);
    share(donors, -1);
  }
  return change;
}

/** School id → title posts after the tilt. */
export function titlePosts(county: County, policy: Policy): Map<string, TitlePosts> {
  const bySchool = new Map(county.schools.map(({ id }) => [id, { H: 0, M: 0 }]));
  const all = county.schools.flatMap((school) => school.parts.map((part) => ({ school, part })));
  for (const stage of new Set(all.map(({ part }) => part.stage))) {
    const here = all.filter(({ part }) => part.stage === stage);
    for (const level of ['H', 'M'] as const satisfies readonly Level[]) {
      const shares = here.map((each) => ({ ...each, cap: each.part.titleCaps[level] }));
      const change = tiltOf(shares, policy);
      for (const { school, part, cap } of shares) {
        bySchool.get(school.id)![level] += cap + (change.get(part) ?? 0);
      }
    }
  }
  return new Map([...bySchool].map(([id, { H, M }]) => [id, { H, HM: H + M }]));
}
