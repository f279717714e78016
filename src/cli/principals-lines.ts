/** The principals' report on a terminal; people by staff number. */
import type { County } from '../domain/county.ts';
import type { PrincipalsReport } from '../domain/principals.ts';
import {
  DUTY_NAME,
  KIND_NAME,
  NO_DUTY,
  OBSTACLE_NAME,
  OUTCOME_NAME,
  STANDING_NAME,
  TIER_NAME,
} from '../reports/principals-words.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

/** Rows printed of a list, before the rest is only counted: all are in the workbook. */
const SHOWN = 20;

export function principalsLines(county: County, report: PrincipalsReport, say: Say): string[] {
  const names = new Map(county.schools.map(({ id, name }) => [id, name]));
  const place = (id: string | null) => (id === null ? '' : `${id} ${names.get(id) ?? ''}`);
  const view: View = { report, say, place };
  return [
    ...head(view),
    ...leavingLines(view),
    ...candidateLines(view),
    ...appointmentLines(view),
    ...vacancyLines(view),
    ...relaxationLines(view),
    ...proofLines(view),
    ...warningLines(view),
  ];
}

interface View {
  readonly report: PrincipalsReport;
  readonly say: Say;
  readonly place: (id: string | null) => string;
}

const indented = (rows: readonly (readonly (string | number)[])[]): string[] =>
  table(rows).map((line) => `  ${line}`);

function limited<T>(list: readonly T[], row: (item: T) => (string | number)[], say: Say): string[] {
  const rest = list.length - SHOWN;
  const more = say({
    zh: `  ……另有 ${rest} 人（见工作簿）`,
    en: `  … and ${rest} more (workbook)`,
  });
  return [...indented(list.slice(0, SHOWN).map(row)), ...(rest > 0 ? [more] : [])];
}

function head({ report, say }: View): string[] {
  const { schools, outOfScope, heads } = report;
  const count = (standing: string) => heads.filter((each) => each.standing === standing).length;
  const parts = (Object.keys(STANDING_NAME) as (keyof typeof STANDING_NAME)[])
    .filter((standing) => count(standing) > 0)
    .map((standing) => `${say(STANDING_NAME[standing])} ${count(standing)}`)
    .join(say({ zh: '，', en: ', ' }));
  return [
    say({ zh: '校长交流任职', en: 'Principals' }),
    say({
      zh: `  学校 ${schools} 所（另有教学点、村小 ${outOfScope} 个由中心校聘任），现任校长 ${heads.length} 人：${parts}`,
      en: `  ${schools} schools (${outOfScope} teaching points are left to their central schools), ${heads.length} serving heads: ${parts}`,
    }),
  ];
}

function leavingLines({ report, say, place }: View): string[] {
  const due = report.heads.filter(({ standing }) =>
    ['must-move', 'dismissed', 'retired'].includes(standing),
  );
  return [
    say({
      zh: `应交流或离任 ${due.length} 人：`,
      en: `Must move or leave, ${due.length}:`,
    }),
    ...limited(
      due,
      ({ teacherId, schoolId, standing, reason, outcome, toSchoolId }) => [
        ...[teacherId, place(schoolId), say(STANDING_NAME[standing]), say(reason)],
        outcome === null ? '' : `${say(OUTCOME_NAME[outcome])} ${place(toSchoolId)}`.trim(),
      ],
      say,
    ),
  ];
}

function candidateLines({ report: { candidates }, say, place }: View): string[] {
  const eligible = candidates.filter(({ failed }) => failed.length === 0);
  const reasons = new Map<string, number>();
  for (const { failed } of candidates)
    for (const kind of failed)
      reasons.set(say(OBSTACLE_NAME[kind]), (reasons.get(say(OBSTACLE_NAME[kind])) ?? 0) + 1);
  const why = [...reasons]
    .map(([name, count]) => `${name} ${count}`)
    .join(say({ zh: '，', en: ', ' }));
  const not = candidates.length - eligible.length;
  const lacking = say({
    zh: `；不具备条件 ${not} 人（${why}）`,
    en: `; ${not} others lack: ${why}`,
  });
  return [
    say({ zh: `可任校长人选 ${eligible.length} 人`, en: `May be appointed: ${eligible.length}` }) +
      (not > 0 ? lacking : ''),
    ...limited(
      [...eligible].sort((a, b) => b.deputyYears - a.deputyYears),
      ({ teacherId, schoolId, duty, deputyYears, middleYears, teachingYears }) => [
        ...[teacherId, place(schoolId), say(duty === null ? NO_DUTY : DUTY_NAME[duty])],
        say({
          zh: `副职 ${deputyYears} 年、中层 ${middleYears} 年、教龄 ${teachingYears} 年`,
          en: `${deputyYears} y deputy, ${middleYears} y middle level, ${teachingYears} y teaching`,
        }),
      ],
      say,
    ),
  ];
}

