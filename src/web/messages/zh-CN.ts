/** 中文: every message of the page; the other languages have exactly these keys. */
import { DATA } from './zh-CN/data.ts';
import { FRAME } from './zh-CN/frame.ts';
import { PLAN } from './zh-CN/plan.ts';
import { WORDS } from './zh-CN/words.ts';
import { WORK } from './zh-CN/work.ts';

export const zhCN = { ...FRAME, ...DATA, ...PLAN, ...WORK, ...WORDS };
