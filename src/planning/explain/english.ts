/**
 * What the explanations say, in English: out of the codes and figures that stand beside the Chinese sentences.
 * Names of schools and people stay as the data have them.
 */
import { ObjectiveTierId } from '../../domain/policy.ts';
import { TIER_NAME_EN } from '../../domain/proposal.ts';
import { ADMISSIBILITY_TESTS } from '../../rules/admissibility.ts';
import { rankOfGoal } from '../wishes-by-rank.ts';
import type { EnvyReport } from './envy.ts';
import type { InfeasibleReport } from './infeasible.ts';
import type { NearPost, UnfilledPost } from './standby.ts';
import type { TeacherExplanation } from './teacher.ts';
import type { WhyHere } from './why-here.ts';
import type { WhyNot } from './why-not.ts';
import { capEn, WORDS } from './words.ts';

type Solved = Extract<WhyNot, { kind: 'costs' | 'free' | 'better' }>;
type Tier = Solved['losses'][number]['tier'];
/** An answer as it is told: the other plan itself may be left out. */
type Told = WhyNot extends infer T ? (T extends unknown ? Omit<T, 'allocation'> : never) : never;

/** How a post group is called; its id where nobody knows better. */
type PostName = (postGroupId: string) => string;
const byId: PostName = (postGroupId) => postGroupId;

/** The figures of a failed test; none where nobody knows them. */
type TestFigures = (postGroupId: string, test: string) => string;
const noFigures: TestFigures = () => '';

/** What the names of an explanation are taken from. */
export interface Known {
  readonly post: PostName;
  readonly figures: TestFigures;
}
const NOTHING: Known = { post: byId, figures: noFigures };

export function goalEn(tier: Tier): string {
  const known = ObjectiveTierId.safeParse(tier);
  if (known.success) return TIER_NAME_EN[known.data];
  return tier === 'one-shot' ? 'weighted sum' : `wishes of rank ${rankOfGoal(tier)}`;
}

export function testEn(name: string): string {
  return ADMISSIBILITY_TESTS.find((test) => test.name === name)?.sentence.en ?? name;
}

const notAdmitted = (
  { name, rules }: { readonly name: string; readonly rules: readonly string[] },
  figures: string,
) => `not admissible (${rules.join(', ')}): ${testEn(name)}${figures === '' ? '' : `; ${figures}`}`;

/** Stable rule ids that a sentence names. */
const rulesIn = (text: string): string[] => text.match(/\b[A-Z]{1,2}\d{1,2}\b/g) ?? [];

/** English of the sentences that have no gaps; others are made of their figures. */
const FIXED: ReadonlyMap<string, string> = new Map([
  [WORDS.outside.waiting, 'a later batch of the in-school competition: not her turn yet (I02)'],
  [WORDS.outside.leader, 'a school leader, appointed by the authority: not in this round (I08)'],
  [WORDS.outside.hired, 'hired at the own school: nobody to be placed in this round'],
  [
    WORDS.outside.surplus,
    'of a surplus subject at a school within its quota, which re-posts her itself (structuralMovers, A17)',
  ],
  [
    WORDS.outside.employment,
    'not on the quota of the county, or not counted in this round (Q22, Q23)',
  ],
  [
    WORDS.note.notOptimum,
    'This plan is not the proven optimum (or one of several equal ones): costs are against this plan, negative = better than it.',
  ],
  [WORDS.note.oneShot, 'This plan was solved as one weighted sum: costs are changes of that sum.'],
  [
    WORDS.note.cascade,
    'This plan was solved round by round: costs are against rounds solved again.',
  ],
  [WORDS.softFallback, 'bureau-run straight to rural, out of the listed order (A1)'],
  [WORDS.softTraining, 'needs re-training (B01)'],
]);

export const noteEn = (note: string): string => FIXED.get(note) ?? note;

