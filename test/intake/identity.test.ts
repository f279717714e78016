/** ID numbers: check digit, old form, lost digits. The numbers are invented. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, readIdentity } from '../../src/intake/identity.ts';

const VALID = '11010519491231002X';

describe('readIdentity', () => {
  it('reads birth month and sex of a number with a right check digit', () => {
    expect(readIdentity(VALID)).toEqual({ key: VALID, birth: '1949-12', sex: 'F' });
  });

  it.each([
    '11010519491231002x',
    " '１１０１０５１９４９１２３１００２Ｘ ",
    '110105 19491231 002X',
    '110105491231002',
    110105491231002,
  ])('reads %j as the same person', (value) => {
    expect(readIdentity(value)).toMatchObject({ key: VALID });
  });

  it.each([null, '', '—'])('%j is blank', (value) => {
    expect(readIdentity(value)).toBeNull();
  });

  it.each([1.1010519491231002e17, '1.10105E+17'])('%j has lost digits', (value) => {
    expect(readIdentity(value)).toBe('lost-digits');
  });

  it.each(['110105194912310020', '11010519490231002X', '1101051949123100', '张三'])(
    '%j is invalid',
    (value) => {
      expect(readIdentity(value)).toBe('invalid');
    },
  );

  it('notices any single wrong digit', () => {
    const position = fc.integer({ min: 0, max: 16 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digit = (Number(VALID[at]) + shift) % 10;
        const wrong = VALID.slice(0, at) + digit + VALID.slice(at + 1);
        expect(checkDigit(wrong)).not.toBe('X');
        expect(readIdentity(wrong)).toBe('invalid');
      }),
    );
  });
});
