/** Cleaning of cells: empty marks, months, numbers, yes and no. */
import { describe, expect, it } from 'vitest';
import * as cells from '../../src/intake/cells.ts';

describe('cleanText', () => {
  it.each(['无', ' / ', '—', '#N/A', '　', '', null])('%j is empty', (value) => {
    expect(cells.cleanText(value)).toBe('');
  });

  it('makes full-width forms plain and white space one blank', () => {
    expect(cells.cleanText('　ＡＢ１２（北\n校区）')).toBe('AB12(北 校区)');
  });
});

describe('personName', () => {
  it('drops white space and keeps the characters, also rare ones', () => {
    expect(cells.personName('张　 伟')).toBe('张伟');
    expect(cells.personName('𠮷\uFA11')).toBe('𠮷\uFA11');
  });
});

describe('parseMonth', () => {
  it.each([
    ['1975-03', '1975-03'],
    ['1975.3', '1975-03'],
    ['1975/3/12', '1975-03'],
    ['1975-03-12 00:00:00', '1975-03'],
    ['197503', '1975-03'],
    ['19750312', '1975-03'],
    ['1975年3月', '1975-03'],
    ['１９７５年０３月１２日', '1975-03'],
    [197503, '1975-03'],
    [27463, '1975-03'],
    ['27463', '1975-03'],
    [1975.3, '1975-03'],
    [new Date(Date.UTC(1975, 2, 31, 23)), '1975-03'],
  ])('%j is %s without doubt', (value, month) => {
    expect(cells.parseMonth(value)).toEqual({ month, doubt: null });
  });

  it.each([
    ['1968.1', '1968-01', 'october'],
    [1968.1, '1968-01', 'october'],
    ['75.3', '1975-03', 'century'],
    ['05.9', '2005-09', 'century'],
  ])('%j is %s with doubt: %s', (value, month, doubt) => {
    expect(cells.parseMonth(value)).toEqual({ month, doubt });
  });

  it.each(['1975-13', '197513', '1975', '1875-03', '2175-03', '3月', 'abc', 12, true])(
    '%j is no month',
    (value) => {
      expect(cells.parseMonth(value)).toBe('not-a-month');
    },
  );

  it('tells a blank from a bad cell', () => {
    expect(cells.parseMonth('—')).toBe('missing');
  });
});

describe('parseCount', () => {
  it.each([
    [12, 12],
    ['12', 12],
    ['１２ 人', 12],
    ['1,200', 1200],
    [0, 0],
    [null, 'missing'],
    ['—', 'missing'],
    [0.5, 'not-whole'],
    ['0.5', 'not-whole'],
    [-1, 'negative'],
    ['-1', 'negative'],
    ['十二', 'not-a-number'],
    ['12a', 'not-a-number'],
    [Number.NaN, 'not-a-number'],
  ])('%j → %j', (value, count) => {
    expect(cells.parseCount(value)).toBe(count);
  });
});

describe('parseYesNo', () => {
  it.each([
    ['是', true],
    ['√', true],
    [true, true],
    [1, true],
    ['否', false],
    ['无', false],
    [false, false],
    ['', null],
    ['—', null],
    ['或许', 'unclear'],
  ])('%j → %j', (value, answer) => {
    expect(cells.parseYesNo(value)).toBe(answer);
  });
});
