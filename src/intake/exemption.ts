/** 特殊情况 of a roster row: the ground, the papers that are there and how long it lasts (D01–D14). */
import type { Exemption, ExemptionKind, Teacher } from '../domain/county.ts';
import { ExemptionPaper } from '../domain/county.ts';
import type { Fields } from './fields.ts';
import { type MonthSpan, parseSpan } from './months-span.ts';
import { exemptionKind } from './vocabulary.ts';

type RosterFields = Fields<'roster'>;
type Paper = ExemptionPaper;

/** Q23: these grounds, once confirmed, take no hiring place. */
const OUTSIDE_POSTS: ReadonlySet<ExemptionKind> = new Set([
  'illness',
  'seconded',
  'sick-leave',
  'incapacity',
]);
/** Age and the recruitment notice prove themselves. */
const WITHOUT_EVIDENCE: ReadonlySet<ExemptionKind> = new Set(['near-retirement', 'new-recruit']);

/** A keyword flags a ground for confirmation; it never exempts by itself (D05). */
export function readExemption(
  fields: RosterFields,
): Pick<Teacher, 'exemption' | 'countsAgainstPosts'> {
  const kind = exemptionKind(fields.row.text('exemption'));
  const confirmed = fields.yesNo('exemptionConfirmed', null);
  if (kind === null) {
    if (confirmed === true) remarkNoGround(fields);
    return { exemption: null, countsAgainstPosts: true };
  }
  const missing = readMissing(fields, kind, confirmed);
  if (missing.length > 0) remarkMissing(fields, missing);
  const exemption: Exemption = { kind, missing, ...readSpan(fields) };
  return {
    exemption,
    countsAgainstPosts: !(missing.length === 0 && OUTSIDE_POSTS.has(kind)),
  };
}

/** A paper that has its own cell is there or not by that cell; 特殊情况已确认 stands in for the others. */
function readMissing(
  fields: RosterFields,
  kind: ExemptionKind,
  confirmed: boolean | null,
): Paper[] {
  const needed = ExemptionPaper.options.filter(
    (paper) => paper !== 'evidence' || !WITHOUT_EVIDENCE.has(kind),
  );
  const missing = needed.filter((paper) => !(fields.yesNo(paper, null) ?? confirmed ?? false));
  if (confirmed !== null && confirmed === missing.length > 0) remarkConflict(fields, missing);
  return missing;
}

const labels = (fields: RosterFields, papers: readonly Paper[]) =>
  papers.map((paper) => `「${fields.label(paper)}」`).join('');

function remarkMissing(fields: RosterFields, missing: readonly Paper[]): void {
  fields.warn('exemption', {
    code: 'exemption-unconfirmed',
    message: `「特殊情况」待确认：尚缺${labels(fields, missing)}。`,
    suggestion: '暂按参加本轮处理；手续完备后在相应各栏或「特殊情况已确认」填「是」。',
  });
}

function remarkConflict(fields: RosterFields, missing: readonly Paper[]): void {
  const complete = missing.length === 0;
  fields.warn('exemptionConfirmed', {
    code: 'confirmation-differs-from-papers',
    message: complete
      ? '「特殊情况已确认」为「否」，但各项手续均为「是」。'
      : `「特殊情况已确认」为「是」，但${labels(fields, missing)}为「否」。`,
    suggestion: `以各项手续为准，按手续${complete ? '完备' : '不完备'}处理；请核对。`,
  });
}

function remarkNoGround(fields: RosterFields): void {
  fields.warn('exemptionConfirmed', {
    code: 'confirmed-without-ground',
    message: '「特殊情况已确认」为「是」，但「特殊情况」中没有可识别的情形。',
    suggestion: '按无特殊情况处理；请写明政策所列情形。',
  });
}

const OPEN: MonthSpan = { from: null, to: null };

function readSpan(fields: RosterFields): MonthSpan {
  const span = parseSpan(fields.raw('exemptionSpan'));
  if (span === null) return OPEN;
  if (span === 'unclear') {
    fields.error('exemptionSpan', {
      code: 'not-a-span',
      message: `「${fields.label('exemptionSpan')}」不是可识别的起止年月。`,
      suggestion: '请按「2026-03至2026-12」的样式填写；没有止期的写「2026-03起」。',
    });
    return OPEN;
  }
  const { from, to, doubt } = span;
  if (doubt) remarkDoubt(fields);
  if (from !== null && to !== null && to < from) {
    fields.error('exemptionSpan', {
      code: 'span-ends-before-it-begins',
      message: `「${fields.label('exemptionSpan')}」的止期早于起期。`,
      suggestion: '请改正其一。',
    });
  }
  return { from, to };
}

function remarkDoubt(fields: RosterFields): void {
  fields.warn('exemptionSpan', {
    code: 'ambiguous-month',
    message: `「${fields.label('exemptionSpan')}」中的年月可作两种理解（「.1」是 1 月或 10 月，或年份只有两位）。`,
    suggestion: '已按 1 月、最近的世纪处理；请按「2026-03至2026-12」的样式填写。',
  });
}
