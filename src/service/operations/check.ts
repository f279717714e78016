/** check: uploaded files → a version of the county, with its findings, and the files with the findings marked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countyHash } from '../../domain/canonical.ts';
import { NO_MENDS } from '../../domain/mends.ts';
import { findingsWorkbook, openTables, readCounty, UNNAMED_COUNTY } from '../../intake/index.ts';
import { demoCounty } from '../demo.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

const DEMO_FILE = 'county.xlsx';

export async function check(
  { files, mends }: SpecOf<'check'>,
  input: OperationInput,
): Promise<OperationResult> {
  const sources =
    files === 'demo'
      ? [{ bytes: await readFile(join(demoCounty(), DEMO_FILE)), fileName: DEMO_FILE }]
      : files.map(({ name, hash }) => ({ bytes: input.files[hash] as Uint8Array, fileName: name }));
  const raw = await openTables(sources);
  const { county, issues, sheets } = readCounty(raw, UNNAMED_COUNTY, mends ?? NO_MENDS);
  const original = sources.length === 1 ? (sources[0] ?? null) : null;
  const marked = await findingsWorkbook(raw, issues, original);
  return {
    kind: 'version',
    county: county === null ? null : new TextEncoder().encode(JSON.stringify(county)),
    hash: county === null ? null : countyHash(county),
    findings: issues,
    detail: { files: files === 'demo' ? [] : files, mends, sheets },
    counts:
      county === null
        ? null
        : {
            schools: county.schools.length,
            teachers: county.teachers.length,
            postGroups: county.postGroups.length,
          },
    files: [{ name: 'findings.xlsx', bytes: marked }],
  };
}
