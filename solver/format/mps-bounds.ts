/**
 * What the BOUNDS section says about one column.
 *
 * A column is 0 … ∞ unless told otherwise; one between the markers INTORG and INTEND about which
 * BOUNDS says nothing at all is 0 … 1, as SAS documents it and CBC, GLPK and HiGHS read it. A negative
 * UP without a lower bound means −∞ … UP, as SAS documents it and CBC reads it; HiGHS and GLPK keep
 * 0 and find such files infeasible. So our writer always gives both bounds.
 */
import { boundNumber, checkInterval, FormatError, quoted } from './text.ts';

interface Given {
  readonly value: number;
  readonly line: number;
}

/** Bounds of a column while they are read. */
export class ColumnBounds {
  integer = false;
  private lower: Given | undefined;
  private upper: Given | undefined;
  private readonly column: string;

  constructor(column: string) {
    this.column = column;
  }

  /** @throws FormatError when the type is unknown or the bound is there already */
  set(code: string, token: string, line: number): void {
    switch (code) {
      case 'LO':
      case 'LI':
        this.setLower(this.number(token, line), line);
        break;
      case 'UP':
      case 'UI':
        this.setUpper(this.number(token, line), line);
        break;
      case 'FX':
        this.setBoth(this.number(token, line), this.number(token, line), line);
        break;
      case 'FR':
        this.setBoth(-Infinity, Infinity, line);
        break;
      case 'BV':
        this.setBoth(0, 1, line);
        break;
      case 'MI':
        this.setLower(-Infinity, line);
        break;
      case 'PL':
        this.setUpper(Infinity, line);
        break;
      default:
        throw new FormatError(line, unknownBound(code));
    }
    this.integer ||= code === 'LI' || code === 'UI' || code === 'BV';
  }

  /** @throws FormatError when they hold no number */
  interval(): { readonly lower: number; readonly upper: number } {
    const upper = this.upper?.value ?? Infinity;
    const lower = this.lower?.value ?? (upper < 0 ? -Infinity : 0);
    const line = Math.max(this.lower?.line ?? 0, this.upper?.line ?? 0);
    checkInterval(lower, upper, line, () => `column ${quoted(this.column)}`);
    return { lower, upper };
  }

  private setBoth(lower: number, upper: number, line: number): void {
    this.setLower(lower, line);
    this.setUpper(upper, line);
  }

  private setLower(value: number, line: number): void {
    if (this.lower) throw this.twice('lower', this.lower, line);
    this.lower = { value, line };
  }

  private setUpper(value: number, line: number): void {
    if (this.upper) throw this.twice('upper', this.upper, line);
    this.upper = { value, line };
  }

  private twice(side: string, before: Given, line: number): FormatError {
    const where = `column ${quoted(this.column)} has its ${side} bound from line ${before.line}`;
    return new FormatError(line, `${where}; keep one of the two`);
  }

  private number(token: string, line: number): number {
    return boundNumber(token, line, () => `bound of column ${quoted(this.column)}`);
  }
}

function unknownBound(code: string): string {
  return ['SC', 'SI', 'SN'].includes(code)
    ? `bound ${code}: semi-continuous columns are not supported; use a binary column b with x − u·b ≤ 0 and x − l·b ≥ 0`
    : `bound type ${quoted(code)} is not one of LO UP FX FR MI PL BV LI UI`;
}
