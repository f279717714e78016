/** P04: the yearly reviews of heads, and who is dismissed by them. */
import type { Leadership } from '../../domain/county.ts';

/** One 不合格, or 基本合格 in two years running, among the reviews on record (at most three, oldest first). */
export function isDismissed({ reviews }: Pick<Leadership, 'reviews'>): boolean {
  return (
    reviews.includes('fail') ||
    reviews.some((each, year) => each === 'basic' && reviews[year + 1] === 'basic')
  );
}
