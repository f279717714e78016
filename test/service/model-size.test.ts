/** A model that is too big is refused in a sentence before it is built, whatever the job wants of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { JobSpec } from '../../src/domain/job.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { JobRunner } from '../../src/service/job-runner.ts';
import { checkModelSize, checkSiteProgramSize } from '../../src/service/model-size.ts';
import type { OperationInput } from '../../src/service/operations/input.ts';
import { twoMovers } from '../support/service-scene.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const VERSION = '00000000-0000-4000-8000-000000000001';
/** 3 000 people and 3 000 posts: 9 million pairs, 275 MiB by the bound. */
const MANY = 3000;
const big = tinyCounty({
  schools: [{ id: 's1', tier: 'B' }, ...names('p').map((id) => ({ id, quota: 3 }))],
  groups: names('p').map((schoolId) => ({ schoolId })),
  teachers: names('t').map((id) => mover({ id, schoolId: 's1' })),
});
function names(letter: string, count = MANY): string[] {
  return Array.from({ length: count }, (_, k) => `${letter}${k}`);
}

test('the bound is people × posts that are open, and holds to the byte', () => {
  const policy = parsePolicy({});
  // 2 people × 32 768 posts × 32 bytes = 2 MiB.
  const posts = Array.from({ length: 32_768 }, () => twoMovers().postGroups[0]);
  const county: County = { ...twoMovers(), postGroups: posts.filter((each) => each !== undefined) };
  expect(() => checkModelSize(county, policy, 2)).not.toThrow();
  expect(() => checkModelSize(county, policy, 1)).toThrow();
  const closed = county.postGroups.map((group) => ({ ...group, openings: 0 }));
  expect(() => checkModelSize({ ...county, postGroups: closed }, policy, 0)).not.toThrow();
  // Everybody's own post counts where people change places.
  const rotation = parsePolicy({ round: 'rotation' });
  expect(() => checkModelSize({ ...county, postGroups: closed }, rotation, 1)).toThrow();
});

/** 600 teachers of one central school with 400 sites: 240 000 pairs, 235 MiB by the bound. */
const scattered = tinyCounty({
  schools: [
    { id: 'c', tier: 'R' },
    { id: 'other', tier: 'R' },
  ],
  sites: names('z', 400).map((id) => ({ id, schoolId: 'c', classes: 1, pupils: 10 })),
  teachers: [
    ...names('t', 600).map((id) => mover({ id, schoolId: 'c' })),
    ...names('u', 600).map((id) => mover({ id, schoolId: 'other' })),
  ],
});

test('the bound of the second program is the teachers of each central school × its own sites', () => {
  expect(() => checkSiteProgramSize(scattered, 235)).not.toThrow();
  expect(() => checkSiteProgramSize(scattered, 234)).toThrow();
  expect(() => checkSiteProgramSize({ ...scattered, sites: [] }, 0)).not.toThrow();
});

describe('a job', () => {
  let runner: JobRunner;
  beforeAll(() => {
    runner = new JobRunner({ threads: 1, heapMiB: 2000, longestMs: 60_000 });
  });
  afterAll(() => runner.destroy());
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const run = (spec: object, memoryMiB: number, more: Partial<OperationInput> = {}) => {
    const phases: string[] = [];
    const watch = {
      signal: new AbortController().signal,
      onProgress: ({ phase }: { phase: string }) => phases.push(phase),
      onIncumbent: () => {},
    };
    const input = {
      spec: JobSpec.parse({ kind: 'place', versionId: VERSION, policy: { values: {} }, ...spec }),
      ...{ county: bytesOf(big), versionId: VERSION, policy: {}, proposals: {}, files: {} },
      ...{ memoryMiB, ...more },
    };
    return runner.run(input, watch).then((result) => ({ result, phases }));
  };

  test.each([
    ['place', {}],
    ['audit', { plan: { placements: [] } }],
    ['infeasible', {}],
    ['compare', { scenarios: { scenarios: [] } }],
    ['reform', { mode: 'rehearsal' }],
  ])(
    '%s: bad input with people, posts and both figures, and nothing was built',
    async (kind, more) => {
      const { result, phases } = await run({ kind, ...more }, 200);
      expect(result).toMatchObject({
        kind: 'bad-input',
        issues: [
          {
            code: 'model-too-large',
            message: expect.stringMatching(
              /3000 人、3000 个岗位组.*275 MiB.*200 MiB.*split the county/,
            ),
          },
        ],
      });
      expect(phases).not.toContain('build');
    },
  );

  test('explain: so is a question about a proposal of a county that is too big to be solved again here', async () => {
    const small = await run({ kind: 'place' }, 2000, { county: bytesOf(twoMovers()) });
    const files = 'files' in small.result ? small.result.files : [];
    const proposal = files.find(({ name }) => name === 'proposal.json')?.bytes as Uint8Array;
    const question = { ask: 'teacher', teacherId: 't1', alternatives: 0 };
    const ask = JobSpec.parse({ kind: 'explain', proposalId: VERSION, question });
    const { result } = await run({}, 200, { spec: ask, proposals: { [VERSION]: proposal } });
    expect(result).toMatchObject({
      kind: 'bad-input',
      issues: [{ code: 'model-too-large', message: expect.stringContaining('275 MiB') }],
    });
  });

  test('establish: so is a central school with more teachers and sites than its second program has room for', async () => {
    const { result } = await run({ kind: 'establish' }, 200, { county: bytesOf(scattered) });
    expect(result).toMatchObject({
      kind: 'bad-input',
      issues: [
        {
          code: 'model-too-large',
          message: expect.stringMatching(/1200 人、400 个教学点.*235 MiB.*200 MiB/),
        },
      ],
    });
  });
});
