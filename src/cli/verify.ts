/** `tiaopei verify <proposal.json> --county <county>`: is every figure of the proposal what the county says? */
import { readFile } from 'node:fs/promises';
import { InputError } from '../domain/errors.ts';
import { readCountyFrom } from '../intake/index.ts';
import { recheck, replay } from '../planning/index.ts';
import { parseJson } from '../service/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';

export interface VerifyFlags {
  readonly json?: boolean;
  /** Solve again and compare the proofs; --no-replay leaves it out. */
  readonly replay: boolean;
}

export async function verifyCommand(
  path: string,
  countyPath: string,
  { json, replay: again }: VerifyFlags,
  say: Say,
): Promise<ExitCode> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError([
      { code: 'file-missing', path, message: `找不到方案文件「${path}」 (proposal not found)。` },
    ]);
  });
  const { county, issues } = await readCountyFrom({ path: countyPath });
  if (county === null) {
    throw new InputError([
      {
        code: 'county-has-errors',
        path: countyPath,
        message: `「${countyPath}」有 ${issues.filter(({ severity }) => severity === 'error').length} 处错误，先用 check 查看 (the county has errors; run check)。`,
      },
    ]);
  }
  const raw = parseJson(text, path);
  const rechecked = recheck(raw, county);
  const findings = rechecked.length === 0 && again ? await replay(raw, county) : rechecked;
  const accepted = findings.length === 0;
  if (json === true)
    process.stdout.write(`${JSON.stringify({ accepted, replayed: again, findings }, null, 2)}\n`);
  else {
    const head = accepted
      ? say({
          zh: `核查通过：规则、目标值与方案内容全部重算一致；${again ? '重新求解，各层的界一致。' : '未重新求解，界按方案所称。'}`,
          en: `Accepted: rules, values and contents recomputed; ${again ? 'solved again, the bounds agree.' : 'not solved again, bounds as claimed.'}`,
        })
      : say({ zh: '核查不通过：', en: 'Rejected:' });
    process.stdout.write(`${[head, ...findings.map((finding) => `  ${finding}`)].join('\n')}\n`);
  }
  return accepted ? EXIT.ok : EXIT.rejected;
}
