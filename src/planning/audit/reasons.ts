/**
 * Why each change of a smallest repair is needed. Either the person may not be where the plan has her, or the change is
 * taken back alone and the independent check says what breaks: something must, or a smaller repair would be legal.
 */
import type { ChangeReason, RepairChange, Violation } from '../../domain/audit.ts';
import { compareIds } from '../../domain/canonical.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { PlaceWords } from '../../domain/place-words.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import type { Allocation } from '../../formulation/index.ts';
import { brokenCheck } from '../../rules/check-names.ts';
import type { Round } from '../../rules/round.ts';
import { verify } from '../../verification/index.ts';
import { changedPeople, type PlanPosts, postsOf } from '../plan-posts.ts';
import { isShortage, PlanMap, placeKind } from './broken-places.ts';

interface Compared {
  readonly round: Round;
  readonly plan: PlanPosts;
  /** What the plan breaks. */
  readonly violations: readonly Violation[];
  readonly repaired: Allocation;
  readonly words: PlaceWords;
}

/** Changed people in order of staff number, each with at least one reason. */
export function changesOf(compared: Compared): RepairChange[] {
  const { plan, repaired, violations } = compared;
  const posts = postsOf(repaired.placements);
  const maps = { before: new PlanMap(compared.round, plan), after: mapOf(compared) };
  return changedPeople(plan, posts).map((teacherId) => {
    const own = ownReasons(violations, teacherId);
    const reasons = own.length > 0 ? own : othersReasons(compared, maps, teacherId);
    if (reasons.length === 0)
      throw new CertificateError([`the change of ${teacherId} is not needed: no smallest repair`]);
    return {
      teacherId,
      from: plan.get(teacherId) ?? null,
      to: posts.get(teacherId) ?? null,
      reasons,
    };
  });
}

const mapOf = ({ round, repaired }: Compared) => PlanMap.of(round, repaired.placements);

/** Hard rules that the person breaks herself, one reason a check. */
function ownReasons(violations: readonly Violation[], teacherId: string): ChangeReason[] {
  const own = violations.filter(
    (each) => each.status === 'fail' && placeKind(each) === null && each.people.includes(teacherId),
  );
  return byName(own).map(({ name, rules }) => ({
    kind: 'own-rule',
    rules,
    name,
    places: [],
    people: [],
    text: `原安排违反 ${rules.join('、')}：${brokenCheck(name).zh}。`,
  }));
}

interface Maps {
  readonly before: PlanMap;
  readonly after: PlanMap;
}

/** What breaks when this change alone is taken back. */
function othersReasons(compared: Compared, maps: Maps, teacherId: string): ChangeReason[] {
  const failing = checksWithout(compared, teacherId).filter(({ status }) => status === 'fail');
  return byName(failing).flatMap(({ name, rules, first }) => {
    const places = placeKind(first) === null ? [] : first.offenders;
    const moved = movedThere(first, places, maps, teacherId);
    return kindsOf(isInPlan(compared.violations, first), places, moved).map((kind) => {
      const { came, left } = moved;
      const people = { 'shared-rule': [], 'makes-room': came, 'steps-in': left }[kind];
      const reason = { kind, rules, name, places, people };
      return { ...reason, text: reasonText(reason, first, compared.words) };
    });
  });
}

type SharedKind = Exclude<ChangeReason['kind'], 'own-rule'>;

/** A place that the plan overfills may also take newcomers; a limit on the whole round has no place to come to. */
function kindsOf(shared: boolean, places: readonly string[], { came }: Moved): SharedKind[] {
  const room = came.length > 0 && (places.length > 0 || !shared);
  const kinds: SharedKind[] = [
    ...(shared ? (['shared-rule'] as const) : []),
    ...(room ? (['makes-room'] as const) : []),
  ];
  return kinds.length > 0 ? kinds : ['steps-in'];
}

/** Whether the plan breaks the rule at one of these places already. */
function isInPlan(violations: readonly Violation[], check: RuleCheck): boolean {
  return violations.some(
    ({ status, ruleId, name, places }) =>
      status === 'fail' &&
      ruleId === check.ruleId &&
      name === check.name &&
      (placeKind(check) === null || places.some(({ id }) => check.offenders.includes(id))),
  );
}

interface Moved {
  readonly came: string[];
  readonly left: string[];
}

/** Who came to the places by the repair, and who left them. */
function movedThere(
  check: RuleCheck,
  places: readonly string[],
  { before, after }: Maps,
  teacherId: string,
): Moved {
  const of = (map: PlanMap) =>
    new Set(places.length === 0 ? map.everybody() : places.flatMap((id) => map.at(check, id)));
  const [then, now] = [of(before), of(after)];
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    [...a].filter((id) => !b.has(id) && id !== teacherId).sort(compareIds);
  const [more, fewer] = [only(now, then), only(then, now)];
  return isShortage(check) ? { came: [], left: fewer } : { came: more, left: fewer };
}

function reasonText(
  { kind, rules, name, places, people }: Omit<ChangeReason, 'text'>,
  check: RuleCheck,
  words: PlaceWords,
): string {
  const named = (id: string) => (placeKind(check) === 'post' ? words.post(id) : words.school(id));
  const where = places.length === 0 ? '' : `（${places.map(named).join('、')}）`;
  const broken = `${rules.join('、')}：${brokenCheck(name).zh}${where}`;
  if (kind === 'shared-rule') return `原方案违反 ${broken}，须有人调整。`;
  const who = people.join('、');
  if (kind === 'makes-room') return `为 ${who} 腾出名额，否则违反 ${broken}。`;
  return `${who === '' ? '补足名额' : `补 ${who} 留下的名额`}，否则违反 ${broken}。`;
}

/** The rule ids of each check, in order of its first one. */
function byName<Check extends { readonly name: string; readonly ruleId: string }>(
  checks: readonly Check[],
): { name: string; rules: string[]; first: Check }[] {
  const found = new Map<string, { name: string; rules: string[]; first: Check }>();
  for (const check of checks) {
    // Posts over their openings and posts that must be filled are two matters of one name.
    const key = `${check.name}/${isShortage(check)}`;
    const known = found.get(key);
    if (known === undefined)
      found.set(key, { name: check.name, rules: [check.ruleId], first: check });
    else if (!known.rules.includes(check.ruleId)) known.rules.push(check.ruleId);
  }
  return [...found.values()];
}

/** The checks of the repair with one person put back where the plan has her. */
function checksWithout(
  { round: { county, policy }, repaired, plan }: Compared,
  teacherId: string,
): readonly RuleCheck[] {
  const postGroupId = plan.get(teacherId);
  const others = repaired.placements.filter((each) => each.teacherId !== teacherId);
  const waiting = repaired.standby.filter((id) => id !== teacherId);
  const waits = postGroupId === undefined && policy.round !== 'rotation';
  const { ruleChecks } = verify(county, policy, {
    placements: postGroupId === undefined ? others : [...others, { teacherId, postGroupId }],
    standby: waits ? [...waiting, teacherId] : waiting,
    tiers: [],
    weighted: null,
    program: null,
  });
  return ruleChecks;
}
