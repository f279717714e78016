/** What the explanations say, in English: out of the codes and figures that stand beside the Chinese sentences. */
import type {
  EnvyReport,
  InfeasibleReport,
  NearPost,
  TeacherExplanation,
  UnfilledPost,
  WhyHere,
  WhyNot,
} from '../planning/explain/index.ts';
import { ADMISSIBILITY_TESTS } from '../rules/admissibility.ts';
import { tierLabel } from './summary.ts';

type Solved = Extract<WhyNot, { kind: 'costs' | 'free' | 'better' }>;
type Tier = Solved['losses'][number]['tier'];
/** An answer as it is told: the other plan itself may be left out. */
type Told = WhyNot extends infer T ? (T extends unknown ? Omit<T, 'allocation'> : never) : never;

const names = ({ en }: { readonly en: string }): string => en;

export const goalEn = (tier: Tier): string =>
  tier === 'one-shot' ? 'weighted sum' : tierLabel(tier, names);

export function testEn(name: string): string {
  return ADMISSIBILITY_TESTS.find((test) => test.name === name)?.sentence.en ?? name;
}

const notAdmitted = ({
  name,
  rules,
}: {
  readonly name: string;
  readonly rules: readonly string[];
}) => `not admissible (${rules.join(', ')}): ${testEn(name)}`;

/** Stable rule ids that a sentence names. */
const rulesIn = (text: string): string[] => text.match(/\b[A-Z]{1,2}\d{1,2}\b/g) ?? [];

export function hereEn({ decision, postGroupId, sentence }: WhyHere): string {
  const rules = rulesIn(sentence);
  const why = rules.length === 0 ? '' : ` (${rules.join(', ')})`;
  return {
    placed: `placed at ${postGroupId}`,
    standby: 'no post in this round: on standby',
    stays: `stays at ${postGroupId}${why}`,
    outside: `not among the people of this round${why}`,
  }[decision];
}

export const softEn = (sentence: string): string =>
  `a soft rule is broken: ${rulesIn(sentence).join(', ')}`;

export const boundEn = ({ name, used, limit }: { name: string; used: number; limit: number }) =>
  `${name} is used up (${used}/${limit})`;

export const moveEn = ({ teacherId, from, to }: Solved['chains'][number][number]): string =>
  `${teacherId}: ${from ?? 'standby'} → ${to ?? 'standby'}`;

type Floor = NearPost['floor'];

function admittedEn(full: boolean, floor: Floor): string {
  const cost =
    floor === null
      ? 'what it costs takes a re-solve (--post)'
      : `to be placed there costs at least ${floor.loss} of ${goalEn(floor.tier)} (by the proof of the optimum)`;
  return `admissible, ${full ? 'no place is left' : 'a place is left'}; ${cost}`;
}

export function nearEn({ postGroupId, test, full, floor }: NearPost): string {
  return `${postGroupId}: ${test === null ? admittedEn(full, floor) : notAdmitted(test)}`;
}

export function wishEn(wish: TeacherExplanation['wishes'][number]): string {
  const { kind, postGroupId, test, full, floor } = wish;
  const what = {
    'is-here': 'this is the post',
    outside: 'not among the people of this round',
    'may-not-rotate': 'may not rotate, stays (R01, I08, D14)',
    'not-admissible': `not admissible: ${testEn(test ?? '')}`,
    admissible: admittedEn(full, floor),
  }[kind];
  return `${postGroupId}: ${what}`;
}

export function whyNotEn(answer: Told): string {
  const post = answer.postGroupId;
  switch (answer.kind) {
    case 'is-here':
      return 'The proposal has her here.';
    case 'outside':
      return 'Not among the people of this round.';
    case 'may-not-rotate':
      return 'May not rotate, so stays (R01, I08, D14).';
    case 'not-admissible':
      return `${notAdmitted(answer.test)}.`;
    case 'impossible':
      return `With her at ${post} no plan keeps all hard rules (proven by a re-solve).`;
    case 'unknown':
      return `With her at ${post}: within the limit no plan was found, nor was it proven that there is none.`;
    default:
      return solvedEn(answer);
  }
}

function solvedEn({
  kind,
  postGroupId,
  full,
  losses,
  chains,
  proven,
}: Omit<Solved, 'allocation'>): string {
  if (kind === 'free')
    return `With her at ${postGroupId} every tier stays as it is: the published lot decided.`;
  const first = losses.find(({ loss }) => loss !== 0);
  const by = first === undefined ? '' : `${goalEn(first.tier)} by ${Math.abs(first.loss)}`;
  if (kind === 'better') return `With her at ${postGroupId} the plan is better: ${by}.`;
  const others = chains.flat().length - 1;
  const open = proven ? '' : ' Not proven within the limit: it may cost less.';
  return `${full ? 'The post is full' : 'The post has a place'}; with her at ${postGroupId} it costs ${by}, and ${others} others move.${open}`;
}

export const unfilledEn = ({ postGroupId, open, admissible }: UnfilledPost): string =>
  `${postGroupId}: ${open === 0 ? 'full' : `${open} open`}; ${admissible.length} others are admissible${
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
