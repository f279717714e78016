/** Lehmer's generator: numbers between 0 and 1, the same on every machine. */
export class Lehmer {
  private state = 1;

  next(): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state / 2147483647;
  }
}
