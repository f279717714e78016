/** Measures one part and prints each figure as it comes. */
import { explanations } from './explain.ts';
import { kernels } from './kernels.ts';
import { compare } from './measure.ts';
import {
  comparisonsOf,
  type Only,
  type PartName,
  type Setting,
  verifyJobs,
  warmJobs,
} from './parts.ts';
import { inOwnProcess } from './process.ts';
import type { Measurement } from './protocol.ts';
import { measurementTable } from './report/markdown.ts';
import { circumstances, type PartResult, type VerifyRun, type WarmRun } from './results.ts';

/** @param save told the result so far after every comparison: a full run takes hours and may be ended */
export async function runPart(
  part: PartName,
  setting: Setting,
  only: Only,
  save: (result: PartResult) => void,
): Promise<PartResult> {
  console.log(`\n== ${part}`);
  const head = { part, ...setting, ...circumstances() };
  const measurements: Measurement[] = [];
  const warm: WarmRun[] = [];
  const verify: VerifyRun[] = [];
  const result = { ...head, measurements, warm, verify, kernels: [] };
  for (const comparison of comparisonsOf(part, setting, only)) {
    measurements.push(...(await compare(comparison, printed)));
    save(result);
  }
  for (const job of part === 'warm' ? warmJobs(setting, only) : []) {
    warm.push({ job, outcome: await inOwnProcess(job, HOUR) });
    save(result);
  }
  for (const job of part === 'verify' ? verifyJobs(setting, only) : []) {
    verify.push({ job, outcome: await inOwnProcess(job, HOUR) });
    save(result);
  }
  const inside = part === 'kernels' ? kernels : part === 'explain' ? explanations : null;
  const whole = inside === null ? result : { ...result, kernels: await inside(setting) };
  if (whole.kernels.length > 0) console.table(whole.kernels);
  save(whole);
  return whole;
}

const HOUR = 3600;

function printed(measurement: Measurement): void {
  console.log(measurementTable([measurement]).at(-1));
}