export function hereEn(
  { decision, postGroupId, sentence }: WhyHere,
  { post }: Pick<Known, 'post'> = NOTHING,
): string {
  const where = postGroupId === null ? '' : post(postGroupId);
  const rules = rulesIn(sentence);
  const why = rules.length === 0 ? '' : ` (${rules.join(', ')})`;
  const outside = FIXED.get(sentence);
  return {
    placed: `placed at ${where}`,
    standby: 'no post in this round: on standby',
    stays: `stays at ${where}${why}`,
    outside: `not among the people of this round${outside === undefined ? why : `: ${outside}`}`,
  }[decision];
}

/** The one soft sentence with figures tells how far it is and where the limit stands. */
export function softEn(sentence: string): string {
  const [, km, limit] = /([\d.]+)[^\d.]+(\d+)[^\d]*X20/.exec(sentence) ?? [];
  const far = km === undefined ? undefined : `${km} km, more than ${limit} km (X20)`;
  return FIXED.get(sentence) ?? far ?? `a soft rule is broken: ${rulesIn(sentence).join(', ')}`;
}

export const boundEn = ({ name, used, limit }: { name: string; used: number; limit: number }) =>
  `${capEn(name)} is used up (${used}/${limit})`;

export const moveEn = (
  { teacherId, from, to }: Solved['chains'][number][number],
  { post }: Pick<Known, 'post'> = NOTHING,
): string => {
  const [before, after] = [from, to].map((id) => (id === null ? 'standby' : post(id)));
  return `${teacherId}: ${before} → ${after}`;
};

type Floor = NearPost['floor'];

/** Without a floor only a re-solve tells: whoever shows it says how to ask. */
function admittedEn(full: boolean, floor: Floor): string {
  const cost =
    floor === null
      ? 'what it costs takes a re-solve'
      : `to be placed there costs at least ${floor.loss} of ${goalEn(floor.tier)} (by the proof of the optimum)`;
  return `admissible, ${full ? 'no place is left' : 'a place is left'}; ${cost}`;
}

export function nearEn(
  { postGroupId, test, full, floor }: NearPost,
  { post, figures }: Known = NOTHING,
): string {
  const why =
    test === null ? admittedEn(full, floor) : notAdmitted(test, figures(postGroupId, test.name));
  return `${post(postGroupId)}: ${why}`;
}

export function wishEn(
  wish: TeacherExplanation['wishes'][number],
  { post, figures }: Known = NOTHING,
): string {
  const { kind, postGroupId, test, full, floor } = wish;
  const rules = ADMISSIBILITY_TESTS.find(({ name }) => name === test)?.rules ?? [];
  const what = {
    'is-here': 'this is the post',
    outside: 'not among the people of this round',
    'may-not-rotate': 'may not rotate, stays (R01, I08, D14)',
    'not-admissible': notAdmitted({ name: test ?? '', rules }, figures(postGroupId, test ?? '')),
    admissible: admittedEn(full, floor),
  }[kind];
  return `${post(postGroupId)}: ${what}`;
}

export function whyNotEn(answer: Told, known: Known = NOTHING): string {
  const post = known.post(answer.postGroupId);
  switch (answer.kind) {
    case 'is-here':
      return 'The proposal has her here.';
    case 'outside':
      return `Not among the people of this round${outsideEn(answer.sentence)}.`;
    case 'may-not-rotate':
      return 'May not rotate, so stays (R01, I08, D14).';
    case 'not-admissible': {
      const told = notAdmitted(answer.test, known.figures(answer.postGroupId, answer.test.name));
      return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
    }
    case 'impossible':
      return `With her at ${post} no plan keeps all hard rules (proven by a re-solve).`;
    case 'unknown':
      return `With her at ${post}: within the limit no plan was found, nor was it proven that there is none.`;
    default:
      return solvedEn(answer, post);
  }
}

function outsideEn(sentence: string): string {
  const why = FIXED.get(sentence);
  return why === undefined ? '' : `: ${why}`;
}

