/** `tiaopei generate`: the synthetic county's workbooks. */
import { join } from 'node:path';
import { Option } from 'commander';
import { generateFiles } from '../../data/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface GenerateFlags {
  readonly scale: 'round' | 'county' | 'large';
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

export function addGenerateCommand({ say, done, command, whole }: CommandKit): void {
  command('generate', say({ zh: '生成合成县', en: 'generate a synthetic county' }))
    .addOption(
      new Option('--scale <scale>', say({ zh: '规模', en: 'scale' }))
        .choices(['round', 'county', 'large'])
        .default('round'),
    )
    .option('--seed <n>', say({ zh: '随机种子', en: 'seed' }), whole, 1)
    .requiredOption('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }))
    .action(async (flags: GenerateFlags) => done(await generateCommand(flags, say)));
}

async function generateCommand(flags: GenerateFlags, say: Say): Promise<ExitCode> {
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
