/** The files of the page as its build wrote them, read once at the start: no path is made of what is asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ProblemFault } from './problem.ts';
import { contentHash } from './reply.ts';

const MEDIA: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.map': 'application/json; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const PAGE = 'index.html';

interface WebFile {
  readonly raw: Uint8Array;
  readonly media: string;
  readonly etag: string;
}

export interface WebFiles {
  /** @throws ProblemFault `unknown-file` when the page was not built */
  page(): WebFile;
  /** @throws ProblemFault `unknown-file` */
  asset(name: string): WebFile;
}

/** `index.html` and the files of `assets/` in a folder; an absent folder has none. */
export function readWebFiles(folder: string): WebFiles {
  const assets = readFolder(join(folder, 'assets'));
  const page = readFolder(folder).get(PAGE);
  return {
    page: () => known(page),
    asset: (name) => known(assets.get(name)),
  };
}

function known(file: WebFile | undefined): WebFile {
  if (file === undefined) throw new ProblemFault('unknown-file');
  return file;
}

function readFolder(folder: string): Map<string, WebFile> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    names.map(({ name }) => {
      const raw = new Uint8Array(readFileSync(join(folder, name)));
      const media = MEDIA[extname(name)] ?? 'application/octet-stream';
      return [name, { raw, media, etag: contentHash(raw) }];
    }),
  );
}
