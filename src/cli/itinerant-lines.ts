/** The summary of `tiaopei itinerant`. */
import type { ItinerantFinding, ItinerantPlan, TeacherWeek } from '../domain/itinerant.ts';
import type { GreedyComparison } from '../planning/itinerant/index.ts';
import {
  isAway,
  kilometres,
  periods,
  sumsBySubject,
  TIER_NAME,
  weeklyWay,
} from '../reports/itinerant-words.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

const one = (value: number): string => value.toFixed(1);

export function itinerantLines(plan: ItinerantPlan, say: Say): string[] {
  return [
    say({ zh: '走教方案', en: 'Itinerant teaching' }),
    ...subjectTable(plan, say).map((line) => `  ${line}`),
    ...travelLines(plan, say),
    ...loadLine(plan.teachers, say),
    ...researcherLines(plan, say),
    ...plan.findings.map(
      (finding) => `  [${say({ zh: '提醒', en: 'note' })}] ${sentence(finding, say)}`,
    ),
    ...plan.ruleChecks
      .filter(({ status }) => status !== 'pass')
      .map(({ ruleId, text }) => `  (${ruleId}) ${text}`),
  ];
}

function subjectTable(plan: ItinerantPlan, say: Say): string[] {
  const head = [
    say({ zh: '学科（节/周）', en: 'periods a week' }),
    ...[say({ zh: '应开', en: 'needed' }), say({ zh: '现开', en: 'before' })],
    ...[say({ zh: '教研员', en: 'researchers' }), say({ zh: '本校加课', en: 'at home' })],
    ...[say({ zh: '走教', en: 'travelling' }), say({ zh: '安排后', en: 'after' })],
    say({ zh: '仍缺', en: 'missing' }),
  ];
  const rows = sumsBySubject(plan).map((row) => [
    row.subject,
    ...[row.need, row.before, row.researchers, row.home, row.travelling, row.after].map((each) =>
      one(periods(each)),
    ),
    one(periods(row.need - row.after)),
  ]);
  return table([head, ...rows]);
}

function travelLines({ trips, tiers, teachers }: ItinerantPlan, say: Say): string[] {
  const away = trips.filter(isAway);
  const people = teachers.filter(({ daysAway }) => daysAway > 0).length;
  const days = away.reduce((sum, trip) => sum + trip.days, 0);
  const way = one(kilometres(away.reduce((sum, trip) => sum + weeklyWay(trip), 0)));
  const pay = away.reduce((sum, { allowance }) => sum + allowance, 0);
  return [
    say({
      zh: `走教教师 ${people} 人，每周 ${days} 天·人，里程 ${way} 公里，补贴 ${pay} 元`,
      en: `${people} teachers travel on ${days} days a week, ${way} km, ${pay} yuan`,
    }),
    proofLine(tiers, say),
  ];
}

/** Which tiers are closed by multipliers that anybody can check, and which on the solver's word. */
function proofLine(tiers: ItinerantPlan['tiers'], say: Say): string {
  const named = (kind: ItinerantPlan['tiers'][number]['proof']) =>
    tiers
      .filter(({ proof }) => proof === kind)
      .map(({ name }) => say(TIER_NAME[name]))
      .join(say({ zh: '、', en: ', ' }));
  const [proven, told] = [named('dual'), named('solver')];
  return say({
    zh: `已证明最优：${proven}${told === '' ? '' : `；由求解器证明 (solver)：${told}`}`,
    en: `proven optimal: ${proven}${told === '' ? '' : `; on the solver's word: ${told}`}`,
  });
}

/** Kilometres against the obvious plan by hand. */
export function greedyLine(
  { tiers }: ItinerantPlan,
  { greedy, sameLessons }: GreedyComparison,
  say: Say,
): string {
  const tierOf = (name: string) => tiers.find((each) => each.name === name)?.value ?? 0;
  const [lessons, handLessons] = [tierOf('covered'), greedy.covered].map((n) => one(periods(n)));
  const [way, handWay, least] = [tierOf('distance'), greedy.distance, sameLessons].map((n) =>
    one(kilometres(n)),
  );
  return say({
    zh: `对照就近派人的手工排法（缺课多的校点先排）：补 ${handLessons} 节、${handWay} 公里；本方案补 ${lessons} 节、${way} 公里；只补 ${handLessons} 节时最少 ${least} 公里`,
    en: `the obvious plan by hand (largest lack first, nearest teacher): ${handLessons} periods, ${handWay} km; this plan: ${lessons} periods, ${way} km; for ${handLessons} periods ${least} km would do`,
  });
}

/** Hours within the load: the fullest week of a group that gives days. */
function loadLine(teachers: readonly TeacherWeek[], say: Say): string[] {
  if (teachers.length === 0) return [];
  const travelling = teachers.filter(({ daysAway }) => daysAway > 0);
  const over = teachers.filter(({ homeAfter, away, norm }) => homeAfter + away > norm).length;
  const full = travelling.filter(({ homeAfter, away, norm }) => homeAfter + away === norm).length;
  const total = (of: (row: TeacherWeek) => number) =>
    one(
      periods(travelling.reduce((sum, row) => sum + of(row), 0) / Math.max(1, travelling.length)),
    );
  const hours = total(({ homeAfter, away }) => homeAfter + away);
  const norm = total((row) => row.norm);
  return [
    say({
      zh: `走教教师人均周课时 ${hours} 节（标准 ${norm} 节），满课时 ${full} 人，超课时 ${over} 人`,
      en: `${hours} periods a week on average for those who travel (norm ${norm}), ${full} at a full load, ${over} above it`,
    }),
  ];
}

function researcherLines({ researchers }: ItinerantPlan, say: Say): string[] {
  if (researchers.length === 0) return [];
  const teaching = researchers.filter(({ fifths }) => fifths > 0);
  const given = one(periods(teaching.reduce((sum, { fifths }) => sum + fifths, 0)));
  const owing = researchers
    .filter(({ owesYear }) => owesYear)
    .map(({ researcherId }) => researcherId);
  return [
    say({
      zh: `教研员 ${researchers.length} 人，兼课 ${teaching.length} 人、每周 ${given} 节；应到校任教一年 ${owing.length} 人${owing.length > 0 ? `：${owing.join(' ')}` : ''}`,
      en: `${researchers.length} researchers, ${teaching.length} teach ${given} periods a week; ${owing.length} owe a year in a school${owing.length > 0 ? `: ${owing.join(' ')}` : ''}`,
    }),
  ];
}

function sentence(
  { code, subject, missing, heads, places, message, suggestion }: ItinerantFinding,
  say: Say,
): string {
  const size = `${Math.ceil(periods(missing))} periods a week at ${places.length} places`;
  const en = {
    'no-teacher': `nobody in the county can teach ${subject}: ${size} are missing; about ${heads} full-time teachers would cover them.`,
    'none-at-work': `teachers of ${subject} are on the roster, but none of them is at work in a primary, junior or senior school: ${size} are missing; about ${heads} full-time teachers would cover them.`,
    'gap-left': `${subject}: ${size} are still missing; about ${heads} full-time teachers would cover them.`,
    'no-position': `${places.length} places with missing lessons have no position, so no way could be measured.`,
  }[code];
  return say({ zh: `${message}${suggestion}`, en });
}
