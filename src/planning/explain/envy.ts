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
import type { PersonFacts } from '../../rules/round.ts';
import { subjectMatch } from '../../rules/subject-match.ts';
import { rankOfGoal } from '../wishes-by-rank.ts';
import { type Claim, envyClaims, rankOf } from './envy-claims.ts';
import { type Explainer, type GoalId, postLabel } from './explainer.ts';
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

/**
 * Tiers above the fit may explain, and where wishes are met by rank (`noEnvy`) the wish of somebody who ranks as high; one
 * sum has no tiers, so its loss explains nothing.
 */
function mayExplain({ policy }: Explainer, tier: GoalId): boolean {
  if (rankOfGoal(tier) !== null) return true;
  const { order } = policy.objective;
  const fit = order.indexOf('fit');
  const at = (order as readonly string[]).indexOf(tier);
  return at !== -1 && (fit === -1 ? !LOTS.has(tier) : at < fit);
}
const LOTS: ReadonlySet<string> = new Set(['rural-service', 'hash-high', 'hash-low']);

/** @param onLine told after each line how many of how many are done */
export async function envyReport(
  explainer: Explainer,
  onLine: (done: number, of: number) => void = () => {},
): Promise<EnvyReport> {
  const { rankBy } = explainer.policy.merit;
  const found = envyClaims(explainer.formulation, explainer.allocation);
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
  const words = first !== null && rankOfGoal(first.tier) !== null ? WORDS.envyWish : WORDS.envyTier;
  const why = explained ? words(first.tier, first.loss) : WORDS.envyUnexplained;
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
      const matches = [
        ...new Set(people.map(({ teacher }) => subjectMatch(teacher, group, policy))),
      ];
      const classes = matches
        .sort((a, b) => b - a)
        .map((match) => {
          const ranks = people
            .filter(({ teacher }) => subjectMatch(teacher, group, policy) === match)
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
