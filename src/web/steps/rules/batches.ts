/** 批次 as one list: those of a batch follow each other, each but the first joined to the one above. */

export interface Member {
  readonly entry: string;
  /** In the batch of the one above. */
  readonly joined: boolean;
}

export function membersOf(batches: readonly (readonly string[])[]): readonly Member[] {
  return batches.flatMap((batch) => batch.map((entry, at) => ({ entry, joined: at > 0 })));
}

export function batchesOf(members: readonly Member[]): string[][] {
  const batches: string[][] = [];
  for (const { entry, joined } of members) {
    const last = batches.at(-1);
    if (joined && last !== undefined) last.push(entry);
    else batches.push([entry]);
  }
  return batches;
}
