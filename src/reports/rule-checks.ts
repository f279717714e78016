/** 逐条规则核查: what the independent check found of every rule, with its text and source. */
import type { RuleCheck } from '../domain/proposal.ts';
import { DOCUMENT_NAME, PLACE_NAME, ruleById } from '../rules/catalogue/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, internalHead, tableOf } from './table.ts';
import { STATUS_ZH } from './words.ts';

const STRENGTH_ZH: Readonly<Record<RuleCheck['strength'], string>> = {
  H: '硬性',
  S: '软性',
  C: '可配置',
  D: '数据',
  W: '流程',
  R: '报告',
};
/** Offenders named in a cell. */
const NAMED = 20;

export function ruleChecks(context: ReportContext): SheetToWrite {
  const { proposal } = context;
  const columns: Column<RuleCheck>[] = [
    ['规则', 6, ({ ruleId }) => ruleId],
    ['条文', 44, ({ ruleId }) => ruleById(ruleId)?.text.zh ?? ''],
    ['作用环节', 12, ({ ruleId }) => scopeOf(ruleId)],
    ['强度', 7, ({ strength }) => STRENGTH_ZH[strength]],
    ['结果', 6, ({ status }) => STATUS_ZH[status]],
    ['核查内容', 40, ({ text }) => text],
    ['实测值', 8, ({ measured }) => measured],
    ['限值', 8, ({ limit }) => limit],
    ['涉及', 28, offendersWord, 'text'],
    ['来源', 16, ({ ruleId }) => sourcesOf(ruleId)],
    ['检查项', 18, ({ name }) => name],
  ];
  const sheet = tableOf('逐条规则核查', proposal.ruleChecks, columns, { frozenColumns: 1 });
  const status = columnAt(sheet, '结果');
  return {
    ...sheet,
    ...internalHead(context, '逐条规则核查', '按核查内容所述'),
    alerts: (['fail', 'warn', 'pass'] as const).map((key, k) => ({
      columns: [status],
      colour: (['bad', 'warn', 'good'] as const)[k] as 'bad' | 'warn' | 'good',
      when: { words: [STATUS_ZH[key]] },
    })),
  };
}

function scopeOf(ruleId: string): string {
  const acts = ruleById(ruleId)?.acts ?? [];
  return [...new Set(acts.map(({ where }) => PLACE_NAME[where].zh))].join('、');
}

function sourcesOf(ruleId: string): string {
  const sources = ruleById(ruleId)?.sources ?? [];
  return [...new Set(sources.map(({ document }) => DOCUMENT_NAME[document].zh))].join('、');
}

function offendersWord({ offenders }: RuleCheck): string {
  // The blank lets a line end between two numbers, not inside one.
  const named = offenders.slice(0, NAMED).join('、 ');
  return offenders.length > NAMED ? `${named} 等 ${offenders.length} 项` : named;
}
