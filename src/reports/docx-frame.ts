/**
 * 公文 form: paragraphs and tables of an official paper as `.docx`. The fonts are named, not shipped: 仿宋 and 宋体 stand on
 * every office computer. The bytes depend on the content alone.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IFontAttributesProperties,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { withFixedTimes } from './zip-times.ts';

export type Block = Paragraph | Table;

const LATIN = 'Times New Roman';
const font = (eastAsia: string): IFontAttributesProperties => ({
  ascii: LATIN,
  hAnsi: LATIN,
  eastAsia,
});
const BODY = font('仿宋');
const HEADING = font('黑体');
const TITLE = font('宋体');

/** Half points: 三号 16, 四号 14, 二号 22, 小四 12, 五号 10.5. */
const BODY_SIZE = 32;
const COMPACT_SIZE = 28;
const TITLE_SIZE = 44;
const TABLE_SIZE = 24;
const COMPACT_TABLE_SIZE = 21;
/** Twentieths of a point: fixed line of 28, or 22 points. */
const LINE = 560;
const COMPACT_LINE = 440;
const SIGNATURE_GAP = 200;
/** Twentieths of a point of two characters whose size is in half points. */
const twoCharacters = (size: number) => 20 * size;

/** A4 with the margins of an official paper, twentieths of a point. */
const PAGE = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 },
};

export function title(text: string, { newPage = false }: { newPage?: boolean } = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore: newPage,
    spacing: { before: 0, after: 160 },
    children: [new TextRun({ text: clean(text), font: TITLE, size: TITLE_SIZE, bold: true })],
  });
}

/** 三号 of a paper for reading, or 四号 of a form that must keep to one page. */
interface TextForm {
  readonly compact?: boolean;
  /** First line indented by two characters. */
  readonly indent?: boolean;
}

const sizeOf = ({ compact = false }: TextForm) => (compact ? COMPACT_SIZE : BODY_SIZE);
const spacingOf = ({ compact = false }: TextForm) => ({
  line: compact ? COMPACT_LINE : LINE,
  lineRule: LineRuleType.EXACT,
});

export function heading(text: string, form: TextForm = {}): Paragraph {
  const size = sizeOf(form);
  return new Paragraph({
    spacing: spacingOf(form),
    keepNext: true,
    indent: { firstLine: twoCharacters(size) },
    children: [new TextRun({ text: clean(text), font: HEADING, size })],
  });
}

export function paragraph(text: string, form: TextForm = {}): Paragraph {
  const size = sizeOf(form);
  return new Paragraph({
    spacing: spacingOf(form),
    ...(form.indent === false ? {} : { indent: { firstLine: twoCharacters(size) } }),
    children: [new TextRun({ text: clean(text), font: BODY, size })],
  });
}

/** 落款: at the right, e.g. the body that signs and the day. */
export function signature(lines: readonly string[], form: TextForm = {}): Paragraph[] {
  const size = sizeOf(form);
  return lines.map(
    (text, at) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        keepNext: at < lines.length - 1,
        spacing: { ...spacingOf(form), before: at === 0 ? SIGNATURE_GAP : 0 },
        indent: { right: twoCharacters(size) },
        children: [new TextRun({ text: clean(text), font: BODY, size })],
      }),
  );
}

/** @param shares width of each column, in percent of the page */
export function grid(
  headers: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  shares: readonly number[],
  { compact = false }: TextForm = {},
): Table {
  const size = compact ? COMPACT_TABLE_SIZE : TABLE_SIZE;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: BORDERS,
    rows: [
      new TableRow({
        tableHeader: true,
        children: headers.map((text, at) =>
          cell(text, shares[at] as number, { size, isHeader: true }),
        ),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((value, at) =>
              cell(String(value ?? ''), shares[at] as number, { size, isHeader: false }),
            ),
          }),
      ),
    ],
  });
}

const LINE_STYLE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = {
  top: LINE_STYLE,
  bottom: LINE_STYLE,
  left: LINE_STYLE,
  right: LINE_STYLE,
  insideHorizontal: LINE_STYLE,
  insideVertical: LINE_STYLE,
};

function cell(
  text: string,
  share: number,
  { size, isHeader }: { size: number; isHeader: boolean },
): TableCell {
  return new TableCell({
    width: { size: share, type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 20, bottom: 20, left: 80, right: 80 },
    children: [
      new Paragraph({
        alignment: isHeader ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun({ text: clean(text), font: isHeader ? HEADING : BODY, size })],
      }),
    ],
  });
}

/** What XML cannot hold would make a paper that Word refuses to open. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ');
}

/** The paper with page numbers at the foot. */
export async function officialPaper(blocks: readonly Block[]): Promise<Uint8Array> {
  const paper = new Document({
    creator: 'tiaopei',
    lastModifiedBy: 'tiaopei',
    styles: { default: { document: { run: { font: BODY, size: BODY_SIZE } } } },
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [...blocks],
      },
    ],
  });
  return withFixedTimes(new Uint8Array(await Packer.toBuffer(paper, undefined, [CORE])));
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: TITLE, size: TABLE_SIZE }),
    ],
  });
}

/** The properties of the file without the time of writing. */
const CORE = {
  path: 'docProps/core.xml',
  data: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>tiaopei</dc:creator><cp:lastModifiedBy>tiaopei</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>',
};
