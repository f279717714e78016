/** The independent check of the whole summer so far. */
import type { SummerState } from '../../domain/summer.ts';
import { type SummerVerification, verifySummer } from '../../verification/index.ts';
import type { Summer } from './advance.ts';
import { signed } from './state.ts';

/** @returns what the check says of the state as it would be written */
export function checkedState(
  { county, calendar }: Pick<Summer, 'county' | 'calendar'>,
  state: SummerState,
): SummerVerification {
  return verifySummer(county, signed(state), calendar.years);
}
