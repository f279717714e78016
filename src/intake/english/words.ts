/** One finding in English, and two sentences that many of them share. */

/** What is wrong, and what to do or what was assumed. */
export type Words = readonly [message: string, suggestion: string];
export type WordsByCode = Readonly<Record<string, Words>>;

export const CHECK = 'Taken as it stands; please check.';
export const MENDED = 'Put right without changing the meaning.';
