/** `tiaopei generate`: the synthetic county's workbooks. */
import { generateFiles } from '../../data/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { writeFiles } from './write-files.ts';

export interface GenerateFlags {
  readonly scale: 'round' | 'county' | 'large';
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

export async function generateCommand(flags: GenerateFlags, say: Say): Promise<ExitCode> {
  const files = await generateFiles(flags.scale, flags.seed);
  const paths = await writeFiles(flags.out, files);
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ files: paths }, null, 2)}\n`
      : `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}\n`,
  );
  return EXIT.ok;
}
