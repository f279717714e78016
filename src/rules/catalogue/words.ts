/** What the codes of an entry are called on screen and paper. */
import type { Bilingual } from '../../domain/vocabulary.ts';
import type { ActPlace, Rule, SourceDocument, Strength } from './rule.ts';

export const STRENGTH_NAME: Readonly<Record<Strength, Bilingual>> = {
  hard: { zh: '硬性', en: 'hard' },
  soft: { zh: '软性', en: 'soft' },
  configurable: { zh: '可配置', en: 'configurable' },
  data: { zh: '数据', en: 'data' },
  workflow: { zh: '流程', en: 'workflow' },
  report: { zh: '报告', en: 'report' },
  lost: { zh: '缺失', en: 'lost' },
};

export const PLACE_NAME: Readonly<Record<ActPlace, Bilingual>> = {
  admissibility: { zh: '可行性判定', en: 'admissibility test' },
  row: { zh: '约束行', en: 'row' },
  objective: { zh: '目标层', en: 'objective tier' },
  establishment: { zh: '编制核定', en: 'establishment step' },
  indicator: { zh: '指标', en: 'indicator' },
  report: { zh: '报表', en: 'report sheet' },
  intake: { zh: '读入', en: 'intake' },
  gate: { zh: '流程关口', en: 'gate' },
  calendar: { zh: '日程', en: 'calendar' },
};

export const DOCUMENT_NAME: Readonly<Record<SourceDocument, Bilingual>> = {
  '000': { zh: '000 县管校聘方案', en: '000 county report' },
  '001': { zh: '001 轮岗与聘任方案四则', en: '001 four plans' },
  '002': { zh: '002 区县报告', en: '002 district report' },
  '003': { zh: '003 改革实施方案', en: '003 reform plan' },
  '004': { zh: '004 编办材料', en: '004 establishment office' },
  national: { zh: '国家规定', en: 'national measure' },
  completion: { zh: '补充', en: 'completion' },
};

/** Whether a rule is in effect; a dash where nothing is known of it. */
export function effectName({ strength }: Pick<Rule, 'strength'>): Bilingual {
  return strength === 'lost' ? { zh: '—', en: '—' } : { zh: '已生效', en: 'in effect' };
}
