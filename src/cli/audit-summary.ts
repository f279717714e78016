/** What a planner reads on the terminal after an audit; the lists in full are in audit.xlsx. */
import type { Audit, AuditColumn, BrokenPlace, PersonShift, Violation } from '../domain/audit.ts';
import type { County } from '../domain/county.ts';
import { INDICATOR_NAME, type StageIndicator } from '../domain/indicators.ts';
import { noteInEnglish } from '../domain/notes.ts';
import { type PlaceWords, placeWords } from '../domain/place-words.ts';
import { type Bilingual, STAGE_ZH } from '../domain/vocabulary.ts';
import { conclusion } from '../reports/audit-workbook.ts';
import { brokenCheck, brokenFigures } from '../rules/check-names.ts';
import type { Say } from './language.ts';
import { tierLabel } from './summary.ts';
import { table } from './terminal.ts';

/** Lines of a list, and people in a line, before the rest is only counted. */
const SHOWN = { lines: 20, people: 8 };

const COLUMNS = ['manual', 'repair', 'optimum'] as const;
const COLUMN: Readonly<Record<(typeof COLUMNS)[number], Bilingual>> = {
  manual: { zh: '手工方案', en: 'manual plan' },
  repair: { zh: '最小修正', en: 'smallest repair' },
  optimum: { zh: '最优方案', en: 'optimum' },
};

export function auditLines(county: County, audit: Audit, say: Say): string[] {
  const words = placeWords(county);
  return [
    `${audit.county.name}  ${say({ zh: '手工方案审计', en: 'audit of a manual plan' })}`,
    say(conclusion(audit)),
    ...(audit.note === null ? [] : [`! ${say({ zh: audit.note, en: noteInEnglish(audit.note) })}`]),
    ...columnTable(audit, say),
    ...violationLines(audit, words, say),
    ...changeLines(audit, words, say),
    ...shiftLines(audit, say),
    ...indicatorLines(audit, say),
  ];
}

function columnTable(audit: Audit, say: Say): string[] {
  const row = (label: Bilingual | string, cell: (column: AuditColumn) => string | number) => [
    '  ',
    typeof label === 'string' ? label : say(label),
    ...COLUMNS.map((id) => (audit[id] === null ? '-' : cell(audit[id] as AuditColumn))),
  ];
  const yes = say({ zh: '合法', en: 'legal' });
  const no = say({ zh: '不合法', en: 'illegal' });
  const waiting =
    audit.round !== 'rotation'
      ? [row({ zh: '待岗', en: 'on standby' }, ({ standby }) => standby)]
      : [];
  return [
    '',
    ...table([
      ['  ', '', ...COLUMNS.map((id) => say(COLUMN[id]))],
      row({ zh: '合法性', en: 'legality' }, ({ legal }) => (legal ? yes : no)),
      row({ zh: '违反硬性规则', en: 'hard rules broken' }, ({ hardBroken }) => hardBroken),
      row({ zh: '软性预警', en: 'soft rules broken' }, ({ softBroken }) => softBroken),
      row({ zh: '调动人数', en: 'moves' }, ({ moves }) => moves),
      ...waiting,
      row({ zh: '与手工方案不同', en: 'people changed' }, ({ changed }) => changed),
      ...audit.manual.tiers.map(({ id }) =>
        row(tierLabel(id, say), ({ tiers }) => tiers.find((tier) => tier.id === id)?.value ?? '-'),
      ),
    ]),
    ...proofLine(audit, say),
  ];
}

function proofLine({ repair, optimum }: Audit, say: Say): string[] {
  if (repair === null || optimum === null) return [];
  const proven = repair.proven && optimum.proven;
  const zh = proven
    ? `已证明：至少须改动 ${repair.leastChanges} 人，最优方案各层均已证明`
    : '受时限限制，最小修正或最优方案未全部证明';
  const en = proven
    ? `proven: at least ${repair.leastChanges} people must change; every tier of the optimum is proven`
    : 'stopped by a limit: repair or optimum not fully proven';
  return [`  ${say({ zh, en })}`];
}

function violationLines({ manual }: Audit, words: PlaceWords, say: Say): string[] {
  const part = (status: Violation['status'], head: Bilingual) => {
    const checks = byCheck(manual.violations.filter((each) => each.status === status));
    const rows = checks.map(([name, list]) => `  ${violationLine(name, list, words, say)}`);
    return rows.length === 0 ? [] : ['', say(head), ...rows];
  };
  return [
    ...part('fail', { zh: '手工方案违反的硬性规则', en: 'Hard rules that the plan breaks' }),
    ...part('warn', { zh: '手工方案的软性预警', en: 'Soft rules that the plan breaks' }),
  ];
}

function byCheck(violations: readonly Violation[]): [string, Violation[]][] {
  const checks = new Map<string, Violation[]>();
  for (const each of violations) checks.set(each.name, [...(checks.get(each.name) ?? []), each]);
  return [...checks];
}

