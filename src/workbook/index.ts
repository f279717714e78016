/** The door to spreadsheet files. */
export {
  type CellValue,
  cellAddress,
  DEFAULT_READ_LIMITS,
  type RawSheet,
  type RawWorkbook,
  type ReadLimits,
  type SheetToWrite,
} from './port.ts';
export { readWorkbook } from './read.ts';
export type { WorkbookSource } from './source.ts';
export { writeWorkbook } from './write.ts';
