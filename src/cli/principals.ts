/** `tiaopei principals <county>`: who must move, who may be appointed, who leads which school, what to relax. */
import { join } from 'node:path';
import type { PrincipalsReport } from '../domain/principals.ts';
import { NO_DEMANDS } from '../domain/principals.ts';
import { planPrincipals, readDemands } from '../planning/principals/index.ts';
import { principalsFiles } from '../reports/principals-workbook.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound, readJson } from './load-round.ts';
import { principalsLines } from './principals-lines.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface PrincipalsFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly demands?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function addPrincipalsCommand({ say, done, command }: CommandKit): void {
  command(
    'principals',
    say({
      zh: '校长交流任职：谁应交流、谁可任用、各校拟任校长',
      en: 'principals: who must move, who may be appointed, who leads which school',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option(
      '--demands <file>',
      say({
        zh: '任职要求 JSON：forced 须任、banned 不得任、wished 意向',
        en: 'demands as JSON: forced, banned, wished pairs',
      }),
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: PrincipalsFlags) =>
      done(await principalsCommand(path, flags, say)),
    );
}

/** Exit code 3 when the demands cannot be met; vacancies are an answer. */
async function principalsCommand(
  path: CountyPath,
  { policy: policyPath, mends, demands: demandsPath, out, json }: PrincipalsFlags,
  say: Say,
): Promise<ExitCode> {
  await checkFolder(out);
  const { county, policy } = await loadRound(path, policyPath, mends);
  const demands =
    demandsPath === undefined ? NO_DEMANDS : readDemands(await readJson(demandsPath), county);
  const start = performance.now();
  const { report, certificate } = await planPrincipals(county, policy, demands);
  const milliseconds = Math.round(performance.now() - start);
  const files = await principalsFiles(county, report);
  const paths = await writeFiles(
    [
      ...files,
      ...(certificate === null ? [] : [{ name: 'certificate.json', bytes: certificate }]),
    ].map(({ name, bytes }) => ({ path: join(out, name), bytes })),
  );
  const lines = [
    ...principalsLines(county, report, say),
    say({ zh: `用时 ${milliseconds} 毫秒`, en: `${milliseconds} ms` }),
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(`${json === true ? JSON.stringify(report, null, 2) : lines.join('\n')}\n`);
  return exitCode(report);
}

const exitCode = ({ status }: PrincipalsReport): ExitCode =>
  status === 'impossible' ? EXIT.noAllocation : EXIT.ok;
