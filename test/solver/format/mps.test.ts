import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { ModelBuilder, writeMps } from '../../../solver/index.ts';
import { INF, maximise, minimise, modelOf } from '../support/builders.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

describe('writeMps', () => {
  it('writes all kinds of rows, bounds and markers', () => {
    const model = modelOf(
      [
        [-3, 7],
        [4, 4],
        [-INF, INF],
        [-INF, 9],
        [1, INF],
      ],
      [
        [-2, 3, 'int', [1, 1]],
        [-INF, INF, 'real', [0, 0, 1.5]],
        [-INF, 2, 'int', [0, 0, 0, 1]],
        [2, 2, 'int', []],
        [0, INF, 'real', [0, 0, 0, 0, -1]],
      ],
    );
    const body = writeMps(model, maximise(1, 0, -2, 0, 0))
      .split('\n')
      .filter((line) => !line.startsWith('*'));
    expect(body).toEqual([
      'NAME MODEL FREE',
      'ROWS',
      ' N COST',
      ' G R1',
      ' E R2',
      ' N R3',
      ' L R4',
      ' G R5',
      'COLUMNS',
      " MARKER0 'MARKER' 'INTORG'",
      ' C1 COST -1',
      ' C1 R1 1',
      ' C1 R2 1',
      " MARKER4 'MARKER' 'INTEND'",
      ' C2 COST 0',
      ' C2 R3 1.5',
      " MARKER7 'MARKER' 'INTORG'",
      ' C3 COST 2',
      ' C3 R4 1',
      ' C4 COST 0',
      " MARKER11 'MARKER' 'INTEND'",
      ' C5 COST 0',
      ' C5 R5 -1',
      'RHS',
      ' RHS R1 -3',
      ' RHS R2 4',
      ' RHS R4 9',
      ' RHS R5 1',
      'RANGES',
      ' RNG R1 10',
      'BOUNDS',
      ' LO BND C1 -2',
      ' UP BND C1 3',
      ' FR BND C2',
      ' MI BND C3',
      ' UP BND C3 2',
      ' FX BND C4 2',
      ' LO BND C5 0',
      ' PL BND C5',
      'ENDATA',
      '',
    ]);
  });

  it('keeps strange names in comments, and out of the model', () => {
    const builder = new ModelBuilder('县/2025');
    builder.addRow('学校 甲\nENDATA', 0, 1);
    builder.addColumn('教师/王 → 数学', 0, 1, true, [0], [1]);
    const lines = writeMps(builder.build(), { ...maximise(1), name: '满意度' }).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '* model 县/2025',
      '* COST 满意度 (a maximisation, negated: minimise)',
      '* R1 学校 甲 ENDATA',
      '* C1 教师/王 → 数学',
    ]);
    expect(lines.slice(4).join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('is read back by another reader with the same optimum', async () => {
    const load = loadHighs as unknown as typeof loadHighs.default;
    const runtime = await load();
    fc.assert(
      fc.property(tinyPrograms(1), (program) => {
        const { model, objectives } = toModel(program);
        const best = bestByEnumeration(program);
        const data = new TextEncoder().encode(writeMps(model, objectives[0]!));
        const found = runtime.withModel({ format: 'mps', data }, (read) => {
          read.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
          read.run();
          return read.getModelStatus() === 7 ? Math.round(read.getObjectiveValue()) : null;
        });
        const least = best && (objectives[0]!.sense === 'min' ? best[0]! : -best[0]!);
        expect(found === null ? null : found + 0).toEqual(least === null ? null : least + 0);
      }),
      { numRuns: 200 },
    );
  });

  it('writes whole numbers of any size without losing digits', () => {
    const model = modelOf([[0, 2 ** 40]], [[0, 2 ** 40, 'int', [2 ** 30 + 1]]]);
    const text = writeMps(model, minimise(2 ** 52 + 1));
    expect(text).toContain('C1 COST 4503599627370497');
    expect(text).toContain('C1 R1 1073741825');
  });
});
