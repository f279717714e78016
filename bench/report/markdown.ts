/** The Markdown tables: promises first, then every measurement, then kernels. */
import { PEERS } from '../peers/index.ts';
import type { Measurement, Summary } from '../protocol.ts';
import type { PartResult } from '../results.ts';
import type { TargetRow } from './target-row.ts';
import { digits, seconds } from './wording.ts';

/** The whole report of the folder's results. */
export function markdown(parts: readonly PartResult[], targets: readonly TargetRow[]): string {
  return [
    '# Results',
    'Made by `npm run bench`; the protocol is in [../README.md](../README.md). Ratios are our time over the',
    'other’s: medians after warm-up where there was time for a second solve, else of the cold solves. Only',
    'validated answers have a time.',
    '',
    '![time against size](growth.svg)',
    '',
    '![ratios](ratios.svg)',
    '',
    '## Targets',
    ...targetTable(targets),
    '',
    '## Peers',
    ...peerTable(),
    '',
    ...parts.flatMap(partSection),
  ].join('\n');
}

export function targetTable(targets: readonly TargetRow[]): string[] {
  return table(
    ['part', 'what', 'target', 'measured', 'verdict'],
    targets.map(({ part, what, required, measured, verdict }) => [
      `\`-- ${part}\``,
      what,
      required,
      measured,
      verdict,
    ]),
  );
}

/** Who is compared, on this machine, and what of each is timed. */
function peerTable(): string[] {
  return table(
    ['peer', 'version', 'comes with', 'the clock runs over'],
    PEERS.map((peer) => [
      peer.name,
      peer.version() ?? 'not installed',
      peer.comesWith,
      peer.counts,
    ]),
  );
}

function partSection(part: PartResult): string[] {
  const full = part.full ? ' --full' : '';
  return [
    `## ${part.part}`,
    `\`npm run bench -- ${part.part}${full}\`, seed ${part.seed}, ${part.date}, ${part.commit}, ${part.machine}`,
    '',
    ...(part.measurements.length > 0 ? measurementTable(part.measurements) : []),
    ...(part.kernels.length > 0 ? kernelTable(part) : []),
    '',
  ];
}

export function measurementTable(measurements: readonly Measurement[]): string[] {
  return table(
    ['instance', 'objective', 'peer', 'cold', 'warmed up', 'peak MiB', 'answer'],
    measurements.map((m) => [
      `${m.instance}${m.columns > 0 ? ` (${m.rows} × ${m.columns})` : ''}`,
      m.task,
      `${m.peer}${m.version === null ? '' : ` ${m.version}`}`,
      time(m, m.cold),
      time(m, m.warm),
      m.peakMiB === null ? '' : String(m.peakMiB),
      answer(m),
    ]),
  );
}

function time({ status }: Measurement, summary: Summary | null): string {
  if (summary === null || status === 'wrong') return '';
  const { count, median, mad } = summary;
  const after = status === 'limit' ? 'stopped after ' : '';
  return `${after}${seconds(median)}${count > 1 ? ` ± ${seconds(mad)} (${count})` : ''}`;
}

function answer({ status, message, objective, from }: Measurement): string {
  const words = message === undefined ? '' : `: ${message.trim().slice(0, 160)}`;
  const said = `${words}${from === undefined ? '' : ` (${from})`}`;
  if (status !== 'ok') return `**${status}**${said}`;
  return `${objective.length === 1 ? objective[0] : `${objective.length} tiers`}${said}`;
}

function kernelTable({ kernels }: PartResult): string[] {
  return table(
    ['kernel', 'median', 'MAD', 'samples'],
    kernels.map(({ name, medianSeconds, madSeconds, samples }) => [
      name,
      seconds(medianSeconds),
      seconds(madSeconds),
      digits(samples),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
