/**
 * 身份证号 (GB 11643-1999): check digit, birth month and sex. The number is used here and goes no further:
 * not into the county, not into any message.
 */
import type { CellValue } from '../workbook/port.ts';
import { cleanText, comparable } from './cells.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

/** What an ID number tells. */
export interface Identity {
  /** The number in its standard form, to notice the same person twice; never shown. */
  readonly key: string;
  readonly birth: string;
  readonly sex: 'M' | 'F';
}
export type IdentityFault = 'lost-digits' | 'invalid';

/** null for a blank cell; 'lost-digits' when a spreadsheet kept the number in 15 significant digits. */
export function readIdentity(value: CellValue): Identity | IdentityFault | null {
  const text = comparable(cleanText(value)).toUpperCase().replace(/['`’]/g, '');
  if (text === '') return null;
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return 'lost-digits';
  if (typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) return 'lost-digits';
  const digits = /^\d{15}$/.test(text) ? `${text.slice(0, 6)}19${text.slice(6)}` : text;
  if (!/^\d{17}[\dX]?$/.test(digits)) return 'invalid';
  const check = checkDigit(digits);
  if (digits.length === 18 && digits[17] !== check) return 'invalid';
  return describe(digits.slice(0, 17) + check);
}

/** Check character of the first 17 digits: Σ aᵢ·wᵢ mod 11. */
export function checkDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return CHECK_DIGITS[sum % 11] ?? '';
}

function describe(key: string): Identity | 'invalid' {
  const [year, month, day] = [key.slice(6, 10), key.slice(10, 12), key.slice(12, 14)];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  if (!isDate || !/^(19|20)/.test(year)) return 'invalid';
  return { key, birth: `${year}-${month}`, sex: Number(key[16]) % 2 === 1 ? 'M' : 'F' };
}
