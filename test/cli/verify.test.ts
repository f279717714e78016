/** `verify` with the certificate beside the proposal, as real processes on the committed demo county. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';

let solved: string;
beforeAll(async () => {
  solved = mkdtempSync(join(tmpdir(), 'tiaopei-'));
  const run = await runCli(['solve', 'data/demo', '--out', solved]);
  expect([run.code, run.stdout.slice(-500)]).toEqual([
    0,
    expect.stringContaining('certificate.json'),
  ]);
}, 120_000);
afterAll(() => rmSync(solved, { recursive: true, force: true }));

interface Verified {
  readonly code: number | null;
  readonly json: {
    accepted: boolean;
    replayed: boolean;
    certified: boolean;
    gap: number | null;
    findings: string[];
  };
}

/** Copies the run, changes it and verifies the copy. */
async function verify(
  // biome-ignore lint/suspicious/noExplicitAny: tampering needs no types
  change: (files: { proposal: any; certificate: any }) => void = () => {},
  args: (folder: string) => readonly string[] = () => [],
): Promise<Verified> {
  return inTemporaryFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    const before = (name: string) => readFileSync(join(solved, name), 'utf8');
    const [proposal, certificate] = ['proposal.json', 'certificate.json'].map((name) =>
      JSON.parse(before(name)),
    );
    change({ proposal, certificate });
    for (const [name, value] of Object.entries({ proposal, certificate })) {
      const file = `${name}.json`;
      const same = JSON.stringify(value) === JSON.stringify(JSON.parse(before(file)));
      if (same) copyFileSync(join(solved, file), path(file));
      else writeFileSync(path(file), JSON.stringify(value));
    }
    const run = await runCli([
      ...['verify', path('proposal.json'), '--county', 'data/demo', '--json'],
      ...args(folder),
    ]);
    return { code: run.code, json: run.stdout === '' ? null : JSON.parse(run.stdout) };
  });
}

describe('verify', { timeout: 120_000 }, () => {
  test('recomputes every bound from the certificate and solves nothing', async () => {
    expect(await verify()).toEqual({
      code: 0,
      json: { accepted: true, replayed: false, certified: true, gap: 0, findings: [] },
    });
  });

  test('a changed certificate is not the file that the proposal names, and proves something else', async () => {
    const { code, json } = await verify(({ certificate }) => {
      const [tier] = certificate.rounds[0].tiers;
      const at = tier.tree.rows.findIndex((y: number) => y !== 0);
      tier.tree.rows[at] *= 2;
    });
    expect([code, json.accepted, json.gap]).toEqual([4, false, null]);
    expect(json.findings[0]).toMatch(/not the file that the proposal names/);
    expect(json.findings[1]).toMatch(/tier coverage: claims bound \d+, its proof gives \d+/);
  });

  test('a changed certificate is refused as well when it is handed in by name', async () => {
    const named = (folder: string) => ['--certificate', join(folder, 'certificate.json')];
    const { code, json } = await verify(({ certificate }) => {
      certificate.rounds[0].tiers[4].bound += 1;
    }, named);
    expect(code).toBe(4);
    expect(json.findings).toEqual([
      expect.stringMatching(/certificate, joint: tier fit: claims bound/),
    ]);
    expect((await verify(undefined, named)).code).toBe(0);
  });

  test('a placement that was changed is refused', async () => {
    const { code, json } = await verify(({ certificate }) => {
      certificate.rounds[0].values[0][0] += 1;
    });
    expect(code).toBe(4);
    expect(json.findings.join()).toMatch(/row \d+ is broken/);
  });

  test('a proposal without certificate is solved again, unless that is forbidden', async () => {
    const without = ({ proposal }: { proposal: { certificate: null } }) => {
      proposal.certificate = null;
    };
    const again = await verify(without);
    expect([again.code, again.json.replayed, again.json.certified]).toEqual([0, true, false]);
    const not = await verify(without, () => ['--no-replay']);
    expect([not.code, not.json.replayed, not.json.certified]).toEqual([0, false, false]);
  });

  test('--replay solves again although there is a certificate', async () => {
    const { code, json } = await verify(undefined, () => ['--replay']);
    expect([code, json.replayed, json.certified, json.gap]).toEqual([0, true, true, 0]);
  });

  test('a file that is not there, or no JSON, is bad input', async () => {
    expect((await verify(undefined, () => ['--certificate', 'missing.json'])).code).toBe(2);
    expect((await verify(undefined, () => ['--certificate', 'README.md'])).code).toBe(2);
  });
});
