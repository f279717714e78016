/** report: files of a proposal, those that are asked for or every one that can be made. */
import { Proposal } from '../../domain/proposal.ts';
import {
  publicityFrom,
  REPORTS,
  type ReportSources,
  writeReport,
  writeReportBook,
} from '../../reports/index.ts';
import type { NamedFile } from '../messages.ts';
import { badInput, countyOf, textOf } from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

export async function report(
  { proposalId, reports, publicityStart, phone }: SpecOf<'report'>,
  input: OperationInput,
): Promise<OperationResult> {
  const proposal = Proposal.parse(JSON.parse(textOf(input.proposals[proposalId] as Uint8Array)));
  const policy = proposal.policy.values;
  const publicity = publicityStart === null ? null : publicityFrom(publicityStart, policy);
  const sources: ReportSources = { county: countyOf(input), policy, proposal, publicity, phone };
  const files = reports.length === 0 ? await everyReport(sources) : await asked(reports, sources);
  return { kind: 'files', files };
}

async function asked(
  reports: SpecOf<'report'>['reports'],
  sources: ReportSources,
): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const { id, format } of reports) {
    const known = REPORTS.find((each) => each.id === id);
    if (known === undefined || !known.formats.includes(format)) {
      throw badInput('unknown-report', `没有报表「${id}」的 ${format} 格式 (no such report)。`);
    }
    const obstacle = known.needs(sources);
    if (obstacle !== null) throw badInput('report-impossible', `${known.zh}：${obstacle}`);
    files.push(await writeReport(id, format, sources));
  }
  return files;
}

async function everyReport(sources: ReportSources): Promise<NamedFile[]> {
  const files: NamedFile[] = [await writeReportBook(sources)];
  for (const { id, formats, needs } of REPORTS) {
    const [format] = formats;
    if (needs(sources) === null && format !== undefined) {
      files.push(await writeReport(id, format, sources));
    }
  }
  return files;
}
