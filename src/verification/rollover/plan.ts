/** The independent check of the plan of some years as a whole (README.md § The year's end). */
import { countyHash } from '../../domain/canonical.ts';
import type { County, PostGroup, School, Teacher } from '../../domain/county.ts';
import { policyHash } from '../../domain/policy.ts';
import type { ExchangeForm, PlannedExchange, RotationPlan } from '../../domain/rotation-plan.ts';
import { TIER_RANK } from '../../domain/vocabulary.ts';
import { monthNumber } from '../calendar.ts';
import { homeGroupId, isDue } from '../people.ts';
import { figureFindings, type Span } from './figures.ts';
import {
  asTheYearBegins,
  atThePost,
  type Ended,
  endedOf,
  endOf,
  LONGEST_EXCHANGE,
  monthText,
  type Year,
} from './person.ts';
import { peopleFindings, type RolloverVerification, verifyRollover } from './rollover.ts';

/**
 * Checks the plan as a whole; each year's own rotation is for `verify`.
 * @param counties as each year begins, and as the year after the plan does: one more than the plan has years
 */
export function verifyRotationPlan(
  county: County,
  plan: RotationPlan,
  counties: readonly County[],
): RolloverVerification {
  if (counties.length !== plan.years.length + 1)
    return {
      accepted: false,
      findings: ['The plan has not one county for each year and one after it.'],
    };
  const spans = plan.years.map(
    (planned, at): Span => ({
      at,
      planned,
      policy: {
        ...plan.policy,
        referenceMonth: monthText(monthNumber(plan.policy.referenceMonth) + 12 * at),
      },
      before: counties[at] as County,
      after: counties[at + 1] as County,
    }),
  );
  const findings = [
    ...beginFindings(county, plan, counties[0] as County),
    ...spans.flatMap(yearFindings),
    ...overlapFindings(plan),
    ...longestFindings(plan, counties.at(-1) as County),
  ];
  return { accepted: findings.length === 0, findings };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const byId = (a: Ended, b: Ended) => (a.teacherId < b.teacherId ? -1 : 1);
const sorted = (ended: readonly Ended[]): Ended[] =>
  [...ended].sort(byId).map(({ teacherId, fromSchoolId, homeSchoolId, months, returnRight }) => ({
    ...{ teacherId, fromSchoolId, homeSchoolId, months, returnRight },
  }));

/** Exchanges that were over as the plan begins are settled, and nothing else is touched. */
function beginFindings(county: County, plan: RotationPlan, first: County): string[] {
  const ref = monthNumber(plan.policy.referenceMonth);
  const year: Year = { policy: plan.policy, decisions: [] };
  const over = county.teachers.filter(
    ({ exchange }) => exchange !== null && endOf(exchange) <= ref,
  );
  const expected = county.teachers.map((person) => asTheYearBegins(person, county, year));
  return [
    ...(plan.county.hash === countyHash(county) ? [] : ['The plan is one of another county.']),
    ...peopleFindings(expected, first),
    ...(same({ ...county, teachers: [] }, { ...first, teachers: [] })
      ? []
      : ['The plan begins with other schools or posts.']),
    ...(same(sorted(plan.settled), sorted(over.map((person) => endedOf(person, county, ref, ref))))
      ? []
      : ['The exchanges settled before the plan are not those that were over.']),
  ];
}

function yearFindings(span: Span): string[] {
  const { planned, policy, before, after } = span;
  const decisions = planned.exchanges.map(({ teacherId, postGroupId }) => ({
    ...{ teacherId, postGroupId, kind: 'rotation' as const },
  }));
  const rolled = verifyRollover(before, { policy, decisions }, after);
  const facts = [
    ['referenceMonth', planned.referenceMonth, policy.referenceMonth],
    ['countyHash', planned.countyHash, countyHash(before)],
    ['policyHash', planned.policyHash, policyHash(policy)],
  ] as const;
  return [
    ...facts
      .filter(([, said, is]) => said !== is)
      .map(([name]) => `${name} is not that of the year.`),
    ...rolled.findings,
    ...exchangeFindings(span),
    ...returnFindings(span, decisions),
    ...ledgerFindings(span, decisions),
    ...figureFindings(span),
  ].map((finding) => `Year ${span.at + 1}: ${finding}`);
}

/** Each exchange as the person and the post make it, and nobody who is away. */
function exchangeFindings({ planned, policy, before }: Span): string[] {
  const people = new Map(before.teachers.map((person) => [person.id, person]));
  const until = monthNumber(policy.referenceMonth) + 12 * policy.rotation.termYears - 1;
  return planned.exchanges.flatMap((exchange) => {
    const person = people.get(exchange.teacherId);
    const post = before.postGroups.find(({ id }) => id === exchange.postGroupId);
    if (person === undefined || post === undefined)
      return [`${exchange.teacherId} or the post is unknown.`];
    const expected: PlannedExchange = {
      teacherId: person.id,
      fromSchoolId: person.schoolId,
      fromPostGroupId: homeGroupId(person),
      schoolId: post.schoolId,
      postGroupId: post.id,
      ground: isDue(person, policy) ? 'due' : person.volunteer ? 'volunteer' : 'surplus',
      form: formOf(person, post, before.schools),
      backbone: person.backbone,
      since: policy.referenceMonth,
      until: monthText(until),
      returns: monthText(until + 1),
    };
    const wrong = (Object.keys(expected) as (keyof PlannedExchange)[])
      .filter((field) => expected[field] !== exchange[field])
      .map((field) => `${person.id}: ${field} of the exchange is wrong.`);
    return [...wrong, ...(person.exchange === null ? [] : [`${person.id} goes while away.`])];
  });
}

/** R08, in the order of `src/rules/catalogue`: community, into the country, up or down, another post, else a term. */
function formOf(person: Teacher, post: PostGroup, schools: readonly School[]): ExchangeForm {
  const [home, there] = [person.schoolId, post.schoolId].map((id) =>
    schools.find((school) => school.id === id),
  );
  if (home === undefined || there === undefined) return 'regular';
  if (home.community !== null && home.community === there.community) return 'paired';
  if (there.tier === 'R' && home.tier !== 'R') return 'teaching-support';
  if (home.tier !== there.tier)
    return TIER_RANK[home.tier] > TIER_RANK[there.tier] ? 'seconded-up' : 'seconded-down';
  const other = post.stage !== person.stage || post.subject !== person.mainSubject;
  return other ? 're-posted' : 'regular';
}

/** People at their posts of the year. */
function duringOf({ before, policy }: Span, decisions: Year['decisions']): Teacher[] {
  const decided = new Map(decisions.map((decision) => [decision.teacherId, decision]));
  return before.teachers.map((person) => atThePost(person, decided.get(person.id), before, policy));
}

/** Who must come home does, within three years, to the own post; nobody else. */
function returnFindings(span: Span, decisions: Year['decisions']): string[] {
  const { planned, policy, before, after } = span;
  const ref = monthNumber(policy.referenceMonth);
  const next = ref + 12;
  const over = duringOf(span, decisions).filter(
    ({ exchange }) => exchange !== null && endOf(exchange) <= next,
  );
  const ended = over.map((person) => {
    const end = person.exchange === null ? next : endOf(person.exchange);
    return endedOf(person, before, end, ref);
  });
  const now = new Map(after.teachers.map((person) => [person.id, person]));
  const astray = over.filter(({ id, exchange }) => {
    const person = now.get(id);
    const home = exchange?.homePostGroupId ?? null;
    return (
      person?.schoolId !== exchange?.homeSchoolId ||
      (home !== null && person !== undefined && homeGroupId(person) !== home)
    );
  });
  const long = after.teachers.filter(
    ({ exchange }) => exchange !== null && next - monthNumber(exchange.since) > LONGEST_EXCHANGE,
  );
  return [
    ...(same(sorted(planned.returned), sorted(ended))
      ? []
      : ['The list of returns is wrong (R04).']),
    ...astray.map(({ id }) => `${id} is over with the exchange and not at the home post (R04).`),
    ...[
      ...long.map(({ id }) => id),
      ...ended.filter(({ months }) => months > LONGEST_EXCHANGE).map(({ teacherId }) => teacherId),
    ].map((id) => `${id} is away for more than three years (R04).`),
  ];
}

/** Heads of every post group: before − out + in − back from + back to. */
function ledgerFindings(span: Span, decisions: Year['decisions']): string[] {
  const { before, after, planned } = span;
  const heads = new Map<string, number>();
  const add = (id: string, count: number) => heads.set(id, (heads.get(id) ?? 0) + count);
  for (const person of before.teachers) add(homeGroupId(person), 1);
  for (const { fromPostGroupId, postGroupId } of planned.exchanges) {
    add(fromPostGroupId, -1);
    add(postGroupId, 1);
  }
  const back = new Set(planned.returned.map(({ teacherId }) => teacherId));
  const now = new Map(after.teachers.map((person) => [person.id, person]));
  for (const person of duringOf(span, decisions)) {
    const home = now.get(person.id);
    if (!back.has(person.id) || home === undefined) continue;
    add(homeGroupId(person), -1);
    add(person.exchange?.homePostGroupId ?? homeGroupId(home), 1);
  }
  for (const person of after.teachers) add(homeGroupId(person), -1);
  return [...heads]
    .filter(([, difference]) => difference !== 0)
    .map(([id]) => `${id}: heads do not add up.`);
}

/** No two terms of a person overlap, nor one with an exchange that runs on from before. */
function overlapFindings({ years }: RotationPlan): string[] {
  const terms = new Map<string, PlannedExchange[]>();
  for (const exchange of years.flatMap(({ exchanges }) => exchanges))
    terms.set(exchange.teacherId, [...(terms.get(exchange.teacherId) ?? []), exchange]);
  return [...terms].flatMap(([id, own]) => {
    const inOrder = [...own].sort((a, b) => (a.since < b.since ? -1 : 1));
    const twice = inOrder.some((term, k) => k > 0 && term.since <= (inOrder[k - 1]?.until ?? ''));
    return twice ? [`${id} is booked twice at a time.`] : [];
  });
}

function longestFindings(plan: RotationPlan, last: County): string[] {
  const end = monthNumber(plan.policy.referenceMonth) + 12 * plan.years.length;
  const running = last.teachers.flatMap(({ exchange }) =>
    exchange === null
      ? []
      : [Math.min(monthNumber(exchange.until) + 1, end) - monthNumber(exchange.since)],
  );
  const ended = [...plan.settled, ...plan.years.flatMap(({ returned }) => returned)];
  const planned = plan.years
    .flatMap(({ exchanges }) => exchanges)
    .map(({ since, until }) => monthNumber(until) + 1 - monthNumber(since));
  const longest = Math.max(0, ...running, ...planned, ...ended.map(({ months }) => months));
  return longest === plan.longestExchangeMonths ? [] : ['The longest exchange is another (R04).'];
}
