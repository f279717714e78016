/** Ids become names: in the trail of who did what, and in sentences of the service. */
import { describe, expect, test } from 'vitest';
import { indexRoster } from '../../src/web/state/roster.ts';
import {
  actionWords,
  actorWords,
  type Entry,
  jobKinds,
  type TrailNames,
  targetWords,
} from '../../src/web/steps/hand-in/trail-words.ts';
import { withNames } from '../../src/web/steps/words.ts';

const JOB = '5d369a54-7582-4e16-81bb-7025a2e82389';
const DATA = 'd0b1a7c4-0d7e-4c7b-9a55-0c5f9c3ab7de';
const PLAN = '3bd18fa2-b5b1-469b-9223-9e2b0a3ebb56';
const entry = (action: string, target: string, detail: Entry['detail'] = {}) =>
  ({ action, target, detail }) as Entry;

describe('who did what', () => {
  const names: TrailNames = {
    actors: new Map([['key:k1', '王科长']]),
    me: 'key:k1',
    plans: new Map([[PLAN, 2]]),
    versions: new Map([[DATA, 3]]),
    jobs: jobKinds([
      entry('job.submit', JOB, { kind: 'audit' }),
      entry('job.end', JOB, { state: 'done' }),
    ]),
    county: '某县',
  };

  test('by name, herself as such; a key that she may not read by the start of its id', () => {
    expect(actorWords('key:k1', names)).toBe('王科长（本人）');
    expect(actorWords('key:acea0750-2f65-40d4-b71e-400b18e88d2e', names)).toBe('acea0750');
    expect(actorWords('system', names)).toBe('系统');
  });

  test.each([
    ['a plan by its number', entry('proposal.published', PLAN), '第 2 版'],
    ['a job by what it does, its end too', entry('job.end', JOB), '核查手工方案'],
    ['the county by its name', entry('county.create', 'x'), '某县'],
    [
      'an objection by whose it is',
      entry('objection.file', 'x', { teacherId: '001' }),
      '职工号 001',
    ],
    ['data by its number', entry('version.create', DATA), '数据第 3 版'],
    ['a file by its size', entry('file.keep', 'x', { bytes: 2049 }), '3 KB'],
    ['who signed in by name', entry('session.open', 'k1'), '王科长（本人）'],
    ['anything else by the start of its id', entry('policy.create', PLAN), '3bd18fa2'],
    ['a plan that is gone, too', entry('proposal.create', JOB), '5d369a54'],
  ])('%s', (_what, told, words) => {
    expect(targetWords(told, names)).toBe(words);
  });

  test('a deed of tomorrow is shown as the log has it', () => {
    expect(actionWords('proposal.published')).toBe('公示方案');
    expect(actionWords('moon.landing')).toBe('moon.landing');
  });
});

test('a sentence calls posts, schools and districts by their names, and nothing else changes', () => {
  const roster = indexRoster([], {
    districts: [{ id: 'D1', name: '河口镇' }],
    schools: [{ id: 'S1', name: '河口小学' }],
    postGroups: [{ id: 'S1/P/T/英语' }],
  } as never);
  expect(withNames('岗位数「S1/P/T/英语」已用满（1/1）', roster)).toBe(
    '岗位数「河口小学 · 小学 英语」已用满（1/1）',
  );
  expect(withNames('quota of the school S1 is used up (3/3)', roster)).toBe(
    'quota of the school 河口小学 is used up (3/3)',
  );
  expect(withNames('学区编制「D1」', roster)).toBe('学区编制「河口镇」');
  expect(withNames('高级职称岗位「S10」', roster)).toBe('高级职称岗位「S10」');
});
