/** The independent check of the whole summer so far. */
import { CertificateError, InputError } from '../../domain/errors.ts';
import type { SummerState } from '../../domain/summer.ts';
import { type SummerVerification, verifySummer } from '../../verification/index.ts';
import type { Summer } from './advance.ts';
import { signed } from './state.ts';

/**
 * @param isClosed whether the summer is over with it
 * @returns what the check says of the state as it would be written
 */
export function checkedState(
  { county, calendar }: Pick<Summer, 'county' | 'calendar'>,
  state: SummerState,
  isClosed = false,
): SummerVerification {
  return verifySummer(county, signed(state), calendar.years, { isClosed });
}

/**
 * Why a state is not written: it was refused before anything was added to it (the file of another version, whose rules were others,
 * or one that somebody signed anew), or what was added is wrong, which is a fault of the program.
 * @param before the state that was gone on from
 */
export function refusal(
  summer: Pick<Summer, 'county' | 'calendar'>,
  before: SummerState,
  findings: readonly string[],
): InputError | CertificateError {
  const standing = checkedState(summer, before);
  if (standing.accepted) return new CertificateError(findings);
  const message = `状态文件中已完成的环节不合现行规则（由旧版本按当时的规则写出，或曾被改动），不能接着运行；请换 --out 用同一台账从头运行 (the stages done do not keep the rules as they are now: written by an earlier version, or changed; run from the start into another --out)。首条：${standing.findings[0]}`;
  return new InputError([{ code: 'state-refused', message }]);
}
