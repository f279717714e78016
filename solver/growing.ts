/** Typed arrays that grow. */

type Numbers = Float64Array | Int32Array | Int8Array | Uint8Array;

/** A typed array that doubles its room. What it has handed out is never written to again. */
export class Growing<T extends Numbers> {
  length = 0;
  private items: T;

  /** @param items empty, of the wanted type; its length is the first room */
  constructor(items: T) {
    this.items = items;
  }

  push(value: number): void {
    if (this.length === this.items.length) this.widen(2 * this.length);
    this.items[this.length++] = value;
  }

  pop(): number {
    return this.items[--this.length]!;
  }

  /** Room for that many more without copying. */
  reserve(more: number): void {
    if (this.length + more > this.items.length) this.widen(this.length + more);
  }

  /** Whether the type of the array has this very number. */
  holds(value: number): boolean {
    return !(this.items instanceof Int8Array) || (value << 24) >> 24 === value;
  }

  /** The same numbers in another type, which must hold them all. */
  as<U extends Numbers>(empty: U): Growing<U> {
    const other = new Growing(empty);
    other.widen(this.items.length);
    other.items.set(this.items.subarray(0, this.length));
    other.length = this.length;
    return other;
  }

  /** What is there now: a view, for what stands before `length` stays as it is. */
  done(): T {
    return this.items.subarray(0, this.length) as T;
  }

  private widen(room: number): void {
    const wider = new (this.items.constructor as new (n: number) => T)(room);
    wider.set(this.items.subarray(0, this.length));
    this.items = wider;
  }
}
