/**
 * The log: one line of JSON for each answer, with the pattern of the route and never the address, the body or a header.
 * Of a fault it keeps the class and the places in the code, not the message, for a message may quote what was handed in.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Names that must never reach a line, should somebody log an object that has them. */
const SECRET_PATHS = ['*.secret', '*.token', '*.key', '*.authorization', '*.cookie', '*.name'];

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, redact: { paths: SECRET_PATHS, censor: '***' } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What of a fault may stand in a log. */
export function faultPlaces(fault: unknown): { fault: string; code: string | null; at: string[] } {
  if (!(fault instanceof Error)) return { fault: typeof fault, code: null, at: [] };
  const at = (fault.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at [^'"]*:\d+:\d+\)?$/.test(line));
  const { code } = fault as { code?: unknown };
  const known = typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : null;
  return { fault: fault.constructor.name, code: known, at: at.slice(0, 12) };
}
