/** The schema, step by step: a step that was released is never changed, only followed by another. */
import { FIRST } from './001-first.ts';
import { KEPT } from './002-kept.ts';

/** Step n brings schema n−1 to schema n. */
export const MIGRATIONS: readonly string[] = [FIRST, KEPT];
