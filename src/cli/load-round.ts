/** The county and the policy that a question is about, read on this thread. */
import { readFile } from 'node:fs/promises';
import { Argument } from 'commander';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { type Mends, parseMends } from '../domain/mends.ts';
import type { Policy } from '../domain/policy.ts';
import { load, parseJson } from '../service/index.ts';
import type { Say } from './language.ts';

/** Files, archives and folders that make one county. */
export type CountyPath = readonly string[];

/** The county of a command. */
export function countyArgument(say: Say): Argument {
  return new Argument('<county...>', say(COUNTY_TEXT));
}

/** What a command may be given as its county. */
export const COUNTY_TEXT = {
  zh: '工作簿（.xlsx、.xls、.csv）、压缩包或文件夹，可以多个',
  en: 'workbooks (.xlsx, .xls, .csv), archives or folders, one or several',
};

/**
 * @param policyPath undefined = the policy beside the county, or the defaults
 * @param mendsPath what was said yes to when the county was checked
 * @throws InputError when a file is missing or broken, or the county has errors
 */
export async function loadRound(
  path: CountyPath,
  policyPath: string | undefined,
  mendsPath?: string,
): Promise<{ readonly county: County; readonly policy: Policy }> {
  const raw = policyPath === undefined ? undefined : await readJson(policyPath);
  const mends = await readMends(mendsPath);
  const spec = { county: { path }, policy: raw, mode: null, mends };
  const { county, intake, policy } = await load(spec);
  if (county !== null) return { county, policy };
  throw countyHasErrors(path, intake);
}

/** A county that cannot be used as it is. */
export function countyHasErrors(path: CountyPath, intake: readonly IntakeIssue[]): InputError {
  const errors = intake.filter(({ severity }) => severity === 'error').length;
  const named = path.join('、');
  return new InputError([
    {
      code: 'county-has-errors',
      path: named,
      message: `「${named}」有 ${errors} 处错误，先用 check 查看 (the county has errors; run check)。`,
    },
  ]);
}

/**
 * The mends file that `check --write-mends` wrote; undefined without a path.
 * @throws InputError when it is missing or no mends file
 */
export async function readMends(path: string | undefined): Promise<Mends | undefined> {
  return path === undefined ? undefined : parseMends(await readJson(path));
}

/** @throws InputError when the file is missing or not JSON */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError([
      { code: 'file-missing', path, message: `找不到文件「${path}」 (file not found)。` },
    ]);
  });
  return parseJson(text, path);
}
