/** The door to spreadsheet files; the plain shapes stand in port.ts. */
export { annotateRows, annotateXlsx, type CellMark } from './annotate.ts';
export { writeCsv } from './csv-write.ts';
export { DEFAULT_READ_LIMITS, type ReadLimits, type SheetToWrite } from './port.ts';
export { readWorkbook } from './read.ts';
export type { WorkbookSource } from './source.ts';
export { writeWorkbook } from './write.ts';
