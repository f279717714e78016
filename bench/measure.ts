/** One comparison: every peer on one task of one instance, each in processes of its own, then validated. */
import type { SolveJob } from './jobs.ts';
import { peerCalled } from './peers/index.ts';
import type { Peer } from './peers/peer.ts';
import { type Broken, inOwnProcess } from './process.ts';
import { type Measurement, type SolveReport, summarise, validated } from './protocol.ts';

/** What is compared, and how often. */
export interface Comparison {
  readonly instance: string;
  readonly task: string;
  readonly peers: readonly string[];
  readonly effort: Effort;
}

export interface Effort {
  readonly seed: number;
  /** Fresh processes for each peer: so many cold solves. */
  readonly processes: number;
  /** Most solves in one process. */
  readonly repeats: number;
  readonly enoughSeconds: number;
  readonly limitSeconds: number;
}

/** @param onDone told each measurement before validation, as it comes */
export async function compare(
  comparison: Comparison,
  onDone: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const reports = new Map<Measurement, readonly SolveReport[]>();
  for (const name of comparison.peers) {
    const { measurement, given } = await measure(comparison, peerCalled(name));
    reports.set(measurement, given);
    onDone(measurement);
  }
  return validated(reports);
}

async function measure({ instance, task, effort }: Comparison, peer: Peer) {
  const version = peer.version();
  const empty = { instance, task, peer: peer.name, version, ...NOTHING };
  const nothing = (status: Measurement['status'], message: string) => ({
    measurement: { ...empty, status, message },
    given: [],
  });
  if (version === null) return nothing('not installed', `comes with ${peer.comesWith}`);
  const { processes, ...often } = effort;
  const job: SolveJob = { kind: 'solve', peer: peer.name, instance, task, ...often };
  const given: SolveReport[] = [];
  for (let k = 0; k < processes; k++) {
    const report = await inOwnProcess<SolveReport>(job, guardSeconds(peer, effort));
    if (isBroken(report)) return nothing(report.broken, report.message);
    if (report.refused !== undefined) return nothing('refused', report.refused);
    given.push(report);
    // A second process would run into the same wall, or take as long for the same figure.
    if (report.answers.some((answer) => answer.status !== 'optimal' || isLong(answer))) break;
  }
  return { measurement: { ...empty, ...summaryOf(given) }, given };
}

/** A minute and more is not shaken by what shakes milliseconds: once is enough. */
const isLong = ({ seconds }: { readonly seconds: number }) => seconds > 60;

const NOTHING = {
  status: 'failed',
  objective: [],
  cold: null,
  warm: null,
  peakMiB: null,
  pairs: 0,
  columns: 0,
  rows: 0,
} as const;

/** A peer outside ends its own program and needs time for files; one inside is ended with its process. */
function guardSeconds(peer: Peer, { limitSeconds, enoughSeconds }: Effort): number {
  const solving = 1.1 * (limitSeconds + enoughSeconds);
  return peer.outside ? 3 * solving + 900 : solving + 5;
}

function isBroken(report: SolveReport | Broken): report is Broken {
  return 'broken' in report;
}

function summaryOf(reports: readonly SolveReport[]) {
  const answers = reports.flatMap((report) => report.answers);
  const stopped = answers.find(({ status }) => status !== 'optimal');
  const message = (stopped ?? answers[0])?.message;
  const seconds = (list: typeof answers) => summarise(list.map((answer) => answer.seconds));
  const { pairs, columns, rows } = reports[0]!;
  const status: Measurement['status'] =
    stopped === undefined ? 'ok' : stopped.status === 'limit' ? 'limit' : 'failed';
  return {
    status,
    ...(message !== undefined && { message }),
    objective: answers[0]?.objective ?? [],
    cold: seconds(reports.flatMap((report) => report.answers.slice(0, 1))),
    warm: seconds(reports.flatMap((report) => report.answers.slice(1))),
    peakMiB: Math.max(...reports.map((report) => report.peakMiB)),
    pairs,
    columns,
    rows,
  };
}