function solvedEn(
  { kind, full, losses, chains, proven }: Omit<Solved, 'allocation'>,
  post: string,
): string {
  if (kind === 'free')
    return `With her at ${post} every tier stays as it is: the published lot decided.`;
  const first = losses.find(({ loss }) => loss !== 0);
  const by = first === undefined ? '' : `${goalEn(first.tier)} by ${Math.abs(first.loss)}`;
  if (kind === 'better') return `With her at ${post} the plan is better: ${by}.`;
  const others = chains.flat().length - 1;
  const open = proven ? '' : ' Not proven within the limit: it may cost less.';
  return `${full ? 'The post is full' : 'The post has a place'}; with her at ${post} it costs ${by}, and ${others} others move.${open}`;
}

export const unfilledEn = (
  { postGroupId, open, admissible }: UnfilledPost,
  { post }: Pick<Known, 'post'> = NOTHING,
): string =>
  `${post(postGroupId)}: ${open === 0 ? 'full' : `${open} open`}; ${admissible.length} others are admissible${
    open > 0 && admissible.length > 0 ? ', and are better placed elsewhere or held by a cap' : ''
  }.`;

export function envyEn(line: EnvyReport['lines'][number], rankBy: EnvyReport['rankBy']): string {
  const { teacherId, rank, postGroupId, colleagueId, colleagueRank, explained, by, losses } = line;
  const loss = losses.find(({ tier }) => tier === by)?.loss;
  const why = !explained
    ? losses.length === 0
      ? 'not settled within the limit'
      : 'no rule explains it'
    : by === 'rules' || by === null
      ? 'explained: no legal plan has her there'
      : `explained: it would cost ${loss} of ${goalEn(by)}`;
  return `${teacherId} (${rankBy} ${rank}) would rather have ${postGroupId}, held by ${colleagueId} (${colleagueRank}): ${why}`;
}

export function cutOffEn({ classes }: EnvyReport['cutOffs'][number], rankBy: string): string {
  if (classes.length === 0) return 'nobody placed';
  return classes
    .map(({ match, ranked, lowest }) => {
      const least = ranked === 0 ? '(no record)' : (lowest ?? '(one person, not told)');
      return `lowest ${rankBy} at ${match} % subject match: ${least}`;
    })
    .join('; ');
}

export function correctionEn(
  each: InfeasibleReport['sets'][number]['corrections'][number],
): string {
  const { kind, postGroupId: post, teacherId: who, row, units } = each;
  const what: Readonly<Record<typeof kind, string>> = {
    'must-fill': `${units} posts fewer that must be filled at ${post}`,
    lock: `release the lock of ${who} to ${post}`,
    ban: `let ${who} have ${post} after all`,
    'title-overflow': `${row} + ${units}`,
    'key-school': `${row} + ${units}`,
    'donor-floor': `${row} - ${units}`,
    'rotation-max': `${row} + ${units}`,
    'rural-floor': 'give up the rural share (ruralTilt.floorPct)',
    'turnover-pool': `${units} heads more in the turnover pool (pool.size)`,
    distance: `let ${who} go to ${post} beyond the limit on the way (distance.maxKm)`,
    zone: `let ${who} go to ${post} outside the zone or key-school arcs`,
    'distance-and-zone': `let ${who} go to ${post} beyond the limit on the way (distance.maxKm) and outside the zone or key-school arcs`,
  };
  return what[kind];
}

export function headCountEn(reason: InfeasibleReport['headCounts'][number]): string {
  const { code, rules, required, admissible, short, postGroupIds, teacherIds } = reason;
  return {
    'must-fill': `posts that must be filled: ${required}, people who may take one of them: ${admissible}, short at best: ${short} (${postGroupIds.join(', ')})`,
    locks: `locks cannot stand together: ${teacherIds.join(', ')}`,
    'cascade-order': `earlier rounds of the cascade take the people that later ones must have (${postGroupIds.join(', ')})`,
    rules: `no plan keeps all hard rules together (${rules.join(', ')})`,
  }[code];
}
