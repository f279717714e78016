/** What `reform` says on the terminal: each stage with its solves and ledger, gates that are closed, how to go on. */
import type { StageRecord, SummerStage } from '../domain/summer.ts';
import { SUMMER_STAGE_ZH } from '../domain/summer.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import type { Advance, ClosedGate, SummerStep } from '../planning/summer/index.ts';
import { LEDGER_COLUMNS } from '../reports/summer-workbook.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

const STAGE_EN: Readonly<Record<SummerStage, string>> = {
  'direct-hire': 'direct hire',
  'in-school': 'in-school competition',
  'in-district': 'in-district competition',
  'cross-district': 'cross-district placement',
  standby: 'standby and exit',
};

export function stepName(step: SummerStep, say: Say): string {
  if (step === 'close') return say({ zh: '结束', en: 'the end' });
  return say({ zh: SUMMER_STAGE_ZH[step], en: STAGE_EN[step] });
}

/** Ledger of the stages, one a row. */
export function ledgerTable(
  stages: readonly Pick<StageRecord, 'stage' | 'ledger'>[],
  say: Say,
): string[] {
  const head = [say({ zh: '台账', en: 'ledger' }), ...LEDGER_COLUMNS.map(([, name]) => say(name))];
  const rows = stages.map(({ stage, ledger }) => [
    stepName(stage, say),
    ...LEDGER_COLUMNS.map(([key]) => ledger[key]),
  ]);
  return table([head, ...rows]).map((line) => `  ${line}`);
}

/** A stage that was done: its solves, its warnings, the ledger. */
export function stageLines(record: StageRecord, say: Say): string[] {
  const { stage, solves, ruleChecks } = record;
  const count = (status: string) => ruleChecks.filter((check) => check.status === status).length;
  return [
    `【${stepName(stage, say)}】`,
    ...table(
      solves.map(({ name, movers, placed, pairs, status }) => [
        name,
        say({ zh: `参加 ${movers} 人`, en: `${movers} people` }),
        say({ zh: `配对 ${pairs}`, en: `${pairs} pairs` }),
        say({ zh: `聘用 ${placed} 人`, en: `${placed} hired` }),
        status === 'optimal'
          ? say({ zh: '已证明最优', en: 'proven optimal' })
          : say({ zh: '未证明最优', en: 'not proven' }),
      ]),
    ).map((line) => `  ${line}`),
    ...ledgerTable([record], say),
    `  ${say({
      zh: `独立核查：通过 ${count('pass')} 项，预警 ${count('warn')} 项`,
      en: `independent check: ${count('pass')} passed, ${count('warn')} warnings`,
    })}`,
  ];
}

/** Findings of one gate that are listed before the rest is only counted. */
const SHOWN_FINDINGS = 5;

function findingLines({ name, rules, sentence, findings }: ClosedGate, say: Say): string[] {
  const rest = findings.length - SHOWN_FINDINGS;
  return [
    `  ${say({ zh: '关口', en: 'gate' })} ${name} (${rules.join(' ')}): ${say(sentence)}`,
    ...findings
      .slice(0, SHOWN_FINDINGS)
      .map(({ text, action }) => `    ${say(text)} ${say(action)}`),
    ...(rest > 0
      ? [
          say({
            zh: `    ……另有 ${rest} 项（--json 列出全部）`,
            en: `    … and ${rest} more (--json)`,
          }),
        ]
      : []),
  ];
}

/** A binding run that a gate stops. */
export function gateLines(
  { before, gates }: Extract<Advance, { kind: 'stopped' }>,
  say: Say,
): string[] {
  return [
    say({
      zh: `「${stepName(before, say)}」不能开始，以下关口未通过：`,
      en: `Stopped before: ${stepName(before, say)}. These gates are closed:`,
    }),
    ...gates.flatMap((gate) => findingLines(gate, say)),
  ];
}

/** Gates that were closed and did not stop: single people, and in a rehearsal all, with what each will need. */
export function passedLines(
  gates: readonly ClosedGate[],
  { step, isRehearsal }: { readonly step: SummerStep; readonly isRehearsal: boolean },
  say: Say,
): string[] {
  const head: Bilingual = isRehearsal
    ? {
        zh: `「${stepName(step, say)}」之前的关口（演练不拦，正式运行须在工作台账中备齐）：`,
        en: `Gates before ${stepName(step, say)} (not enforced in a rehearsal; a binding run needs them in its journal):`,
      }
    : { zh: '按人处理的关口：', en: 'Gates about single people:' };
  if (gates.length === 0) return [];
  const lines = isRehearsal
    ? gates.map(
        ({ name, rules, sentence, findings }) =>
          `  ${name} (${rules.join(' ')}) ×${findings.length}: ${say(sentence)}`,
      )
    : gates.flatMap((gate) => findingLines(gate, say));
  return [say(head), ...lines];
}
