/** A proposal's text without the only part that may differ between two runs. */
export function withoutTimings(json: string): string {
  const { timings: _, ...rest } = JSON.parse(json);
  return JSON.stringify(rest, null, 2);
}
