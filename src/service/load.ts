/** Reads a county and its policy from where the caller keeps them. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { Mends } from '../domain/mends.ts';
import { type Policy, parsePolicy } from '../domain/policy.ts';
import { readCountyFrom } from '../intake/index.ts';
import type { CountySource, JobSpec } from './messages.ts';

export interface Loaded {
  /** null when the intake found errors. */
  readonly county: County | null;
  readonly intake: readonly IntakeIssue[];
  readonly policy: Policy;
}

/**
 * @throws InputError when the file cannot be read as a workbook or the policy is not valid
 */
export async function load(
  spec: Pick<JobSpec, 'county' | 'policy' | 'mode' | 'mends'>,
): Promise<Loaded> {
  const raw = spec.policy === undefined ? await policyBeside(spec.county) : spec.policy;
  const policy = parsePolicy(raw);
  const { county, issues } = await countyOf(spec.county, spec.mends);
  const mode = spec.mode ?? policy.objective.mode;
  return {
    county,
    intake: issues,
    policy: { ...policy, objective: { ...policy.objective, mode } },
  };
}

async function countyOf(source: CountySource, mends: Mends | undefined) {
  if (!('json' in source)) return readCountyFrom(source, { mends });
  const raw: unknown = JSON.parse(new TextDecoder().decode(source.json));
  return { county: County.parse(raw), issues: [] };
}

/** A folder (what `generate` wrote) may hold the policy of its round; several files have none beside them. */
async function policyBeside(source: CountySource): Promise<unknown> {
  const [folder, ...others] = 'path' in source ? [source.path].flat() : [];
  if (folder === undefined || others.length > 0) return {};
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) return {};
  const path = join(folder, 'policy.json');
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw new InputError([
      {
        code: 'unreadable-file',
        path,
        message: `无法读取「${path}」 (cannot read): ${fault.code}。`,
      },
    ]);
  });
  return text === null ? {} : parseJson(text, 'policy.json');
}

/** @throws InputError when the text is not JSON */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new InputError([
      {
        code: 'not-json',
        path: name,
        message: `「${name}」不是有效的 JSON 文件 (not valid JSON)。`,
      },
    ]);
  }
}
