/** `npm run bench [-- baseline]`: see README.md. */
import { baseline } from './baseline.ts';
import { kernels } from './kernels.ts';

if (process.argv[2] === 'baseline') await baseline();
else await kernels();
