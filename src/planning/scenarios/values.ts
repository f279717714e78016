/** The values that a sweep goes through: `0..10 step 1`, or a list. */
import type { InputIssue } from '../../domain/errors.ts';

const RANGE = /^\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*(?:step\s+(-?\d+)\s*)?$/;
/** More would be a slip of the pen. */
const MOST_VALUES = 1000;

/**
 * @param raw a range of whole numbers `from..to step s` (both ends included when met; step 1 unless told), or a list
 * @param path of the key, for the issue
 */
export function sweepValues(
  raw: string | readonly unknown[],
  path: string,
): readonly unknown[] | InputIssue {
  if (typeof raw !== 'string') return raw.length > 0 ? raw : empty(path);
  const match = RANGE.exec(raw);
  if (match === null) {
    return {
      code: 'scenario-range',
      path,
      message: `「${path}」：看不懂「${raw}」，应为「0..10 step 1」或列表 [..] (not a range "from..to step s" and not a list)。`,
    };
  }
  const [from, to, step] = [match[1], match[2], match[3] ?? '1'].map(Number) as [
    number,
    number,
    number,
  ];
  if (step === 0) {
    return { code: 'scenario-step-zero', path, message: `「${path}」：步长为 0 (step 0)。` };
  }
  const count = Math.floor((to - from) / step) + 1;
  if (count < 1) return empty(path);
  if (count > MOST_VALUES) {
    return {
      code: 'scenario-too-many',
      path,
      message: `「${path}」：${count} 个取值，最多 ${MOST_VALUES} 个 (too many values)。`,
    };
  }
  return Array.from({ length: count }, (_, k) => from + k * step);
}

function empty(path: string): InputIssue {
  return {
    code: 'scenario-empty-sweep',
    path,
    message: `「${path}」：没有任何取值 (empty sweep)。`,
  };
}