function violationLine(
  name: string,
  list: readonly Violation[],
  words: PlaceWords,
  say: Say,
): string {
  const rules = [...new Set(list.map(({ ruleId }) => ruleId))].join(' ');
  const people = [...new Set(list.flatMap((each) => each.people))];
  const named = ({ kind, id }: BrokenPlace) =>
    kind === 'post' ? words.post(id) : words.school(id);
  const places = [...new Set(list.flatMap((each) => each.places.map(named)))];
  const candidates = [
    ...new Set(list.flatMap((each) => each.places.flatMap((place) => place.candidates))),
  ].filter((id) => !people.includes(id));
  const told = (list.find((each) => each.limit !== null) ?? list[0]) as Violation;
  const { measured, limit } = brokenFigures(told);
  return [
    `${rules}  ${say(brokenCheck(name, told.status))} [${measured}${limit === null ? '' : ` / ${limit}`}]`,
    ...(places.length === 0 ? [] : [some(places)]),
    ...(people.length === 0 ? [] : [some(people)]),
    ...(candidates.length === 0
      ? []
      : [`${say({ zh: '须从中调整：', en: 'some of: ' })}${some(candidates)}`]),
  ].join('  ');
}

function some(ids: readonly string[]): string {
  const shown = ids.slice(0, SHOWN.people).join('、');
  return ids.length > SHOWN.people ? `${shown} … (${ids.length})` : shown;
}

function changeLines({ repair, round }: Audit, words: PlaceWords, say: Say): string[] {
  if (repair === null || repair.changes.length === 0) return [];
  const none =
    round !== 'rotation' ? say({ zh: '待岗', en: 'standby' }) : say({ zh: '留任', en: 'stays' });
  const post = (id: string | null) => (id === null ? none : words.post(id));
  const shown = repair.changes.slice(0, SHOWN.lines);
  const rest = repair.changes.length - shown.length;
  return [
    '',
    say({ zh: '最小修正：改动的人与原因', en: 'Smallest repair: who changes and why' }),
    ...shown.flatMap(({ teacherId, from, to, reasons }) => [
      `  ${teacherId}  ${post(from)} → ${post(to)}`,
      ...reasons.map((reason) => `      ${say({ zh: reason.text, en: reasonEn(reason) })}`),
    ]),
    ...(rest > 0
      ? [
          say({
            zh: `  ……另有 ${rest} 人，见 audit.xlsx`,
            en: `  … and ${rest} more, see audit.xlsx`,
          }),
        ]
      : []),
  ];
}

type Reason = NonNullable<Audit['repair']>['changes'][number]['reasons'][number];

function reasonEn({ kind, rules, name, people, places }: Reason): string {
  const broken = `${rules.join(', ')}: ${brokenCheck(name).en}`;
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  const whom = some(people);
  return {
    'own-rule': `may not be there: ${broken}`,
    'shared-rule': `the plan breaks ${broken}${where}`,
    'makes-room': `makes room for ${whom}; with both, ${broken}${where}`,
    'steps-in': `steps in for ${whom}; without, ${broken}${where}`,
  }[kind];
}

function shiftLines(audit: Audit, say: Say): string[] {
  const lines = (['repair', 'optimum'] as const).flatMap((id) => {
    const shifts = audit[id]?.shifts ?? [];
    if (shifts.length === 0) return [];
    const count = (verdict: PersonShift['verdict']) =>
      shifts.filter((each) => each.verdict === verdict).length;
    const [better, worse] = [count('better'), count('worse')];
    const others = shifts.length - better - worse;
    return [
      say({
        zh: `  ${COLUMN[id].zh}：${better} 人变好，${worse} 人变差，${others} 人有得有失或相当`,
        en: `  ${COLUMN[id].en}: ${better} better off, ${worse} worse off, ${others} mixed or equal`,
      }),
    ];
  });
  if (lines.length === 0) return [];
  const head = say({
    zh: '人员得失（对手工方案，按适配分与志愿）',
    en: 'People against the manual plan (fit and wish)',
  });
  return ['', head, ...lines];
}

/** Coefficients of variation that are not the same in all columns. */
function indicatorLines(audit: Audit, say: Say): string[] {
  const sides = [audit.before, ...COLUMNS.map((id) => audit[id]?.indicators ?? [])];
  const rows = audit.before.flatMap(({ indicator, stage }) => {
    const same = (other: StageIndicator) => other.indicator === indicator && other.stage === stage;
    const figures = sides.map((side) => side.find(same)?.cv ?? '-');
    const known = new Set(figures.filter((figure) => figure !== '-'));
    if (stage === null || known.size <= 1) return [];
    return [['  ', `${STAGE_ZH[stage]} ${say(INDICATOR_NAME[indicator])}`, ...figures]];
  });
  if (rows.length === 0) return [];
  const before = say({ zh: '调配前', en: 'before' });
  return [
    '',
    say({ zh: '校际差异系数', en: 'Coefficients of variation between schools' }),
    ...table([['  ', '', before, ...COLUMNS.map((id) => say(COLUMN[id]))], ...rows]),
  ];
}
