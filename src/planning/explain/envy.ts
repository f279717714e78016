/**
 * 无正当嫉妒核查: everybody who ranks above a placed colleague at a post that she would rather have. A line is
 * explained by a hard rule (no legal allocation has her there) or by a tier above the fit whose exact loss the round
 * solved again shows; what only fit or lots explain is unexplained. Beside it the cut-offs of each post.
 *
 * She ranks above the colleague when the rules admit her to the post, her subject matches it at least as well, and she
 * has strictly more of `merit.rankBy`. She would rather have the post when its wish percent (O5) is above that of her
 * own; having no post counts less than any. Who stays in a rotation would rather have what she wished for.
 */
import type { Policy } from '../../domain/policy.ts';
import { wishPercent } from '../../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { subjectMatch } from '../../rules/subject-match.ts';
import { type Explainer, type GoalId, groupOf, postLabel } from './explainer.ts';
import { firstLoss, type TierLoss } from './losses.ts';
import { forced } from './why-not.ts';
import { WORDS } from './words.ts';

interface EnvyLine {
  readonly teacherId: string;
  /** Who has the post, of those below her the lowest; the others in `colleagues`. */
  readonly colleagueId: string;
  readonly colleagues: readonly string[];
  readonly postGroupId: string;
  /** Of both, by `merit.rankBy`. */
  readonly rank: number;
  readonly colleagueRank: number;
  readonly explained: boolean;
  /** 'rules': no legal allocation has her there; a tier: the first that the re-solve shows to be worse; null: nothing, or a limit ended the re-solve. */
  readonly by: GoalId | 'rules' | null;
  /** Of the round solved again with her at the post; empty when there is none. */
  readonly losses: readonly TierLoss[];
  readonly sentence: string;
}

export interface CutOff {
  readonly postGroupId: string;
  readonly placed: number;
  readonly open: number;
  /**
   * The lowest rank admitted, by class of subject match, best class first. `ranked` people have a record; a single
   * one's rank would be her own data, so that `lowest` is null below two.
   */
  readonly classes: readonly {
    readonly match: number;
    readonly ranked: number;
    readonly lowest: number | null;
  }[];
  readonly sentence: string;
}

export interface EnvyReport {
  readonly rankBy: Policy['merit']['rankBy'];
  readonly lines: readonly EnvyLine[];
  readonly explained: number;
  readonly unexplained: number;
  /** Different people who have an unexplained line. */
  readonly peopleUnexplained: number;
  readonly cutOffs: readonly CutOff[];
}

/** Tiers above the fit may explain; one sum has no tiers, so its loss explains nothing. */
function mayExplain({ policy }: Explainer, tier: GoalId): boolean {
  const { order } = policy.objective;
  const fit = order.indexOf('fit');
  const at = tier === 'one-shot' ? -1 : order.indexOf(tier);
  return at !== -1 && (fit === -1 ? !LOTS.has(tier) : at < fit);
}
const LOTS: ReadonlySet<string> = new Set(['rural-service', 'hash-high', 'hash-low']);

/** What people are ranked by; null = no record, and then nobody is above or below. */
function rankOf({ teacher, merit }: PersonFacts, rankBy: EnvyReport['rankBy']): number | null {
  switch (rankBy) {
    case 'percent':
      return teacher.merit === null ? null : merit;
    case 'total':
      return teacher.merit;
    case 'rural-years':
      return teacher.ruralYears;
  }
}

/** @param onLine told after each line how many of how many are done */
export async function envyReport(
  explainer: Explainer,
  onLine: (done: number, of: number) => void = () => {},
): Promise<EnvyReport> {
  const { rankBy } = explainer.policy.merit;
  const found = claims(explainer, rankBy);
  const lines: EnvyLine[] = [];
  for (const claim of found) {
    lines.push(await examined(explainer, claim));
    onLine(lines.length, found.length);
  }
  const explained = lines.filter((line) => line.explained).length;
  const left = lines.filter((line) => !line.explained);
  return {
    rankBy,
    lines,
    explained,
    unexplained: left.length,
    peopleUnexplained: new Set(left.map(({ teacherId }) => teacherId)).size,
    cutOffs: cutOffs(explainer),
  };
}

interface Claim {
  readonly person: PersonFacts;
  readonly post: GroupFacts;
  readonly rank: number;
  readonly below: readonly { readonly id: string; readonly rank: number }[];
}

