/** `explain` as a real process on the committed demo county. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

let folder: string;
let proposal: {
  placements: { teacherId: string; postGroupId: string }[];
  standby: { teacherId: string }[];
};
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-'));
  const run = await runCli(['solve', 'data/demo', '--out', folder]);
  expect(run.code).toBe(0);
  proposal = JSON.parse(readFileSync(path('proposal.json'), 'utf8'));
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const explain = (...args: string[]) =>
  runCli(['explain', 'data/demo', '--proposal', path('proposal.json'), ...args]);

describe('explain', { timeout: 240_000 }, () => {
  test('a person: why here, and the appeal pack with nobody else in it', async () => {
    const { teacherId } = proposal.placements[0]!;
    const run = await explain('--teacher', teacherId, '--appeal', path('appeal'), '--json');
    expect([run.code, run.stderr]).toEqual([0, '']);
    const { kind, here, notes } = JSON.parse(run.stdout);
    expect([kind, here.decision, here.teacherId, notes]).toEqual([
      'teacher',
      'placed',
      teacherId,
      [],
    ]);
    const pack = readFileSync(path('appeal/appeal.json'), 'utf8');
    const others = [...proposal.placements, ...proposal.standby]
      .map((each) => each.teacherId)
      .filter((id) => id !== teacherId);
    expect(others.filter((id) => pack.includes(`"${id}"`) || pack.includes(` ${id}`))).toEqual([]);
    const { basis, replay } = JSON.parse(pack);
    expect(basis).toMatchObject({
      county: expect.stringMatching(/^[0-9a-f]{64}$/),
      product: '0.1.0',
    });
    expect(replay).toContain(`--teacher ${teacherId}`);
    expect(replay).toContain('explain demo --proposal proposal.json');
    const certificate = JSON.parse(readFileSync(path('certificate.json'), 'utf8'));
    expect(basis.program).toBe(certificate.rounds[0].model);
    for (const name of ['appeal/appeal.json', 'appeal/appeal.txt'])
      expect(readFileSync(path(name), 'utf8')).not.toContain(folder);
    expect(readFileSync(path('appeal/appeal.txt'), 'utf8')).toContain('复现命令');
  });
  test('why not another post: the loss, the chain, and that the plan was verified', async () => {
    const [first, second] = proposal.placements;
    const run = await explain(
      '--teacher',
      first!.teacherId,
      '--post',
      second!.postGroupId,
      '--json',
    );
    const { kind, answer } = JSON.parse(run.stdout);
    expect([run.code, kind, answer.teacherId]).toEqual([0, 'why-not', first!.teacherId]);
    expect(answer.sentence).not.toBe('');
  });
  test('a post, and what is left over, in Chinese by default there', async () => {
    const { postGroupId } = proposal.placements[0]!;
    const post = await runCli(
      ['explain', 'data/demo', '--proposal', path('proposal.json'), '--post', postGroupId],
      { env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' } },
    );
    expect([post.code, post.stderr]).toEqual([0, '']);
    expect(post.stdout).toContain('代价最小的替代');
    const rest = await explain('--standby', '--json');
    expect(JSON.parse(rest.stdout).people.length).toBe(proposal.standby.length);
  });
  test('a county without a legal plan: what to relax', async () => {
    const args = ['explain', 'data/demo', '--infeasible', '--time-limit', '60', '--json'];
    const run = await runCli(args);
    expect([run.code, JSON.parse(run.stdout).feasible]).toEqual([0, true]);
  });
  test.each([
    ['nobody of this number', ['--teacher', 'nobody'], 'nobody'],
    ['a post that does not exist', ['--post', 'nowhere'], 'nowhere'],
    ['two questions', ['--envy', '--post', 'x'], '一个问题'],
    ['no question', [], '一个问题'],
    ['a policy beside the proposal', ['--envy', '--policy', 'x.json'], '--policy'],
    ['envy has no alternatives', ['--envy', '--alternatives', '3'], '--alternatives'],
    [
      'one pair has no alternatives',
      ['--teacher', 'x', '--post', 'y', '--alternatives', '3'],
      '--alternatives',
    ],
    ['a proposal beside --infeasible', ['--infeasible'], '--proposal'],
    ['an appeal without a person', ['--envy', '--appeal', 'x'], '--teacher'],
  ])('%s is bad input, exit code 2', async (_name, args, word) => {
    const run = await explain(...args, '--json');
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(word);
  });
  test('a proposal of another county is refused by its hash', async () => {
    const raw = JSON.parse(readFileSync(path('proposal.json'), 'utf8'));
    raw.county.hash = 'f'.repeat(64);
    writeFileSync(path('other.json'), JSON.stringify(raw));
    const args = ['explain', 'data/demo', '--proposal', path('other.json'), '--envy', '--json'];
    const run = await runCli(args);
    expect([run.code, JSON.parse(run.stdout).issues[0].code]).toEqual([2, 'other-county']);
  });
});
