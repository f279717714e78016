/** What a planner reads on the terminal after a run. */
import { INDICATOR_SHORT } from '../domain/indicators.ts';
import { noteInEnglish } from '../domain/notes.ts';
import type { ObjectiveTierId } from '../domain/policy.ts';
import {
  LIMIT_ZH,
  type Proposal,
  type Standby,
  TIER_NAME_EN,
  TIER_NAME_ZH,
} from '../domain/proposal.ts';
import { type Bilingual, TIER_ZH, type TitleLevel } from '../domain/vocabulary.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

/** Name of a tier in the language of the terminal. */
export function tierLabel(id: ObjectiveTierId, say: Say): string {
  return say({ zh: TIER_NAME_ZH[id], en: TIER_NAME_EN[id] });
}

const REASON_LABEL: Record<Standby['reason'], Bilingual> = {
  exempt: { zh: '直聘（豁免），不参加本轮', en: 'exempt from the round' },
  refused: { zh: '曾书面拒绝安排', en: 'refused on record' },
  'no-admissible-post': { zh: '无匹配岗位', en: 'no admissible post' },
  'posts-filled': { zh: '匹配岗位已满', en: 'admissible posts all filled' },
};
const FLOW_EN = { B: 'bureau-run', U: 'street', R: 'rural' } as const;

export function summary(proposal: Proposal, say: Say): string[] {
  return [
    ...headline(proposal, say),
    ...standby(proposal, say),
    ...flows(proposal, say),
    ...titles(proposal, say),
    ...tiers(proposal, say),
    ...indicators(proposal, say),
    ...checks(proposal, say),
    ...times(proposal, say),
  ];
}

function headline(proposal: Proposal, say: Say): string[] {
  const { county, placements, status, limit, gap } = proposal;
  const proven =
    status === 'optimal'
      ? provenLine(proposal, say)
      : say({
          zh: `可行但未证明最优（${limit === null ? '' : `${LIMIT_ZH[limit]}，`}差距 ${gap ?? '未知'}）`,
          en: `feasible, not proven (${limit ?? ''}, gap ${gap ?? 'unknown'})`,
        });
  const stays = county.movers - placements.length - proposal.standby.length;
  const rest =
    proposal.round === 'rotation'
      ? say({ zh: `留任 ${stays} 人`, en: `${stays} stay` })
      : say({
          zh: `待岗 ${proposal.standby.length} 人`,
          en: `${proposal.standby.length} on standby`,
        });
  return [
    say({
      zh: `${county.name}：${county.schools} 校，${county.movers} 人参加本轮，空缺 ${county.openings} 个，可行配对 ${county.pairs} 个`,
      en: `${county.name}: ${county.schools} schools, ${county.movers} people in the round, ${county.openings} open posts, ${county.pairs} admissible pairs`,
    }),
    say({
      zh: `结果：${proven}；安排 ${placements.length} 人，${rest}`,
      en: `Result: ${proven}; ${placements.length} placed, ${rest}`,
    }),
    ...noteLines(proposal, say),
  ];
}

function noteLines({ objective: { note } }: Proposal, say: Say): string[] {
  return note === null ? [] : [`! ${say({ zh: note, en: noteInEnglish(note) })}`];
}

/** A cascade proves each of its rounds, not the joint program. */
function provenLine({ objective }: Proposal, say: Say): string {
  return objective.rounds === null
    ? say({ zh: '已证明最优（差距 0）', en: 'proven optimal (gap 0)' })
    : say({ zh: '逐轮求解，每一轮均已证明最优', en: 'cascade, every round proven optimal' });
}

function standby(proposal: Proposal, say: Say): string[] {
  const counts = new Map<Standby['reason'], number>();
  for (const { reason } of proposal.standby) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (counts.size === 0) return [];
  const rows = [...counts].map(([reason, count]) => ['  ', say(REASON_LABEL[reason]), count]);
  return ['', say({ zh: '待岗原因', en: 'Standby by reason' }), ...table(rows)];
}

function flows(proposal: Proposal, say: Say): string[] {
  const tiers = ['B', 'U', 'R'] as const;
  const label = (tier: (typeof tiers)[number]) => say({ zh: TIER_ZH[tier], en: FLOW_EN[tier] });
  const count = (from: string, to: string) =>
    proposal.flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0;
  return [
    '',
    say({ zh: '流向（行：原学校，列：新学校）', en: 'Flow (rows: from, columns: to)' }),
    ...table([
      ['  ', '', ...tiers.map(label)],
      ...tiers.map((from) => ['  ', label(from), ...tiers.map((to) => count(from, to))]),
    ]),
  ];
}

/** Title posts taken up by level, and heads beyond the caps (T07). */
function titles({ placements, ruleChecks }: Proposal, say: Say): string[] {
  const count = (level: TitleLevel) => placements.filter(({ title }) => title === level).length;
  const over = ruleChecks.find(({ ruleId }) => ruleId === 'T07')?.measured ?? 0;
  return [
    '',
    say({
      zh: `职称岗位：高级 ${count('H')} 个，中级 ${count('M')} 个，初级 ${count('E')} 个；超岗 ${over} 人`,
      en: `Title posts used: ${count('H')} senior, ${count('M')} middle, ${count('E')} junior; ${over} over the caps`,
    }),
  ];
}

