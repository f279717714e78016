/** The closest known word to one that was not understood. */
import { distance } from 'fastest-levenshtein';

/** The closest of the candidates by edit distance, the first of equals; null when there are none. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = distance(text, candidate);
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}
