/** `tiaopei template`: the empty input workbook. */
import { writeTemplate } from '../intake/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT } from './exit-codes.ts';
import { writeFiles } from './write-files.ts';

export function addTemplateCommand({ say, done, command }: CommandKit): void {
  command('template', say({ zh: '写出空白填报表', en: 'write the empty input workbook' }))
    .option('--out <file>', say({ zh: '输出文件', en: 'output file' }), 'template.xlsx')
    .action(async (flags: { out: string; json?: boolean }) => {
      const [path] = await writeFiles([{ path: flags.out, bytes: await writeTemplate() }]);
      const text = `${say({ zh: '已写出', en: 'Written' })} ${path}`;
      process.stdout.write(`${flags.json === true ? JSON.stringify({ written: path }) : text}\n`);
      done(EXIT.ok);
    });
}
