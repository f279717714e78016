/** English: every message of the page. */
import { DATA } from './en/data.ts';
import { FRAME } from './en/frame.ts';
import { PLAN } from './en/plan.ts';
import { WORDS } from './en/words.ts';
import { WORK } from './en/work.ts';

export const en = { ...FRAME, ...DATA, ...PLAN, ...WORK, ...WORDS };
