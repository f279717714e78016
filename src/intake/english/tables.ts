/** Findings about sheets and columns, and about how a cell is written. */
import { MENDED, type WordsByCode } from './words.ts';

export const SHEETS: WordsByCode = {
  'missing-sheet': ['A table is missing.', 'Add the sheet, or say by hand which sheet it is.'],
  'missing-column': ['A column that is needed is missing.', 'Add it, or map a column by hand.'],
  'missing-header-row': ['No header row was found.', 'The header must name the needed columns.'],
  'unknown-column': ['The column is not known and not used.', 'Map it by hand if it is needed.'],
  'duplicate-column': ['Two columns mean the same; this one is not used.', 'Keep one of them.'],
  'header-synonym': ['The header was taken for another name.', 'Map it by hand if that is wrong.'],
  'hidden-column': [
    'The column is hidden; it was read.',
    'Show it and check that it is up to date.',
  ],
  'hidden-rows': [
    'Rows are hidden or filtered away; they were read.',
    'Clear the filter and check whether they still count.',
  ],
  'hidden-sheet': ['The sheet is hidden; it was read.', 'Show it and check it, or delete it.'],
  'unused-sheet': [
    'The sheet is none of the tables and was not read.',
    'Say which it is if needed.',
  ],
  'second-sheet': ['Two sheets are the same table.', 'Accept to join their rows, or delete one.'],
  'empty-table': ['The table has no rows that count.', 'Add the public schools of this round.'],
  'row-after-totals': [
    'The row stands below the totals and was not read.',
    'Move it up if it counts.',
  ],
  'merged-cell': ['The cell is merged with the one above.', 'Its value was taken from there.'],
  'formula-without-value': [
    'A formula without a stored result was read as blank.',
    'Open and save the file once in Excel or WPS, or paste values.',
  ],
};

export const CELLS: WordsByCode = {
  'missing-value': ['A value is missing.', 'Please fill it in.'],
  'negative-number': ['The number is negative.', 'Please correct it.'],
  'not-a-number': ['This is no number.', 'Please write a number.'],
  'not-a-whole-number': ['This is no whole number.', 'Please write a whole number.'],
  'number-too-large': ['The number is too large.', 'Too many digits, or an id pasted by mistake?'],
  'not-a-month': ['This is no month.', 'Write it like 1975-03.'],
  'not-a-day': ['This is no day; it was not used.', 'Write it like 2026-07-15.'],
  'not-a-span': ['This is no span of months.', 'Write it like 2026-03至2026-12.'],
  'span-ends-before-it-begins': ['The span ends before it begins.', 'Correct one of the two.'],
  'ambiguous-month': ['The month can be read in two ways.', 'Taken as January; write 2026-03.'],
  'unclear-yes-no': ['Neither yes (是) nor no (否).', 'Please write 是 or 否.'],
  'unknown-value': [
    'The value is none of the known ones.',
    'Use one of the words of the template.',
  ],
  synonym: ['Another name for a known value.', MENDED],
  'yes-no-mark': ['A mark stands for yes or no.', MENDED],
  'date-form': ['An unusual way to write a date.', MENDED],
  'serial-date': ['A date as a serial number.', MENDED],
  'number-form': ['A number with a unit or separators.', MENDED],
  'number-as-text': ['A number stored as text.', MENDED],
  'leading-zeros': ['Leading zeros were lost.', MENDED],
  'full-width': ['Full-width letters or digits.', MENDED],
  'stray-space': ['Blanks or invisible characters.', MENDED],
  'text-mark': ['A text mark before the value.', MENDED],
  'pinyin-inserted': ['Pinyin stands in the text.', MENDED],
  'empty-mark': ['A mark or word that means blank.', 'Read as blank.'],
  'lost-characters': ['Characters were lost in an encoding.', 'Copy it again from the source.'],
  'class-label': ['The class stands where yes or no is asked.', 'Read as yes.'],
};
