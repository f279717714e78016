/** How figures are said in tables: seconds with three digits, ratios as 1/n. */
import type { Measurement } from '../protocol.ts';

export function seconds(value: number): string {
  if (value < 1) return `${digits(1000 * value)} ms`;
  return `${digits(value)} s`;
}

/** Three significant digits without an exponent. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? Math.ceil(Math.log10(value + 1)) : 3)));
}

/** Below one as 1/n. */
export function fraction(ratio: number): string {
  return ratio < 1 ? `1/${digits(1 / ratio)}` : digits(ratio);
}

/** `met`, or by which factor it was missed; a peer that never answered can only help. */
export function verdictOf(value: number, atMost: number | null, exact: boolean): string {
  if (atMost === null) return '–';
  if (value <= atMost) return 'met';
  return exact ? `missed by ×${digits(value / atMost)}` : 'open: the peer never answered';
}

/** Why there is no time. */
export function stateOf(measurement: Measurement | undefined): string {
  if (measurement === undefined) return 'not measured';
  const { peer, status, message } = measurement;
  return `${peer}: ${status}${message === undefined ? '' : ` (${message.trim().slice(0, 120)})`}`;
}
