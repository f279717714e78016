/** `tiaopei generate`: the synthetic county's workbooks. */
import { join } from 'node:path';
import { generateFiles } from '../../data/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { checkFolder, writeFiles } from './write-files.ts';

export interface GenerateFlags {
  readonly scale: 'round' | 'county' | 'large';
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

export async function generateCommand(flags: GenerateFlags, say: Say): Promise<ExitCode> {
  await checkFolder(flags.out);
  const files = await generateFiles(flags.scale, flags.seed);
  const paths = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ files: paths }, null, 2)}\n`
      : `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}\n`,
  );
  return EXIT.ok;
}
