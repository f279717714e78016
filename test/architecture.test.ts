/** The import directions of the house. A folder missing from the table, or an import it does not list, fails. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Folder → folders it may import (itself always). `solver` alone means its door, solver/index.ts. */
const ALLOWED: Record<string, readonly string[]> = {
  'src/domain': [],
  'src/workbook': ['src/domain'],
  'src/intake': ['src/domain', 'src/rules', 'src/workbook'],
  'src/rules': ['src/domain'],
  'src/verification': ['src/domain'],
  'src/formulation': ['src/rules', 'src/domain', 'solver'],
  'src/planning': ['src/formulation', 'src/verification', 'src/rules', 'src/domain', 'solver'],
  'src/reports': ['src/domain', 'src/rules', 'src/workbook'],
  'src/service': [
    'src/planning',
    'src/formulation',
    'src/intake',
    'src/reports',
    'src/workbook',
    'src/domain',
    'solver',
  ],
  'src/http': ['src/service', 'src/domain'],
  // Types only, and the API's client: see below.
  'src/web': ['src/http', 'src/domain'],
  'src/cli': [
    'src/service',
    'src/planning',
    'src/intake',
    'src/reports',
    'src/rules',
    'src/domain',
    'data',
    'solver',
  ],
  data: ['src/domain', 'src/workbook', 'src/intake'],
  solver: [],
};
/** Inside solver/: sub-folder → sub-folders and top files it may import. */
const SOLVER_ALLOWED: Record<string, readonly string[]> = {
  'solver/proof': ['model', 'result'],
  'solver/format': ['model', 'result', 'objective', 'errors', 'builder'],
  'solver/flow': ['model', 'proof/certificate', 'proof/bound'],
};
/** Packages that may be named in one folder only. */
const PACKAGE_HOME: Record<string, readonly string[]> = {
  hucre: ['src/workbook'],
  'csv-parse': ['src/workbook'],
  docx: ['src/reports'],
  highs: ['solver'],
  'glpk.js': ['solver'],
  'javascript-lp-solver': ['solver'],
  piscina: ['src/service'],
  '@electric-sql/pglite': ['src/service'],
  pg: ['src/service'],
  'pg-boss': ['src/service'],
  pino: ['src/http', 'src/service'],
  hono: ['src/http'],
  '@hono/node-server': ['src/http'],
  commander: ['src/cli'],
  'cli-progress': ['src/cli'],
  preact: ['src/web'],
  echarts: ['src/web'],
  esbuild: ['src/web'],
};

/** Single files that a folder may import although it may not import their folder. */
const DOORS: Record<string, readonly string[]> = {
  // The strengths of the rulebook are data that the independent check need not write down again.
  'src/verification': ['src/rules/catalogue/index.ts'],
  // What the API tells of the rulebook and its presets.
  'src/service': [
    'src/rules/catalogue/index.ts',
    'src/rules/catalogue/policy-values.ts',
    'src/rules/rotation/presets.ts',
  ],
};
/** The rulebook is pure data: its door reaches nothing outside its folder but types. */
const CATALOGUE = 'src/rules/catalogue';

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly specifier: string;
  /** Path from the root for relative imports, else null. */
  readonly target: string | null;
}

function folderOf(path: string): string {
  return path.startsWith('src/')
    ? path.split('/').slice(0, 2).join('/')
    : (path.split('/')[0] ?? '');
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

function allImports(): Import[] {
  return ['src', 'solver', 'data'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') || name.endsWith('.tsx'))
      .flatMap((name) => {
        const file = join(top, name);
        const text = readFileSync(join(root, file), 'utf8');
        return [...text.matchAll(IMPORT)].map(([, specifier = '']) => ({
          file,
          folder: folderOf(file),
          specifier,
          target: specifier.startsWith('.')
            ? relative(root, resolve(root, dirname(file), specifier))
            : null,
        }));
      }),
  );
}

const imports = allImports();

test('there is something to look at', () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(new Set(imports.map(({ folder }) => folder))).toEqual(new Set(Object.keys(ALLOWED)));
});

test('folders import only what the plan of the house allows', () => {
  const broken = imports.filter(({ folder, target }) => {
    if (target === null) return false;
    const to = folderOf(target);
    if ((DOORS[folder] ?? []).includes(target)) return false;
    return to !== folder && !(ALLOWED[folder] ?? []).includes(to);
  });
  expect(broken.map(({ file, specifier }) => `${file} → ${specifier}`)).toEqual([]);
});

test('the door of the rulebook leads to data only', () => {
  const reached = new Set([`${CATALOGUE}/index.ts`]);
  for (const from of reached) {
    for (const { target } of imports.filter(({ file }) => file === from)) {
      if (target !== null) reached.add(target);
    }
  }
  const outside = [...reached].filter((file) => dirname(file) !== CATALOGUE);
  expect(outside).toEqual(['src/domain/vocabulary.ts']);
});

test('the solver is entered through its door only', () => {
  const broken = imports.filter(
    ({ folder, target }) =>
      folder !== 'solver' &&
      target !== null &&
      folderOf(target) === 'solver' &&
      target !== 'solver/index.ts',
  );
  expect(broken.map(({ file, specifier }) => `${file} → ${specifier}`)).toEqual([]);
});

test('proof and format know nothing of the backends, and no backend knows another', () => {
  const inSolver = imports.filter(({ folder, target }) => folder === 'solver' && target !== null);
  const broken = inSolver.filter(({ file, target }) => {
    const from = dirname(file);
    const allowed = SOLVER_ALLOWED[from];
    const to = target as string;
    if (allowed !== undefined) {
      return dirname(to) !== from && !allowed.some((name) => to === `solver/${name}.ts`);
    }
    const backend = /^solver\/backends\/(highs|glpk|jslp|flow)\.ts$/;
    return backend.test(file) && backend.test(to);
  });
  expect(broken.map(({ file, specifier }) => `${file} → ${specifier}`)).toEqual([]);
});

test('the page takes nothing of the server but types and the client', () => {
  const broken = readdirSync(join(root, 'src/web'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(root, 'src/web', name), 'utf8');
      return [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => /\/(?:http|domain|service)\//.test(specifier))
        .filter((specifier) => !specifier.endsWith('/http/client.ts'))
        .map((specifier) => `${name} → ${specifier}`);
    });
  expect(broken).toEqual([]);
});

test('libraries stay behind their ports', () => {
  const broken = imports.filter(({ folder, specifier }) => {
    const name = Object.keys(PACKAGE_HOME).find(
      (known) => specifier === known || specifier.startsWith(`${known}/`),
    );
    return name !== undefined && !(PACKAGE_HOME[name] ?? []).includes(folder);
  });
  expect(broken.map(({ file, specifier }) => `${file} → ${specifier}`)).toEqual([]);
});