/** In order of staff number, then post. */
function claims(explainer: Explainer, rankBy: EnvyReport['rankBy']): Claim[] {
  const { round, formulation, movedTo, postOf, personAt } = explainer;
  const found: Claim[] = [];
  formulation.pairs.person.forEach((p, k) => {
    const post = round.groups[formulation.pairs.group[k] as number] as GroupFacts;
    const holders = movedTo.get(post.group.id);
    if (holders === undefined) return;
    const person = round.people[p] as PersonFacts;
    const rank = rankOf(person, rankBy);
    if (rank === null || postOf.get(person.teacher.id) === post.group.id) return;
    if (!prefers(explainer, person, post)) return;
    const match = subjectMatch(person.teacher, post.group);
    const below = holders.flatMap((id) => {
      const other = round.people[personAt.get(id) as number] as PersonFacts;
      const lower = rankOf(other, rankBy);
      const locked = other.forced === post.group.id;
      if (lower === null || lower >= rank || locked) return [];
      return subjectMatch(other.teacher, post.group) > match ? [] : [{ id, rank: lower }];
    });
    below.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
    if (below.length > 0) found.push({ person, post, rank, below });
  });
  return found;
}

/** Whether she would rather have the post than what the proposal gives her. */
function prefers(explainer: Explainer, person: PersonFacts, post: GroupFacts): boolean {
  const { postOf, policy, round } = explainer;
  const own = postOf.get(person.teacher.id);
  const wanted = wishPercent(person, post, round);
  if (own !== undefined) return wanted > wishPercent(person, groupOf(explainer, own), round);
  return policy.round === 'placement' || wanted > 0;
}

async function examined(
  explainer: Explainer,
  { person, post, rank, below }: Claim,
): Promise<EnvyLine> {
  const lowest = below[0] as Claim['below'][number];
  const teacherId = person.teacher.id;
  const head = {
    teacherId,
    colleagueId: lowest.id,
    colleagues: below.map(({ id }) => id),
    postGroupId: post.group.id,
    rank,
    colleagueRank: lowest.rank,
  };
  const { rankBy } = explainer.policy.merit;
  const what = WORDS.envy(rankBy, { ...head, other: lowest.rank }, postLabel(post));
  const answer = await forced(explainer, teacherId, post);
  if (answer.kind === 'unknown' || ('losses' in answer && !answer.proven)) {
    const sentence = `${what}：${WORDS.envyOpen}。`;
    return { ...head, explained: false, by: null, losses: [], sentence };
  }
  if (!('losses' in answer)) {
    const sentence = `${what}：${WORDS.envyHard}。`;
    return { ...head, explained: true, by: 'rules', losses: [], sentence };
  }
  const first = firstLoss(answer.losses);
  const explained = first !== null && first.loss > 0 && mayExplain(explainer, first.tier);
  const why = explained ? WORDS.envyTier(first.tier, first.loss) : WORDS.envyUnexplained;
  return {
    ...head,
    explained,
    by: explained ? first.tier : null,
    losses: answer.losses,
    sentence: `${what}：${why}。`,
  };
}

/** What was enough to be admitted, post by post: everybody can check the own result. No figure where it would be one person's alone. */
export function cutOffs(explainer: Explainer): CutOff[] {
  const { round, movedTo, personAt, policy, proposal } = explainer;
  const open = new Map(proposal.unfilled.map(({ postGroupId, count }) => [postGroupId, count]));
  return round.groups
    .filter(({ group }) => movedTo.has(group.id) || open.has(group.id))
    .map(({ group }) => {
      const people = (movedTo.get(group.id) ?? []).map(
        (id) => round.people[personAt.get(id) as number] as PersonFacts,
      );
      const matches = [...new Set(people.map(({ teacher }) => subjectMatch(teacher, group)))];
      const classes = matches
        .sort((a, b) => b - a)
        .map((match) => {
          const ranks = people
            .filter(({ teacher }) => subjectMatch(teacher, group) === match)
            .map((person) => rankOf(person, policy.merit.rankBy))
            .filter((rank) => rank !== null);
          const lowest = ranks.length < 2 ? null : Math.min(...ranks);
          return { match, ranked: ranks.length, lowest };
        });
      return {
        postGroupId: group.id,
        placed: people.length,
        open: open.get(group.id) ?? 0,
        classes,
        sentence:
          classes.length === 0
            ? WORDS.cutoffNone
            : classes.map((each) => WORDS.cutoff(policy.merit.rankBy, each)).join('；'),
      };
    });
}
