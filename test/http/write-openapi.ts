/** Writes the contract file that `openapi.test.ts` holds the program to: `npx tsx test/http/write-openapi.ts && npm run format`. */
import { writeFileSync } from 'node:fs';
import { contract } from './contract.ts';

writeFileSync('src/http/openapi.json', `${JSON.stringify(contract(), null, 2)}\n`);
