/** One Vitest for all mutants: the sources stay untouched, and only the changed module is read anew. */
import { resolve } from 'node:path';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import { type Mutant, mutate } from './mutant.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A test that failed, or a file that could not be run. */
export interface Failure {
  /** From the root. */
  readonly file: string;
  /** Name of the test; null when the file itself broke. */
  readonly test: string | null;
  readonly message: string;
}

export interface Laboratory {
  /** Runs the tests whose path contains one of the filters over a mutant; null = over the sources as they are. */
  readonly run: (mutant: Mutant | null, filters: readonly string[]) => Promise<Failure[]>;
  readonly close: () => Promise<void>;
}

export async function openLaboratory(): Promise<Laboratory> {
  let current: Mutant | null = null;
  const vitest = await createVitest(
    'test',
    {
      root: ROOT,
      config: false,
      watch: false,
      reporters: [{}],
      include: ['test/**/*.test.ts'],
      // The book about the rules says nothing about what they do.
      exclude: [
        'test/system/**',
        'test/rules/catalogue*.test.ts',
        'test/rulebook/{coverage,readme}*.test.ts',
      ],
      testTimeout: 60_000,
      pool: 'threads',
      isolate: false,
      maxWorkers: 2,
      cache: false,
    },
    {
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          transform(code, id) {
            if (current === null || id.split('?')[0] !== resolve(ROOT, current.file)) return null;
            return { code: mutate(code, current.change), map: null };
          },
        },
      ],
    },
  );
  await vitest.standalone();
  const read = (mutant: Mutant | null) => {
    for (const each of [current, mutant]) {
      if (each !== null) vitest.invalidateFile(resolve(ROOT, each.file));
    }
    current = mutant;
  };
  return {
    run: async (mutant, filters) => {
      read(mutant);
      return failuresOf(vitest, filters);
    },
    close: () => vitest.close(),
  };
}

async function failuresOf(vitest: Vitest, filters: readonly string[]): Promise<Failure[]> {
  const specifications = await vitest.globTestSpecifications([...filters]);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  // Vitest also hands out the modules of earlier runs.
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  return testModules.filter(({ moduleId }) => asked.has(moduleId)).flatMap(failuresIn);
}

function failuresIn(module: TestModule): Failure[] {
  const file = module.relativeModuleId;
  const tests = [...module.children.allTests('failed')].map((test) => ({
    file,
    test: test.fullName,
    message: test.result().errors?.[0]?.message ?? '',
  }));
  const broken = module.errors().map(({ message }) => ({ file, test: null, message }));
  return [...tests, ...broken];
}
