/**
 * Builds the page into `dist/web`: `index.html` and hashed files under `assets/`. Nothing inline, nothing from outside:
 * the strict content security policy of the service allows no more.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';

const source = dirname(fileURLToPath(import.meta.url));
const root = resolve(source, '../..');

/** Where the service looks for the page. */
export const PAGE_FOLDER = join(root, 'dist/web');

/** Which built file is what, paths from the output folder. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
  /** Every script with the ones that it loads at once (not lazily). */
  readonly scripts: readonly { readonly path: string; readonly imports: readonly string[] }[];
}

/** @param folder is emptied and written anew */
export async function buildPage(folder: string = PAGE_FOLDER): Promise<BuiltPage> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: join(source, 'main.tsx'), style: join(source, 'styles/page.css') },
    outdir: join(folder, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    tsconfigRaw: {},
  });
  const page = builtPage(metafile, folder);
  const template = await readFile(join(source, 'index.html'), 'utf8');
  const html = template
    .replace('{{style}}', `/${page.style}`)
    .replace('{{script}}', `/${page.script}`);
  await writeFile(join(folder, 'index.html'), html);
  return page;
}

function builtPage({ outputs }: Metafile, folder: string): BuiltPage {
  const local = (path: string) => join('assets', basename(path));
  const entry = (name: string) =>
    Object.keys(outputs).find(
      (path) => basename(path).startsWith(`${name}-`) && outputs[path]?.entryPoint,
    );
  const [script, style] = [entry('page'), entry('style')];
  if (script === undefined || style === undefined)
    throw new Error(`nothing was built in ${folder}`);
  const scripts = Object.entries(outputs)
    .filter(([path]) => path.endsWith('.js'))
    .map(([path, { imports }]) => ({
      path: local(path),
      imports: imports
        .filter(({ kind }) => kind === 'import-statement')
        .map((each) => local(each.path)),
    }));
  return { script: local(script), style: local(style), scripts };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildPage();
  process.stdout.write(`dist/web\n`);
}
