/** Questions on a terminal. */
import { createInterface } from 'node:readline/promises';
import { InputError } from '../domain/errors.ts';

export interface Terminal {
  /** Puts a question and gives the answer without white space around it. */
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
}

/** @throws InputError `no-terminal` where nobody can answer */
export function openTerminal(): Terminal {
  if (!process.stdin.isTTY) {
    throw new InputError([
      {
        code: 'no-terminal',
        path: '--ask',
        message: '当前不是终端，无法询问；请改用 --mends 修正文件 (not a terminal; use --mends)。',
      },
    ]);
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return {
    ask: async (question) => (await lines.question(question)).trim(),
    close: () => lines.close(),
  };
}
