/** What a command needs to add itself to the program. */
import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';

export interface CommandKit {
  readonly program: Command;
  readonly say: Say;
  readonly done: (code: ExitCode) => void;
  /** A command with the options that all share. */
  readonly command: (name: string, description: string) => Command;
  /** Reads a number of seconds. */
  readonly seconds: (text: string) => number;
  /** Reads a whole number ≥ 0. */
  readonly whole: (text: string) => number;
}
