/**
 * Posts and present staff by subject. The net staffing of every cell is fixed, so over-quota heads are exact;
 * the gross subject surplus of a tier is then brought to its target by exchanging single heads between subjects.
 */
import type { Category, Subject } from '../../src/domain/vocabulary.ts';
import { apportion } from './apportion.ts';
import { NON_TEACHING_MIX, NON_TEACHING_PCT, POST_MIX, staffFactor } from './mix.ts';
import { type Dice, dice, lognormalThousandths } from './random.ts';
import { type Scale, TIERS } from './scales.ts';
import type { SizedPart } from './sizes.ts';
import type { UnitPlan } from './units.ts';

interface SubjectStaffing {
  readonly subject: Subject;
  readonly posts: number;
  staff: number;
}

export interface StaffedPart extends SizedPart {
  readonly subjects: readonly SubjectStaffing[];
  /** Posts without a subject, staffed exactly. */
  readonly support: readonly {
    readonly category: Exclude<Category, 'T'>;
    readonly posts: number;
  }[];
}

/** Staffing above or below quota by tier, thousandths (drawn around these, then scaled to the cell's net). */
const LEAN = { B: 60, U: 35, R: 75 } as const;

/** Staff − quota of each core part: one sign inside a tier, the cell's total exact. */
function drawNets(source: Dice, scale: Scale, parts: readonly SizedPart[]): Map<SizedPart, number> {
  const nets = new Map<SizedPart, number>();
  for (const { tier, stage, net } of scale.cells) {
    const own = parts.filter((part) => part.unit.tier === tier && part.stage === stage);
    const weights = own.map(
      (part) => part.quota * Math.max(1, LEAN[tier] + Math.round(20 * source.normal())),
    );
    const shares = apportion(Math.abs(net), weights);
    own.forEach((part, index) => {
      nets.set(part, Math.sign(net) * shares[index]!);
    });
  }
  return nets;
}

function supportPosts(part: SizedPart): StaffedPart['support'] {
  const total = Math.floor((part.quota * NON_TEACHING_PCT[part.stage]) / 100);
  const categories = ['A', 'M', 'W'] as const;
  const heads = apportion(
    total,
    categories.map((category) => NON_TEACHING_MIX[category]),
  );
  return categories
    .map((category, index) => ({ category, posts: heads[index]! }))
    .filter(({ posts }) => posts > 0);
}

function coreSubjects(
  source: Dice,
  part: SizedPart,
  teaching: number,
  net: number,
): SubjectStaffing[] {
  const subjects = Object.keys(POST_MIX[part.stage]) as Subject[];
  const mix = subjects.map((subject) => POST_MIX[part.stage][subject]!);
  const posts = apportion(teaching, mix);
  const staffMix = subjects.map(
    (subject, index) =>
      mix[index]! * staffFactor(part.unit.tier, subject) * lognormalThousandths(source, 0.06),
  );
  const staff = apportion(teaching + net, staffMix);
  return subjects
    .map((subject, index) => ({ subject, posts: posts[index]!, staff: staff[index]! }))
    .filter((row) => row.posts > 0 || row.staff > 0);
}

/** Other ledger: posts are set for the people there, so nobody is surplus and nothing is open. */
function otherSubjects(source: Dice, part: SizedPart, teaching: number): SubjectStaffing[] {
  const subjects = Object.keys(POST_MIX[part.stage]) as Subject[];
  const staff = teaching - Math.floor((teaching * source.below(5)) / 100);
  const heads = apportion(
    staff,
    subjects.map((subject) => POST_MIX[part.stage][subject]!),
  );
  return subjects
    .map((subject, index) => ({ subject, posts: heads[index]!, staff: heads[index]! }))
    .filter((row) => row.posts > 0);
}

const surplusOf = (parts: readonly StaffedPart[]) =>
  parts.reduce(
    (sum, part) =>
      sum + part.subjects.reduce((own, row) => own + Math.max(0, row.staff - row.posts), 0),
    0,
  );

/** One head from a surplus to a short subject of the same part: the surplus falls by one. */
function soften(source: Dice, part: StaffedPart): boolean {
  const over = part.subjects.filter((row) => row.staff > row.posts);
  const short = part.subjects.filter((row) => row.staff < row.posts);
  if (over.length === 0 || short.length === 0) return false;
  source.pick(over).staff--;
  source.pick(short).staff++;
  return true;
}

/** One head from a subject at or below its posts to 语文 or 数学 that is not short: the surplus rises by one. */
function sharpen(source: Dice, part: StaffedPart): boolean {
  const to = part.subjects.filter(
    (row) => row.staff >= row.posts && (row.subject === '语文' || row.subject === '数学'),
  );
  const from = part.subjects.filter(
    (row) =>
      row.staff <= row.posts &&
      row.staff > 1 &&
      !to.includes(row) &&
      staffFactor(part.unit.tier, row.subject) <= 95,
  );
  if (to.length === 0 || from.length === 0) return false;
  source.pick(from).staff--;
  source.pick(to).staff++;
  return true;
}

/** Heads short of their posts, by subject. */
const shortOf = (parts: readonly StaffedPart[]) =>
  parts.reduce(
    (sum, part) =>
      sum + part.subjects.reduce((own, row) => own + Math.max(0, row.posts - row.staff), 0),
    0,
  );

/**
 * The two schools with the fewest open posts get none at all: only there can a plan be beyond the quota of a school.
 * The tier's schools are at or above quota, so each short subject has a surplus one to draw on.
 */
function closeTwo(source: Dice, parts: readonly StaffedPart[]): UnitPlan[] {
  const open = (unit: UnitPlan) => shortOf(parts.filter((part) => part.unit === unit));
  const units = [...new Set(parts.map((part) => part.unit))]
    .sort((a, b) => open(a) - open(b) || (a.code < b.code ? -1 : 1))
    .slice(0, 2);
  for (const part of parts.filter(({ unit }) => units.includes(unit)))
    while (soften(source, part)) {}
  return units;
}

function calibrate(source: Dice, parts: readonly StaffedPart[], target: number): void {
  for (let surplus = surplusOf(parts); surplus !== target; ) {
    const part = source.pick(parts);
    if (surplus > target ? soften(source, part) : sharpen(source, part))
      surplus += surplus > target ? -1 : 1;
  }
}

/** Posts and staff of every part. */
export function staffParts(scale: Scale, parts: readonly SizedPart[], seed: number): StaffedPart[] {
  const source = dice(seed, 'staffing');
  const nets = drawNets(source, scale, parts);
  const staffed = parts.map((part): StaffedPart => {
    const support = supportPosts(part);
    const teaching = part.quota - support.reduce((sum, row) => sum + row.posts, 0);
    const net = nets.get(part);
    const subjects =
      net === undefined
        ? otherSubjects(source, part, teaching)
        : coreSubjects(source, part, teaching, net);
    return { ...part, support, subjects };
  });
  for (const tier of scale.surplus === null ? [] : TIERS) {
    const core = staffed.filter((part) => part.unit.tier === tier && isCore(part));
    const closed = tier === 'U' ? closeTwo(source, core) : [];
    const rest = core.filter((part) => !closed.includes(part.unit));
    calibrate(source, rest, scale.surplus![tier] - surplusOf(core) + surplusOf(rest));
  }
  return staffed;
}

const isCore = (part: StaffedPart) =>
  part.stage === 'P' || part.stage === 'J' || part.stage === 'H';
