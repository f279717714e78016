/** The papers and the span of the situations drawn in standing.ts, and who competes although exempt (D02–D11). */
import { type Exemption, type ExemptionPaper, isConfirmed } from '../../src/domain/county.ts';
import { REFERENCE_MONTH, yearMonth } from './months.ts';
import type { Person } from './person.ts';
import { type Dice, dice } from './random.ts';

type Kind = Exemption['kind'];

const OWN_PAPERS = ['application', 'consent', 'publicity'] as const;
/** Number of papers that are missing where something is: one, two, three; percent. */
const MISSING = [70, 25, 5] as const;
/** Confirmed direct hires who compete all the same (D07). */
const OPTS_IN = 0.04;

const needsEvidence = (kind: Kind) => kind !== 'near-retirement' && kind !== 'new-recruit';

/** Which papers are missing: at least one, in the order of the county's list. */
function drawMissing(source: Dice, kind: Kind): ExemptionPaper[] {
  const papers: ExemptionPaper[] = needsEvidence(kind)
    ? [...OWN_PAPERS, 'evidence']
    : [...OWN_PAPERS];
  const chosen = source.shuffled(papers).slice(0, 1 + source.weighted(MISSING));
  return papers.filter((paper) => chosen.includes(paper));
}

/** Months before and after the reference month within which a situation of the kind begins and ends. */
const SPANS: Readonly<Partial<Record<Kind, readonly [before: number, after: readonly number[]]>>> =
  {
    'pregnant-nursing': [5, [2, 14]],
    'maternity-leave': [2, [1, 4]],
    illness: [18, [3, 12]],
    seconded: [30, [4, 24]],
    'sick-leave': [30, []],
    incapacity: [36, []],
  };

/** Every span holds the reference month, so that nobody falls out of the exemption by it. */
function drawSpan(source: Dice, kind: Kind): Pick<Exemption, 'from' | 'to'> {
  const span = SPANS[kind];
  if (span === undefined) return { from: null, to: null };
  const [before, [least, most]] = span;
  const from = yearMonth(REFERENCE_MONTH - source.below(before + 1));
  if (least === undefined || most === undefined) return { from, to: null };
  return { from, to: yearMonth(REFERENCE_MONTH + least + source.below(most - least + 1)) };
}

/** Completes the exemptions; who is exempt stays as drawn. */
export function givePapers(people: readonly Person[], seed: number): void {
  const papers = dice(seed, 'exemption-papers');
  const spans = dice(seed, 'exemption-spans');
  const optIns = dice(seed, 'opt-in');
  for (const { teacher } of people) {
    const { exemption } = teacher;
    if (exemption === null) continue;
    const missing = isConfirmed(exemption) ? [] : drawMissing(papers, exemption.kind);
    teacher.exemption = { kind: exemption.kind, missing, ...drawSpan(spans, exemption.kind) };
    const able = teacher.category === 'T' && exemption.kind === 'near-retirement';
    if (isConfirmed(teacher.exemption) && able) teacher.optsIn = optIns.chance(OPTS_IN);
  }
}
