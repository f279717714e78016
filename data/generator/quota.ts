/** Approved quota of each school part (Q07): pupil ratio mixed with class ratio, scaled to the approved total. */
import { apportion } from './apportion.ts';

/** Twice the pupils per member of staff (Q08), and the weight of the pupil ratio in percent. */
const RATIOS = {
  P: { twiceRatio: 38, pupilPct: 40 },
  J: { twiceRatio: 27, pupilPct: 70 },
  H: { twiceRatio: 25, pupilPct: 100 },
} as const;

/**
 * Shares λ·P/ρ + (1 − λ)·κ·C with κ = E/ΣC, scaled to E by largest remainder; all arithmetic in whole numbers.
 * Equal remainders: larger share first, then the order of the parts.
 * @param approved E of the stage, heads
 */
export function quotaByRatio(
  stage: keyof typeof RATIOS,
  approved: number,
  parts: readonly { readonly pupils: number; readonly classes: number }[],
): number[] {
  const { twiceRatio, pupilPct } = RATIOS[stage];
  const allClasses = parts.reduce((sum, part) => sum + part.classes, 0);
  const weights = parts.map(
    (part) =>
      2 * pupilPct * part.pupils * allClasses +
      (100 - pupilPct) * twiceRatio * approved * part.classes,
  );
  return apportion(approved, weights);
}
