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

/**
 * The peers take turns, process by process: a neighbour on the machine who slows it for a minute slows all of them.
 * @param onDone told each measurement before validation, as it comes
 */
export async function compare(
  comparison: Comparison,
  onDone: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const entries = comparison.peers.map((name) => new Entry(comparison, peerCalled(name)));
  for (let k = 0; k < comparison.effort.processes; k++)
    for (const entry of entries) {
      if (entry.measurement !== null) continue;
      await entry.takeTurn();
      if (entry.measurement !== null) onDone(entry.measurement);
    }
  return validated(new Map(entries.map(({ measurement, given }) => [measurement!, given])));
}

/** One peer in a comparison. */
class Entry {
  /** Null until it is known. */
  measurement: Measurement | null = null;
  /** What its processes told so far; nothing where one of them broke down or refused. */
  given: readonly SolveReport[] = [];
  private readonly comparison: Comparison;
  private readonly peer: Peer;
  private readonly version: string | null;

  constructor(comparison: Comparison, peer: Peer) {
    this.comparison = comparison;
    this.peer = peer;
    this.version = peer.version();
  }

  async takeTurn(): Promise<void> {
    const { comparison, peer } = this;
    const { instance, task, effort } = comparison;
    if (this.version === null) return this.endWith('not installed', `comes with ${peer.comesWith}`);
    const { processes, ...often } = effort;
    const job: SolveJob = { kind: 'solve', peer: peer.name, instance, task, ...often };
    const report = await inOwnProcess<SolveReport>(job, guardSeconds(peer, effort));
    if (isBroken(report)) return this.endWith(report.broken, report.message);
    if (report.refused !== undefined) return this.endWith('refused', report.refused);
    this.given = [...this.given, report];
    // Another process would run into the same wall, or take as long for the same figure.
    const isEnough = report.answers.some((one) => one.status !== 'optimal' || isLong(one));
    if (isEnough || this.given.length === processes)
      this.measurement = { ...this.empty(), ...summaryOf(this.given) };
  }

  private endWith(status: Measurement['status'], message: string): void {
    this.given = [];
    this.measurement = { ...this.empty(), status, message };
  }

  private empty(): Measurement {
    const { instance, task } = this.comparison;
    return { instance, task, peer: this.peer.name, version: this.version, ...NOTHING };
  }
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
