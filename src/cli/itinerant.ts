/** `tiaopei itinerant <county>`: 走教方案, or the check of one (`--check`). */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import { Proposal } from '../domain/proposal.ts';
import {
  afterProposal,
  againstGreedy,
  planItinerant,
  recheckItinerant,
} from '../planning/itinerant/index.ts';
import { itinerantFiles } from '../reports/itinerant-workbook.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { greedyLine, itinerantLines } from './itinerant-lines.ts';
import type { Say } from './language.ts';
import { type CountyPath, countyArgument, loadRound, readJson } from './load-round.ts';
import { checkFolder, writeFiles } from './write-files.ts';

interface ItinerantFlags {
  readonly policy?: string;
  readonly mends?: string;
  readonly proposal?: string;
  readonly check?: string;
  readonly out: string;
  readonly json?: boolean;
}

const CERTIFICATE = 'itinerant-certificate.json';

export function addItinerantCommand({ say, done, command }: CommandKit): void {
  command(
    'itinerant',
    say({
      zh: '走教方案：中心校、共同体教师每周按天到缺课校点任教',
      en: 'itinerant teaching: days of the week at places that lack lessons, inside towns and communities',
    }),
  )
    .addArgument(countyArgument(say))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .option(
      '--proposal <file>',
      say({
        zh: '先按此调配方案（proposal.json）到岗，再安排走教',
        en: 'plan for the county as this proposal leaves it',
      }),
    )
    .option(
      '--check <file>',
      say({ zh: '核查一份走教方案（itinerant.json）', en: 'check a plan instead of making one' }),
    )
    .option('--out <dir>', say({ zh: '输出文件夹', en: 'output folder' }), 'out')
    .action(async (path: string[], flags: ItinerantFlags) =>
      done(await itinerantCommand(path, flags, say)),
    );
}

/** @throws InputError when the county, the policy or the proposal is bad, or the proposal is of another county */
async function itinerantCommand(
  path: CountyPath,
  flags: ItinerantFlags,
  say: Say,
): Promise<ExitCode> {
  if (flags.check === undefined) await checkFolder(flags.out);
  const { county: read, policy } = await loadRound(path, flags.policy, flags.mends);
  const county =
    flags.proposal === undefined ? read : afterProposal(read, await readProposal(flags.proposal));
  if (flags.check !== undefined) return check(county, flags.check, flags, say);
  const { plan, certificate } = await planItinerant(county, policy);
  const comparison = await againstGreedy(county, policy);
  const files = [
    ...(await itinerantFiles(county, plan)),
    ...(certificate === null ? [] : [{ name: CERTIFICATE, bytes: certificate }]),
  ];
  const paths = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  print(flags, { ...plan, comparison }, [
    ...itinerantLines(plan, say),
    ...(comparison === null ? [] : [greedyLine(plan, comparison, say)]),
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ]);
  return EXIT.ok;
}

async function readProposal(path: string): Promise<Proposal> {
  const parsed = Proposal.safeParse(await readJson(path));
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.slice(0, 5).map((issue) => ({
      code: 'not-a-proposal',
      path: `${path}: ${issue.path.join('.')}`,
      message: '不是调配方案 proposal.json (not a proposal)。',
    })),
  );
}

/** The certificate beside the plan is looked at where there is one. */
async function check(
  county: County,
  path: string,
  flags: ItinerantFlags,
  say: Say,
): Promise<ExitCode> {
  const raw = await readJson(path);
  const certificate = await readFile(join(dirname(path), CERTIFICATE)).catch(
    (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return null;
      throw fault;
    },
  );
  const findings = recheckItinerant(raw, county, certificate);
  const accepted = findings.length === 0;
  const isCertified = accepted && certificate !== null;
  const proof = isCertified
    ? say({
        zh: '课时、里程的最优由证书证明。',
        en: 'Lessons and kilometres: optimal by the certificate.',
      })
    : say({
        zh: '旁边没有证书，是否最优未核查。',
        en: 'No certificate beside it: whether it is optimal was not checked.',
      });
  const head = accepted
    ? say({ zh: '核查通过：走教方案属实。', en: 'Accepted: the plan is what the county says.' })
    : say({ zh: '核查不通过：', en: 'Rejected:' });
  print(flags, { accepted, certified: isCertified, findings }, [
    accepted ? `${head}${proof}` : head,
    ...findings.map((finding) => `  ${finding}`),
  ]);
  return accepted ? EXIT.ok : EXIT.rejected;
}

function print({ json }: ItinerantFlags, value: object, lines: readonly string[]): void {
  const text = json === true ? JSON.stringify(value, null, 2) : lines.join('\n');
  process.stdout.write(`${text}\n`);
}
