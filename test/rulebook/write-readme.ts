/** Writes `src/rules/README.md` anew: `npx tsx test/rulebook/write-readme.ts`. */
import { writeFileSync } from 'node:fs';
import { CASES } from './cases/index.ts';
import { namingTests, RULEBOOK_PATH, renderRulebook } from './readme.ts';

writeFileSync(RULEBOOK_PATH, renderRulebook(CASES, namingTests()));
