/** The steps of the establishment by speaking name, with the rules each of them serves; the re-check uses the same names. */
interface EstablishmentStep {
  readonly name: string;
  readonly rules: readonly string[];
}

/** In the order in which they act. */
export const ESTABLISHMENT_STEPS = [
  { name: 'stage-totals', rules: ['Q01', 'Q02', 'Q06'] },
  { name: 'quota-cycle', rules: ['Q04', 'Q05', 'Q06'] },
  { name: 'ledgers', rules: ['Q09', 'Q10'] },
  { name: 'school-quotas', rules: ['Q07', 'Q08', 'Q19'] },
  { name: 'least-heads', rules: ['L01'] },
  { name: 'deputy-secretaries', rules: ['Q21'] },
  { name: 'turnover-pool', rules: ['Q03', 'Q15'] },
  { name: 'over-quota', rules: ['Q16'] },
  { name: 'non-teaching-cap', rules: ['N01', 'N02', 'N05'] },
  { name: 'subject-posts', rules: ['N03', 'Q12', 'Q24', 'L06'] },
  { name: 'pe-floor', rules: ['L07'] },
  { name: 'title-totals', rules: ['T01', 'T03', 'L05'] },
  { name: 'title-shares', rules: ['T04'] },
  { name: 'title-tilt', rules: ['T02', 'T05'] },
  { name: 'site-heads', rules: ['Q20', 'L01'] },
  { name: 'site-staff', rules: ['Q20', 'W02'] },
] as const satisfies readonly EstablishmentStep[];
