/** The lock of the data folder, with real processes: taken from the dead only, and by one only. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../src/service/store/lock-file.ts';

const CHILD = new URL('../support/lock-child.ts', import.meta.url);
const parent = mkdtempSync(join(tmpdir(), 'tiaopei-lock-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(parent, 'data-'));
});
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
});

const said = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.once('message', (word) => resolve(String(word))));
const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
async function process_(): Promise<ChildProcess> {
  const child = fork(CHILD, [], { execArgv: ['--import', 'tsx'] });
  children.push(child);
  await said(child);
  return child;
}
function told(child: ChildProcess, what: string | null): Promise<string> {
  const answer = said(child);
  child.send(what as never);
  return answer;
}

const lock = () => join(folder, 'tiaopei.lock');
/** What an owner with these words would have left. */
function leave(owner: object | string): void {
  mkdirSync(lock());
  const text = typeof owner === 'string' ? owner : JSON.stringify(owner);
  writeFileSync(join(lock(), 'owner'), text);
}
const owner = () => {
  const [name = ''] = readdirSync(lock());
  return JSON.parse(readFileSync(join(lock(), name), 'utf8')) as { pid: number; started: string };
};
const refusal = () => {
  try {
    lockFolder(folder)();
    return null;
  } catch (fault) {
    return (fault as { issues: { code: string; message: string }[] }).issues[0];
  }
};

test('a second process is refused, with who holds the folder and what to do; after it is given back, it is free', async () => {
  const child = await process_();
  expect(await told(child, folder)).toBe('held');
  expect(refusal()).toMatchObject({
    code: 'store-locked',
    message: expect.stringMatching(`进程 ${child.pid}.*TIAOPEI_DATA.*stop that process`),
  });
  expect(await told(child, null)).toBe('free');
  expect(refusal()).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('the same process does not get it twice', () => {
  const unlock = lockFolder(folder);
  expect(refusal()).toMatchObject({ code: 'store-locked' });
  unlock();
  expect(refusal()).toBeNull();
});

test('the lock of a process killed with −9 is taken over', async () => {
  const child = await process_();
  await told(child, folder);
  await killed(child);
  expect(readdirSync(lock()).length).toBe(1);
  const unlock = lockFolder(folder);
  expect(owner().pid).toBe(process.pid);
  unlock();
});

test('a number that the system gave to another process since is told apart by its start', () => {
  const foreign = spawn('sleep', ['60']);
  children.push(foreign);
  const host = hostname();
  leave({ pid: foreign.pid, started: 'the last boot/1', host });
  expect(refusal()).toBeNull();
  const unlock = lockFolder(folder);
  const { started } = owner();
  unlock();
  // Its true start (as good as none where nobody can say): alive, and refused.
  const boot = started.split('/')[0];
  const stat = readFileSync(`/proc/${foreign.pid}/stat`, 'utf8');
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  for (const start of [`${boot}/${ticks}`, '']) {
    leave({ pid: foreign.pid, started: start, host });
    expect(refusal()).toMatchObject({ code: 'store-locked' });
    rmSync(lock(), { recursive: true });
  }
});

test('our own number from an earlier life (a container starts again as process 1) is no living owner', () => {
  leave({ pid: process.pid, started: 'the last boot/1', host: hostname() });
  expect(refusal()).toBeNull();
});

test('a lock of another machine is never taken, and the refusal says what to do when that machine is gone', () => {
  leave({ pid: 1, started: '', host: 'elsewhere' });
  expect(refusal()?.message).toMatch(/主机 elsewhere 的进程 1.*delete tiaopei\.lock/);
  expect(readdirSync(lock())).toEqual(['owner']);
});

test('a lock that a power cut left torn or empty is no owner; something else in its place is left alone', () => {
  leave('{"pid": 1');
  expect(refusal()).toBeNull();
  mkdirSync(lock());
  expect(refusal()).toBeNull();
  writeFileSync(lock(), 'a file');
  expect(refusal()).toMatchObject({ code: 'store-locked' });
  expect(readFileSync(lock(), 'utf8')).toBe('a file');
});

test('of several that find the same dead owner at once, one gets the folder', async () => {
  const rivals = await Promise.all([process_(), process_(), process_()]);
  const ended = spawn('true');
  await new Promise((resolve) => ended.once('exit', resolve));
  for (let round = 0; round < 60; round += 1) {
    leave({ pid: ended.pid, started: '', host: hostname() });
    const words = await Promise.all(rivals.map((rival) => told(rival, folder)));
    expect(words.sort()).toEqual(['held', 'refused', 'refused']);
    await Promise.all(rivals.map((rival) => told(rival, null)));
  }
});