function tiers({ objective }: Proposal, say: Say): string[] {
  const proof = {
    dual: say({ zh: '对偶证明', en: 'dual proof' }),
    solver: say({ zh: '求解器证明', en: "solver's proof" }),
    none: say({ zh: '未证明', en: 'open' }),
  };
  const rows = objective.tiers.map(({ id, value, bound, proof: kind }, k) => [
    `  ${k + 1}`,
    tierLabel(id, say),
    value,
    bound ?? '-',
    objective.weighted === null && objective.rounds === null ? proof[kind] : '',
  ]);
  const weighted =
    objective.weighted === null
      ? []
      : [
          [
            '  Σ',
            say({ zh: '加权合计', en: 'weighted sum' }),
            objective.weighted.value,
            objective.weighted.bound ?? '-',
            proof[objective.weighted.proof],
          ],
        ];
  const rounds = (objective.rounds ?? []).map(({ arcs, placed, objectives }) => {
    const open = objectives.some(({ bound }) => bound === null);
    const text = say({
      zh: `轮次 ${arcs.join(' ')}：累计安排 ${placed} 人`,
      en: `round ${arcs.join(' ')}: ${placed} placed so far`,
    });
    return `  ${text}${open ? say({ zh: '（未证明）', en: ' (open)' }) : ''}`;
  });
  const head = ['  ', '', say({ zh: '目标值', en: 'value' }), say({ zh: '界', en: 'bound' })];
  return [
    '',
    say({ zh: '目标层', en: 'Objective tiers' }),
    ...table([head, ...rows, ...weighted]),
    ...rounds,
  ];
}

/** 差异系数 of the compulsory stages before and after, a line a stage, against the limit of the stage. */
function indicators({ indicators: { before, after } }: Proposal, say: Say): string[] {
  const lines = (['P', 'J'] as const).flatMap((stage) => {
    const rows = after.stages.flatMap((row, k) => {
      const earlier = before.stages[k];
      if (row.stage !== stage || row.cvLimit === null || earlier === undefined) return [];
      return [{ row, earlier, limit: row.cvLimit }];
    });
    const parts = rows.map(({ row, earlier }) => {
      const over = row.cvMet === false ? say({ zh: '（超限）', en: ' (over)' }) : '';
      return `${say(INDICATOR_SHORT[row.indicator])} ${earlier.cv ?? '-'} → ${row.cv ?? '-'}${over}`;
    });
    const limit = rows[0]?.limit;
    if (limit === undefined) return [];
    const name = say(
      stage === 'P'
        ? { zh: `小学（限值 ${limit}）：`, en: `primary (limit ${limit}): ` }
        : { zh: `初中（限值 ${limit}）：`, en: `junior (limit ${limit}): ` },
    );
    return [`  ${name}${parts.join(say({ zh: '，', en: ', ' }))}`];
  });
  if (lines.length === 0) return [];
  const head = say({
    zh: '均衡指标差异系数，调配前 → 后（L04）',
    en: 'Coefficients of variation before → after (L04)',
  });
  return ['', head, ...lines];
}

/** Figures worth a line, by the name of the rule check that measures them. */
const HIGHLIGHTS = ['X08', 'T07', 'T02', 'X01'] as const;

function checks({ ruleChecks }: Proposal, say: Say): string[] {
  const count = (status: string) => ruleChecks.filter((check) => check.status === status).length;
  const lines = [
    '',
    say({
      zh: `逐条规则核查：通过 ${count('pass')}，预警 ${count('warn')}，违反 ${count('fail')}`,
      en: `Rule checks recomputed: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail`,
    }),
  ];
  const notable = ruleChecks.filter(
    ({ ruleId, status }) => status !== 'pass' || HIGHLIGHTS.some((id) => id === ruleId),
  );
  for (const { ruleId, status, text, measured, limit } of notable) {
    const mark = {
      pass: '',
      warn: say({ zh: '预警 ', en: 'warn ' }),
      fail: say({ zh: '违反 ', en: 'fail ' }),
    };
    const figures = `${measured}${limit === null ? '' : ` / ${limit}`}`;
    lines.push(`  ${mark[status]}${ruleId}  ${text} [${figures}]`);
  }
  return lines;
}

function times({ timings, solver }: Proposal, say: Say): string[] {
  const { readMs, buildMs, solveMs, verifyMs, writeMs } = timings;
  const total = ((readMs + buildMs + solveMs + verifyMs + writeMs) / 1000).toFixed(1);
  return [
    '',
    say({
      zh: `用时 ${total} 秒（读 ${readMs} + 建模 ${buildMs} + 求解 ${solveMs} + 核查 ${verifyMs} + 写 ${writeMs} 毫秒，${solver.backend} ${solver.version}）`,
      en: `Time ${total} s (read ${readMs} + build ${buildMs} + solve ${solveMs} + verify ${verifyMs} + write ${writeMs} ms, ${solver.backend} ${solver.version})`,
    }),
  ];
}
