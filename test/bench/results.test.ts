import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../bench/protocol.ts';
import { type PartResult, ResultFolder } from '../../bench/results.ts';
import { measurement } from './measurement.ts';

const row = (peer: string, task: string, columns = 10) => measurement(peer, { task, columns });

const result = (commit: string, ...measurements: Measurement[]): PartResult => ({
  part: 'large',
  full: false,
  seed: 1,
  date: '2026-11-22',
  commit,
  machine: 'one',
  measurements,
  warm: [],
  verify: [],
  kernels: [],
});

function added(...results: PartResult[]) {
  const folder = new ResultFolder(mkdtempSync(join(tmpdir(), 'results-')));
  for (const one of results) folder.add(one);
  const parts = folder.load();
  expect(parts).toHaveLength(1);
  return parts[0]!.measurements.map(({ peer, task, from }) => [peer, task, from]);
}

describe('results that are added to', () => {
  const old = result('aaa', row('flow', 'fit'), row('cbc', 'fit'), row('cbc', 'one-shot'));

  it('replaces what was measured again and says of the rest which commit it is from', () => {
    expect(added(old, result('bbb', row('flow', 'fit')))).toEqual([
      ['cbc', 'fit', '2026-11-22, aaa'],
      ['cbc', 'one-shot', '2026-11-22, aaa'],
      ['flow', 'fit', undefined],
    ]);
  });

  it('keeps where a row is from over several additions', () => {
    const [first] = added(
      old,
      result('bbb', row('flow', 'fit')),
      result('ccc', row('flow', 'fit'), row('cbc', 'one-shot')),
    );
    expect(first).toEqual(['cbc', 'fit', '2026-11-22, aaa']);
  });

  it('keeps re-solves of other instances and objectives', () => {
    const warmed = (commit: string, task: string): PartResult => ({
      ...result(commit),
      warm: [{ job: { kind: 'warm', instance: 'county', task, seed: 1, changes: 2 }, outcome: [] }],
    });
    const folder = new ResultFolder(mkdtempSync(join(tmpdir(), 'results-')));
    for (const task of ['one-shot', 'lexicographic', 'one-shot']) folder.add(warmed('aaa', task));
    const [part] = folder.load();
    expect(part!.warm.map(({ job }) => job.task)).toEqual(['lexicographic', 'one-shot']);
  });

  it('drops the rows of an instance that is another one now', () => {
    expect(added(old, result('bbb', row('flow', 'fit', 11)))).toEqual([['flow', 'fit', undefined]]);
  });
});
