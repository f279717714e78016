/** How wide a text stands in a column. */

/** Width in Latin characters; a Chinese character takes two. */
export function displayWidth(value: string | number): number {
  let width = 0;
  for (const character of String(value)) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}
