/** `tiaopei verify <proposal.json> --county <county>`: is every figure of the proposal what the county says? */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import { readCountyFrom } from '../intake/index.ts';
import { hashOf, recheck, recheckCertified, replay } from '../planning/index.ts';
import { parseJson } from '../service/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { COUNTY_TEXT, type CountyPath, countyHasErrors, readMends } from './load-round.ts';

interface VerifyFlags {
  readonly mends?: string;
  readonly json?: boolean;
  /** A certificate to be used instead of the one beside the proposal. */
  readonly certificate?: string;
  /** true (--replay): solve again in any case; false: in no case; undefined: where there is no certificate. */
  readonly replay?: boolean;
}

export function addVerifyCommand({ say, done, command }: CommandKit): void {
  command('verify', say({ zh: '核查一份方案', en: 'verify a proposal' }))
    .argument('<proposal>', 'proposal.json')
    .requiredOption('--county <county...>', say(COUNTY_TEXT))
    .option(
      '--certificate <file>',
      say({
        zh: '证明文件（默认：方案旁的 certificate.json）',
        en: 'the proof (default: certificate.json beside the proposal)',
      }),
    )
    .option(
      '--replay',
      say({ zh: '重新求解并比较各层的界', en: 'solve again and compare the bounds' }),
    )
    .option(
      '--no-replay',
      say({
        zh: '不重新求解（没有证明文件时，界按方案所称）',
        en: 'do not solve again (without a certificate, bounds as claimed)',
      }),
    )
    .action(async (path: string, flags: VerifyFlags & { county: string[] }) =>
      done(await verifyCommand(path, flags.county, flags, say)),
    );
}

async function verifyCommand(
  path: string,
  countyPath: CountyPath,
  flags: VerifyFlags,
  say: Say,
): Promise<ExitCode> {
  const raw = parseJson((await bytesOf(path)).toString('utf8'), path);
  const county = await cleanCounty(countyPath, flags.mends);
  const certificate = await findCertificate(raw, path, flags);
  const outcome = await check(raw, county, certificate, flags.replay ?? certificate === null);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
  else {
    const lines = [say(headline(outcome)), ...outcome.findings.map((finding) => `  ${finding}`)];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return outcome.accepted ? EXIT.ok : EXIT.rejected;
}

interface Outcome {
  readonly accepted: boolean;
  /** Solved again, and the bounds compared. */
  readonly replayed: boolean;
  /** Bounds recomputed from a certificate. */
  readonly certified: boolean;
  /** What the certificate leaves open, 0 = proven; null = a tier without bound, or no certificate. */
  readonly gap: number | null;
  readonly findings: readonly string[];
}

async function check(
  raw: unknown,
  county: County,
  certificate: Certificate | null,
  again: boolean,
): Promise<Outcome> {
  const { findings: rechecked, gap } =
    certificate === null
      ? { findings: recheck(raw, county), gap: null }
      : recheckCertified(raw, county, certificate.contents);
  const found = [...(certificate?.findings ?? []), ...rechecked];
  const replayed = found.length === 0 && again;
  const findings = replayed ? await replay(raw, county) : found;
  const accepted = findings.length === 0;
  return {
    accepted,
    replayed,
    certified: certificate !== null,
    gap: accepted ? gap : null,
    findings,
  };
}

interface Certificate {
  readonly contents: unknown;
  readonly findings: readonly string[];
}

/** The file that was asked for, or the one the proposal names, if it is still beside it. */
async function findCertificate(
  raw: unknown,
  path: string,
  { certificate }: VerifyFlags,
): Promise<Certificate | null> {
  if (certificate !== undefined) {
    const contents = parseJson((await bytesOf(certificate)).toString('utf8'), certificate);
    return { contents, findings: [] };
  }
  const named = (raw as { certificate?: unknown } | null)?.certificate;
  if (typeof named !== 'string') return null;
  const beside = join(dirname(path), 'certificate.json');
  const bytes = await readFile(beside).catch(() => null);
  if (bytes === null) return null;
  const same = hashOf(bytes) === named;
  return {
    contents: parseJson(bytes.toString('utf8'), beside),
    findings: same ? [] : ['certificate.json: is not the file that the proposal names (SHA-256)'],
  };
}

async function bytesOf(path: string): Promise<Buffer> {
  return await readFile(path).catch(() => {
    throw new InputError([
      { code: 'file-missing', path, message: `找不到文件「${path}」 (file not found)。` },
    ]);
  });
}

/** @throws InputError when the county has errors */
async function cleanCounty(path: CountyPath, mendsPath: string | undefined): Promise<County> {
  const mends = await readMends(mendsPath);
  const { county, issues } = await readCountyFrom({ path }, { mends });
  if (county === null) throw countyHasErrors(path, issues);
  return county;
}

function headline({ accepted, replayed, certified, gap }: Outcome): Bilingual {
  if (!accepted) return { zh: '核查不通过：', en: 'Rejected:' };
  const proof: Bilingual[] = [
    ...(certified ? [certificateLine(gap)] : []),
    ...(replayed
      ? [{ zh: '重新求解，各层的界一致。', en: 'solved again, the bounds agree.' }]
      : []),
  ];
  if (proof.length === 0)
    proof.push({ zh: '未重新求解，界按方案所称。', en: 'not solved again, bounds as claimed.' });
  return {
    zh: `核查通过：规则、目标值与方案内容全部重算一致；${proof.map(({ zh }) => zh).join('')}`,
    en: `Accepted: rules, values and contents recomputed; ${proof.map(({ en }) => en).join(' ')}`,
  };
}

function certificateLine(gap: number | null): Bilingual {
  if (gap === 0)
    return {
      zh: '证明文件逐条重算无误，差距 0（已证明最优）。',
      en: 'certificate verified, gap 0 (proven optimal).',
    };
  const open = gap === null ? '?' : gap.toExponential(1);
  return {
    zh: `证明文件重算无误，但仍留差距 ${open}：其余出自求解器的声明（可用 --replay 重新求解）。`,
    en: `certificate verified, but it leaves a gap of ${open}: the rest is the solver's word (--replay solves again).`,
  };
}
