/** 最小放宽: the smallest set of demands and conditions that gives as many schools as possible a head. */
import type { Certificate } from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { HeadPair, Relaxation, RelaxationReport } from '../../domain/principals.ts';
import { headProgram, relaxationKey } from '../../formulation/principals/program.ts';
import { relaxationsOf, relaxedProgram } from '../../formulation/principals/relaxed.ts';
import type { HeadRound } from '../../rules/principals/head-round.ts';
import { OBSTACLES } from '../../rules/principals/obstacles.ts';
import { type HeadVerification, verifyPrincipals } from '../../verification/principals/index.ts';
import { relaxationSentence } from './reasons.ts';
import { chosenPairs, solveHeads } from './solve.ts';

export interface LeastRelaxation {
  readonly report: RelaxationReport;
  readonly certificate: Certificate | null;
}

/**
 * Solves the relaxed program, then the program with exactly these set aside.
 * @throws CertificateError when the independent check finds something else broken than what is to be set aside
 */
export async function leastRelaxation(round: HeadRound): Promise<LeastRelaxation> {
  const relaxed = relaxedProgram(round);
  const solved = await solveHeads(relaxed);
  // Nobody need lead anything, so there always is a point.
  if (solved === null) throw new Error('the relaxed principals program has no point');
  const items = relaxationsOf(relaxed, solved.values);
  const { vacant } = checked(round, chosenPairs(relaxed.columns, solved), items);
  const program = headProgram(round, items);
  const after = program.barred.length > 0 ? null : await solveHeads(program);
  const appointments = after === null ? [] : chosenPairs(program.columns, after);
  return {
    certificate: solved.certificate,
    report: {
      items: items.map((item) => ({
        ...item,
        protected: OBSTACLES[item.kind].protected,
        sentence: relaxationSentence(item),
      })),
      vacant: [...vacant],
      proven: solved.proven,
      confirmed:
        after !== null && checked(round, appointments, items).vacant.length === vacant.length,
      appointments,
    },
  };
}

/** The appointments break what is named, and all of it: then nothing could be left out. */
function checked(
  { county, policy, demands }: HeadRound,
  appointments: readonly HeadPair[],
  items: readonly Relaxation[],
): HeadVerification {
  const claim = { appointments, tiers: [], program: null, waived: items };
  const check = verifyPrincipals(county, policy, demands, claim);
  const broken = new Set(check.broken.map(relaxationKey));
  const idle = items.filter((item) => !broken.has(relaxationKey(item)));
  if (!check.accepted || idle.length > 0) {
    const findings = idle.map((item) => `${relaxationKey(item)} is set aside for nothing.`);
    throw new CertificateError([...check.findings, ...findings]);
  }
  return check;
}
