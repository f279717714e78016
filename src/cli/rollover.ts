/** `tiaopei rollover <county>`: the year's decisions carried out and the county of the next year written. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCountyFile } from '../../data/index.ts';
import { countyHash } from '../domain/canonical.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { PrincipalsReport } from '../domain/principals.ts';
import { Proposal } from '../domain/proposal.ts';
import {
  appointHeads,
  type HeadsInOffice,
  nextYear,
  rollover,
  type YearDecision,
  type YearEnd,
} from '../planning/rollover/index.ts';
import { parseState } from '../planning/summer/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound, readJson } from './load-round.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface RolloverFlags {
  readonly state?: string;
  readonly proposal?: string;
  readonly principals?: string;
  readonly policy?: string;
  readonly mends?: string;
  readonly stay?: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

export function addRolloverCommand({ say, done, command }: CommandKit): void {
  command(
    'rollover',
    say({
      zh: '年度结转：执行本年决定，写出下一年度的县工作簿',
      en: "carry out the year's decisions and write the county workbook of the next year",
    }),
  )
    .addArgument(countyArgument(say))
    .option('--state <file>', say({ zh: '全程状态文件', en: 'state file of the summer' }))
    .option(
      '--proposal <file>',
      say({ zh: '一轮的 proposal.json', en: 'proposal.json of a round' }),
    )
    .option(
      '--principals <file>',
      say({
        zh: '校长交流任职的 principals.json，年度开始时到任',
        en: 'principals.json: heads who take office at the beginning of the year',
      }),
    )
    .option(
      '--stay <ids>',
      say({
        zh: '本年交流期满、留在交流学校任教的职工号，逗号分隔（R05）',
        en: 'staff numbers, comma-separated: whose exchange ends this year and who stay there (R05)',
      }),
      (text: string) => text.split(/[,，、\s]+/).filter((id) => id !== ''),
    )
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .requiredOption('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }))
    .action(async (path: string[], flags: RolloverFlags) =>
      done(await rolloverCommand(path, flags, say)),
    );
}

async function rolloverCommand(
  path: CountyPath,
  flags: RolloverFlags,
  say: Say,
): Promise<ExitCode> {
  await checkFolder(flags.out);
  const { county, policy: beside } = await loadRound(path, flags.policy, flags.mends);
  const year = await readYear(flags, county, beside);
  const heads = await readHeads(flags.principals, county, year);
  const rolled = rollover(heads.county, heads.decisions, year.policy, { stays: flags.stay ?? [] });
  const { headsAppointed, headsLeft } = heads;
  const yearEnd: YearEndFile = { ...rolled.yearEnd, headsAppointed, headsLeft };
  const policy = nextYear(year.policy);
  const paths = await writeFiles([
    { path: join(flags.out, 'county.xlsx'), bytes: await writeCountyFile(rolled.county) },
    { path: join(flags.out, 'policy.json'), bytes: bytesOf(policy) },
    { path: join(flags.out, 'year-end.json'), bytes: bytesOf(yearEnd) },
  ]);
  const lines = [
    ...yearEndLines(yearEnd, say),
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(yearEnd, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  return EXIT.ok;
}

const bytesOf = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

interface Year {
  readonly decisions: readonly YearDecision[];
  readonly policy: Policy;
}

/** Neither file: a year without any decision. @throws InputError for both, or for one of another county */
async function readYear(
  { state, proposal }: RolloverFlags,
  county: County,
  policy: Policy,
): Promise<Year> {
  if (state !== undefined && proposal !== undefined)
    throw refuse('state', '--state 与 --proposal 只能用一个 (give one of the two)。');
  if (state !== undefined) return yearOfState(state, county);
  if (proposal !== undefined) return yearOfProposal(proposal, county);
  return { decisions: [], policy };
}

async function yearOfState(path: string, county: County): Promise<Year> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw refuse(path, `找不到文件「${path}」 (file not found)。`);
  });
  const { county: own, policy, stages } = parseState(text, path);
  sameCounty(own.hash, county, path);
  return { decisions: stages.flatMap(({ decisions }) => decisions), policy: policy.values };
}

async function yearOfProposal(path: string, county: County): Promise<Year> {
  const parsed = Proposal.safeParse(await readJson(path));
  if (!parsed.success) throw refuse(path, `「${path}」不是方案文件 (not a proposal)。`);
  const { county: own, policy, placements } = parsed.data;
  sameCounty(own.hash, county, path);
  return { decisions: placements, policy: policy.values };
}

/** Without a file the heads stay who they are. @throws InputError for no report, another county's, or one without a plan */
async function readHeads(
  path: string | undefined,
  county: County,
  { decisions, policy }: Year,
): Promise<HeadsInOffice> {
  if (path === undefined) return { county, decisions, headsAppointed: [], headsLeft: [] };
  const parsed = PrincipalsReport.safeParse(await readJson(path));
  if (!parsed.success)
    throw refuse(path, `「${path}」不是校长交流任职文件 (not a principals.json)。`);
  const { county: own, status, appointments } = parsed.data;
  sameCounty(own.hash, county, path);
  if (status === 'impossible')
    throw refuse(
      path,
      `「${path}」没有方案，不能到任；请先按最小放宽调整要求 (there is no plan)。`,
    );
  return appointHeads(county, appointments, decisions, policy);
}

function sameCounty(hash: string, county: County, path: string): void {
  if (hash === countyHash(county)) return;
  throw refuse(
    path,
    `「${path}」属于另一份县数据，请用求解时的工作簿 (belongs to another county)。`,
  );
}

function refuse(path: string, message: string): InputError {
  return new InputError([{ code: 'rollover-source', path, message }]);
}

interface YearEndFile extends YearEnd, Pick<HeadsInOffice, 'headsAppointed' | 'headsLeft'> {}

function yearEndLines(yearEnd: YearEndFile, say: Say): string[] {
  const { from, to, returned } = yearEnd;
  const count = (zh: string, en: string, heads: number) =>
    say({ zh: `${zh} ${heads} 人`, en: `${en}: ${heads}` });
  return [
    `${from} → ${to}`,
    count('年初前已期满、先行返回', 'over before the year, settled first', yearEnd.settled.length),
    count('调动', 'transferred', yearEnd.transferred.length),
    count('开始交流', 'exchanges begun', yearEnd.exchangesBegun.length),
    count('交流期满', 'exchanges over', returned.length),
    count('期满留在交流学校', 'stay at the exchange school', yearEnd.stayed.length),
    count('返回后原岗位超岗', 'back to posts that are full', yearEnd.overfull.length),
    count('继续交流', 'still away', yearEnd.away.length),
    count('服务期满', 'service terms over', yearEnd.termsEnded.length),
    count('豁免到期', 'grounds over', yearEnd.exemptionsEnded.length),
    count('直聘合同期满转为聘任', 'direct-hire contracts over', yearEnd.directEnded.length),
    count('校长任期届满', 'heads at the end of a term', yearEnd.headsTermsEnded.length),
    count('新到任校长', 'heads who begin a term', yearEnd.headsAppointed.length),
    count('离任校长', 'heads who leave the office', yearEnd.headsLeft.length),
    count('待岗', 'standby', yearEnd.standby.length),
  ];
}
