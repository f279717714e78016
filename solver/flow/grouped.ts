/** Numbers 0 … count − 1 by a key of theirs: those of key k are member[start[k]] … member[start[k + 1] − 1], in order. */
export interface Grouped {
  readonly start: Int32Array;
  readonly member: Int32Array;
}

/** @param keyOf key of each number, below `keys`. O(count + keys) */
export function grouped(keyOf: ArrayLike<number>, keys: number): Grouped {
  const start = new Int32Array(keys + 1);
  for (let j = 0; j < keyOf.length; j++) start[keyOf[j]! + 1]!++;
  for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!;
  const member = new Int32Array(keyOf.length);
  const filled = start.slice();
  for (let j = 0; j < keyOf.length; j++) member[filled[keyOf[j]!]!++] = j;
  return { start, member };
}

export function sizeOf({ start }: Grouped, key: number): number {
  return start[key + 1]! - start[key]!;
}
