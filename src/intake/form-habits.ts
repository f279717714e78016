/** 是否逾期 and 夫妻同调 of the 志愿表. */
import type { Teacher } from '../domain/county.ts';
import { parseDay } from './days.ts';
import type { Fields } from './fields.ts';

type WishFields = Fields<'wishes'>;

/** S06: 是否逾期 decides; else the day it was handed in against the deadline, where both are told. */
export function readLate(fields: WishFields): boolean {
  const told = fields.yesNo('late', null);
  const handedIn = readDay(fields, 'handedIn');
  const deadline = readDay(fields, 'deadline');
  if (handedIn === null || deadline === null) return told ?? false;
  const late = handedIn > deadline;
  if (told !== null && told !== late) {
    fields.warn('late', {
      code: 'late-differs-from-day',
      message: `「${fields.label('late')}」与「${fields.label('handedIn')}」「${fields.label('deadline')}」不一致。`,
      suggestion: `以「${fields.label('late')}」为准；请核对。`,
    });
  }
  return told ?? late;
}

function readDay(fields: WishFields, key: 'handedIn' | 'deadline'): string | null {
  const day = parseDay(fields.raw(key));
  if (day === 'missing') return null;
  if (day !== 'not-a-day') return day;
  fields.warn(key, {
    code: 'not-a-day',
    message: `「${fields.label(key)}」不是可识别的日期。`,
    suggestion: '该日期未采用；请按「2026-07-15」的样式填写。',
  });
  return null;
}

/** What stands in a partner's cell, and where. */
export interface PartnerClaim {
  readonly fields: WishFields;
  readonly partnerId: string;
}

/** Partners by staff number: both must name each other, else the request counts for neither. */
export function mutualPartners(
  claims: ReadonlyMap<string, PartnerClaim>,
  staffNumbers: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const partners = new Map<Teacher['id'], string>();
  for (const [id, { fields, partnerId }] of claims) {
    const fault = faultOf(id, partnerId, claims, staffNumbers);
    if (fault === null) partners.set(id, partnerId);
    else {
      fields.warn('partner', {
        code: `partner-${fault}`,
        message: `「${fields.label('partner')}」${FAULTS[fault]}。`,
        suggestion: '夫妻同调未采用；请双方互填对方的职工号。',
      });
    }
  }
  return partners;
}

const FAULTS = {
  'own-number': '填的是本人的职工号',
  unknown: '所填职工号不在教职工花名册中',
  'not-mutual': '所填的人没有交表，或没有回填本人的职工号',
} as const;

function faultOf(
  id: string,
  partnerId: string,
  claims: ReadonlyMap<string, PartnerClaim>,
  staffNumbers: ReadonlySet<string>,
): keyof typeof FAULTS | null {
  if (partnerId === id) return 'own-number';
  if (!staffNumbers.has(partnerId)) return 'unknown';
  return claims.get(partnerId)?.partnerId === id ? null : 'not-mutual';
}
