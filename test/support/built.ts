/** Once before all system tests: the package as it is published, and the page as the server hands it out. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

export default function setup(): void {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: resolve(import.meta.dirname, '../..') });
}
