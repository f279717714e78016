/** The door of the reports that a bureau hands in (上报报表): their list, one of them as a file, or all as one workbook. */
export { publicityFrom } from './publicity-days.ts';
export {
  REPORTS,
  type Report,
  type ReportFile,
  type ReportFormat,
  writeReport,
  writeReportBook,
} from './report-list.ts';
export type { ReportSources } from './sources.ts';
