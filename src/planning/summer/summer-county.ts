/** The county as a stage finds it: the workbook with what the summer's own gates and the journal make of it. */
import type { County, Exemption } from '../../domain/county.ts';
import type { SummerStage, SummerState } from '../../domain/summer.ts';
import { withJournal } from '../../rules/workflow/index.ts';
import type { Summer } from './advance.ts';
import { earlierAppellants } from './appeal-stage.ts';
import { journalOf } from './journal-of.ts';

/** @param ruled whose direct hire is being opened, beside those whose was */
export function summerCounty(
  { county, calendar }: Pick<Summer, 'county' | 'calendar'>,
  state: Pick<SummerState, 'journal' | 'stages'>,
  stage: SummerStage,
  ruled: readonly string[] = [],
): County {
  const rulings = new Set([...earlierAppellants(state, 'direct-hire'), ...ruled]);
  return withJournal(publicityByGate(county), journalOf(state, stage), calendar, rulings);
}

/** D05: the list of direct hires is made public after the stage, which the gate `direct-publicity` sees to. */
function publicityByGate(county: County): County {
  return {
    ...county,
    teachers: county.teachers.map((teacher) =>
      teacher.exemption === null
        ? teacher
        : { ...teacher, exemption: withoutPublicity(teacher.exemption) },
    ),
  };
}

function withoutPublicity(exemption: Exemption): Exemption {
  return { ...exemption, missing: exemption.missing.filter((paper) => paper !== 'publicity') };
}
