/** The days off that a state was run with: working days counted with others would open and close other gates. */
import { createHash } from 'node:crypto';
import type { WorkCalendar } from '../../rules/workflow/index.ts';

/** SHA-256 of days off and make-up days, whatever their order in the data. */
export function calendarHash({ rest, work }: WorkCalendar): string {
  const data = { rest: [...rest].sort(), work: [...work].sort() };
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