const kilometres = (distance: number | null): string =>
  distance === null ? '?' : `${(distance / 100).toFixed(1)} km`;

function appointmentLines({ report, say, place }: View): string[] {
  if (report.status === 'impossible')
    return [
      say({
        zh: '任职要求与规则不能同时满足，没有方案。',
        en: 'The demands and the rules cannot hold together: there is no plan.',
      }),
    ];
  const count = (kind: string) => report.appointments.filter((each) => each.kind === kind).length;
  const changed = report.appointments.filter(({ kind }) => kind !== 'stay');
  return [
    say({
      zh: `拟任：留任 ${count('stay')}，交流 ${count('move')}，新任 ${count('new')}；变动如下：`,
      en: `Proposed: ${count('stay')} stay, ${count('move')} move, ${count('new')} new; the changes:`,
    }),
    ...indented(
      changed.map(({ schoolId, teacherId, fromSchoolId, kind, distance, reason }) => [
        ...[place(schoolId), teacherId, say(KIND_NAME[kind])],
        fromSchoolId === schoolId
          ? say({ zh: '本校', en: 'own school' })
          : `${say({ zh: '自', en: 'from' })} ${place(fromSchoolId)}`,
        ...[kilometres(distance), say(reason)],
      ]),
    ),
  ];
}

function vacancyLines({ report: { vacancies, status }, say, place }: View): string[] {
  if (status === 'impossible') return [];
  const list = vacancies.map(place).join(say({ zh: '、', en: ', ' }));
  return [
    vacancies.length === 0
      ? say({ zh: '空缺：无', en: 'Vacancies: none' })
      : say({
          zh: `空缺 ${vacancies.length} 所：${list}`,
          en: `Vacancies, ${vacancies.length}: ${list}`,
        }),
  ];
}

function relaxationLines({ report: { relaxation }, say, place }: View): string[] {
  if (relaxation === null) return [];
  const { items, vacant, proven, confirmed } = relaxation;
  const word = proven
    ? say({ zh: '已证明不能再少', en: 'proven smallest' })
    : say({ zh: '未证明最少', en: 'not proven smallest' });
  const solved = confirmed
    ? say({ zh: '，放宽后已求解核实', en: ', confirmed by solving' })
    : say({ zh: '，放宽后未核实', en: ', not confirmed' });
  return [
    `${say({ zh: `最小放宽 ${items.length} 项`, en: `Least relaxation, ${items.length}` })} (${word}${solved})`,
    ...items.map(({ sentence }) => `  ${say(sentence)}`),
    ...vacant.map(
      (id) =>
        `  ${say({ zh: `${place(id)}：放宽任何一项仍无人可任`, en: `${place(id)}: nobody, whatever is relaxed` })}`,
    ),
  ];
}

function proofLines({ report: { tiers, status }, say }: View): string[] {
  if (status === 'impossible') return [];
  const shown = tiers.filter(({ name }) => !name.startsWith('hash'));
  return [
    status === 'optimal'
      ? say({ zh: '已证明最优：', en: 'Proven optimal:' })
      : say({ zh: '未证明最优：', en: 'Not proven optimal:' }),
    ...indented(
      shown.map(({ name, value }) => [say(TIER_NAME[name] ?? { zh: name, en: name }), value]),
    ),
  ];
}

function warningLines({ report: { checks }, say }: View): string[] {
  const warned = checks.filter(({ status }) => status !== 'pass');
  return warned.map(
    ({ ruleId, text }) => `${say({ zh: '预警', en: 'Warning' })} ${ruleId}: ${text}`,
  );
}
