/**
 * Formulas of a sheet whose value was never stored: the library reads them as blank cells. A sheet is looked through in
 * its stream in bounded memory, and only when it has formulas at all.
 */

/** Longest cell that is carried from one chunk to the next. */
const LONGEST_CELL = 256 * 1024;
/** Most that are noted; they are all the same finding. */
const MOST = 50_000;

const EMPTY_FORMULA =
  /<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"[^<>]*><(?:\w+:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>)(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?<\/(?:\w+:)?c>/g;
const FORMULAS = ['</f>', '<f/>', ':f>', ' /></c>'].map((text) => Buffer.from(text));
const LONGEST_MARK = 8;

/** Notices whether the chunks of a part hold formulas. */
export class FormulaSign {
  #tail: Uint8Array = new Uint8Array();
  seen = false;

  take(chunk: Uint8Array): void {
    if (this.seen) return;
    const seam = Buffer.concat([this.#tail, chunk.subarray(0, LONGEST_MARK)]);
    const body = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.seen = FORMULAS.some((mark) => seam.includes(mark) || body.includes(mark));
    this.#tail = chunk.subarray(Math.max(0, chunk.length - LONGEST_MARK));
  }
}

/** Collects the addresses of formulas without a value. */
export class FormulaScanner {
  readonly #decoder = new TextDecoder();
  readonly addresses: string[] = [];
  #carry = '';

  take(chunk: Uint8Array): void {
    const all = this.#carry + this.#decoder.decode(chunk, { stream: true });
    const whole = Math.max(all.lastIndexOf('<c '), all.lastIndexOf(':c '), 0);
    // What follows the last cell that began here may not be complete.
    const cells = all.includes('</sheetData>') ? all : all.slice(0, whole);
    for (const [, address = ''] of cells.matchAll(EMPTY_FORMULA)) {
      if (this.addresses.length < MOST) this.addresses.push(address);
    }
    this.#carry = all.slice(Math.max(whole - LONGEST_MARK, 0)).slice(-LONGEST_CELL);
  }
}
