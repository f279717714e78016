/** Another county: nothing of the one before stays on the page. */
import { audit, comparison } from './comparing.ts';
import { pendingMends, reading } from './intake.ts';
import { openPlan, plans } from './plans.ts';
import { run } from './run.ts';
import { steering } from './steering.ts';

export function leaveCounty(): void {
  openPlan.set(null);
  plans.set(null);
  run.set(null);
  steering.set(null);
  reading.set(null);
  pendingMends.set(null);
  audit.set({ state: 'none' });
  comparison.set({ state: 'none' });
}
