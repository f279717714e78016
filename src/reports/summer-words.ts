/** What the lists of the summer call a person's way to a post, and the ground of a direct hire. */
import type { Decision } from '../domain/summer.ts';
import type { Bilingual } from '../domain/vocabulary.ts';

/** 聘任方式 (R08). */
export const KIND_NAME: Readonly<Record<Decision['kind'], Bilingual>> = {
  direct: { zh: '直聘', en: 'direct hire' },
  'in-school': { zh: '校内竞聘', en: 'in school' },
  'in-district': { zh: '学区竞聘', en: 'in district' },
  'cross-district': { zh: '跨学区调配', en: 'cross district' },
  rotation: { zh: '交流轮岗', en: 'rotation' },
  transfer: { zh: '正常调动', en: 'transfer' },
  return: { zh: '期满返回', en: 'return' },
  standby: { zh: '待岗', en: 'standby' },
};

interface GroundName extends Bilingual {
  readonly rule: string;
}

/** For the bureau's own sheet only: a public list says nothing of grounds. */
export const GROUND_NAME: Readonly<Record<NonNullable<Decision['ground']>, GroundName>> = {
  leader: { zh: '校级领导任命', en: 'appointed', rule: 'I08' },
  bound: { zh: '交流期、服务期未满', en: 'inside a term', rule: 'R06' },
  'near-retirement': { zh: '临近退休', en: 'near retirement', rule: 'D01' },
  'pregnant-nursing': { zh: '孕期、哺乳期', en: 'pregnant or nursing', rule: 'D02' },
  illness: { zh: '重大疾病', en: 'serious illness', rule: 'D03' },
  seconded: { zh: '支教、借用、借调', en: 'seconded', rule: 'D04、D13' },
  'maternity-leave': { zh: '产假', en: 'maternity leave', rule: 'D09' },
  'sick-leave': { zh: '长期病休', en: 'sick leave', rule: 'D11' },
  incapacity: { zh: '丧失劳动能力', en: 'incapacity', rule: 'D12' },
  'new-recruit': { zh: '本年新招聘', en: 'new recruit', rule: 'D14' },
};
