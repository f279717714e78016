/** The built package under plain node, packed as npm would publish it, and the server over a real socket. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { withoutTimings } from '../support/timings.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let main: string;
let server: string;
let cliProposal: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-pack-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  execFileSync('tar', ['xzf', join(folder, packed.trim().split('\n').at(-1) ?? ''), '-C', folder]);
  // Production dependencies only matter by name here: those of the checkout stand in.
  symlinkSync(join(root, 'node_modules'), join(folder, 'package', 'node_modules'));
  main = join(folder, 'package', 'dist/src/cli/main.js');
  server = join(folder, 'package', 'dist/src/http/server.js');
  const out = join(folder, 'out');
  const county = join(folder, 'package', 'data/demo');
  const run = await runCli(['solve', county, '--out', out, '--lang', 'zh'], {
    command: [process.execPath, main],
  });
  expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('已证明最优')]);
  cliProposal = readFileSync(join(out, 'proposal.json'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the build and the source give the same proposal', async () => {
  const out = join(folder, 'out-source');
  expect((await runCli(['solve', 'data/demo', '--out', out])).code).toBe(0);
  expect(withoutTimings(readFileSync(join(out, 'proposal.json'), 'utf8'))).toBe(
    withoutTimings(cliProposal),
  );
});

test('the package holds no TypeScript but declarations, and no tests', () => {
  const files = execFileSync(
    'find',
    [join(folder, 'package'), '-type', 'f', '-not', '-path', '*/node_modules/*'],
    { encoding: 'utf8' },
  );
  expect(files).toContain('data/demo/county.xlsx');
  expect(
    files.split('\n').filter((name) => /(?<!\.d)\.ts$/.test(name) || name.includes('/test/')),
  ).toEqual([]);
});

test.each([
  ['a port that is none', { PORT: 'abc' }],
  ['a port beyond the last', { PORT: '70000' }],
])('the server refuses %s in one sentence', (_name, env) => {
  const run = spawnSync(process.execPath, [server], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect([run.status, run.stderr.trim().split('\n').length]).toEqual([2, 1]);
});

describe('the server, asked with curl', () => {
  let child: ReturnType<typeof spawn>;
  let base: string;
  let key: string;
  beforeAll(async () => {
    const env = { ...process.env, PORT: '0', TIAOPEI_DATA: join(folder, 'store') };
    child = spawn(process.execPath, [server], { env });
    [base, key] = await new Promise<[string, string]>((done) => {
      let printed = '';
      child.stdout?.on('data', (chunk) => {
        printed += String(chunk);
        const address = /http:\/\/[\d.]+:\d+/.exec(printed);
        const secret = /tk_[\w-]+/.exec(printed);
        if (address !== null && secret !== null) done([address[0], secret[0]]);
      });
    });
  });
  afterAll(async () => {
    const closed = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
  });
  const curl = (...args: string[]) =>
    execFileSync('curl', ['-s', '-H', `Authorization: Bearer ${key}`, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });

  test('solves the demo county; its proposal equals the command line byte for byte', async () => {
    const started = curl(
      '-X',
      'POST',
      `${base}/jobs`,
      '-H',
      'content-type: application/json',
      '-d',
      '{"county":"demo"}',
    );
    const { id } = JSON.parse(started);
    for (;;) {
      const job = JSON.parse(curl(`${base}/jobs/${id}`));
      if (job.state === 'done') break;
      expect(['queued', 'running']).toContain(job.state);
      await new Promise((done) => setTimeout(done, 200));
    }
    expect(withoutTimings(curl(`${base}/jobs/${id}/proposal`))).toBe(withoutTimings(cliProposal));
  });

  test('the three curl lines of the README: upload the demo county, follow the solve, download the proposal', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const lines = readme.split('\n').filter((line) => /^(JOB=\$\()?curl /.test(line));
    expect(lines.length).toBe(3);
    const script = lines.join('\n').replaceAll('http://127.0.0.1:8080', base);
    const here = join(folder, 'package');
    const told = execFileSync('bash', ['-eu', '-o', 'pipefail', '-c', script], {
      ...{ cwd: here, encoding: 'utf8', env: { ...process.env, KEY: key } },
    });
    expect(told.trimEnd()).toMatch(/event: end\ndata: {}$/);
    expect(withoutTimings(readFileSync(join(here, 'proposal.json'), 'utf8'))).toBe(
      withoutTimings(cliProposal),
    );
  });

  test('a second server on the same port says so in one sentence', () => {
    const port = new URL(base).port;
    const run = spawnSync(process.execPath, [server], {
      env: { ...process.env, PORT: port, TIAOPEI_DATA: join(folder, 'other-store') },
      encoding: 'utf8',
    });
    // The rest of what it writes there is its log, a JSON object a line.
    const said = run.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect([run.status, said.length]).toEqual([2, 1]);
    expect(said[0]).toContain('EADDRINUSE');
  });

  test('refuses 200 MB without reading them', () => {
    const big = join(folder, 'big.xlsx');
    execFileSync('truncate', ['-s', '200M', big]);
    const status = curl(
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
      '-F',
      `county=@${big}`,
      `${base}/jobs`,
    );
    expect(status).toBe('413');
  });

  test.each([
    [200 * 2 ** 20, 'HTTP/1.1 413'],
    [2 * 2 ** 20, 'HTTP/1.1 100'],
  ])('whoever asks whether to send %i bytes is told at once', async (size, answer) => {
    const { hostname, port } = new URL(base);
    const socket = connect(Number(port), hostname);
    socket.write(
      [
        'POST /jobs HTTP/1.1',
        `Host: ${hostname}`,
        `Authorization: Bearer ${key}`,
        'Content-Type: multipart/form-data; boundary=x',
        `Content-Length: ${size}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n'),
    );
    const [first] = await once(socket, 'data');
    socket.destroy();
    expect(String(first).slice(0, answer.length)).toBe(answer);
  });
});
