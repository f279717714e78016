import { describe, expect, it } from 'vitest';
import {
  atlasOf,
  available,
  certified,
  flows,
  suits,
  teaches,
  upward,
} from '../../data/generator/eligibility.ts';
import { makeManualPlan } from '../../data/index.ts';
import { type PostGroup, postGroupId, schoolQuota, type Teacher } from '../../src/domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH } from '../../src/domain/vocabulary.ts';
import { countBy, countyOf, SEEDS } from './counties.ts';

const codeOf = (words: Readonly<Record<string, string>>, word: unknown) =>
  Object.keys(words).find((code) => words[code] === word) ?? '';

describe.each(SEEDS)('manual plan of seed %i', (seed) => {
  const { county } = countyOf('round', seed);
  const plan = makeManualPlan(county);
  const atlas = atlasOf(county);
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const people = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const byName = new Map(county.schools.map((school) => [school.name, school]));
  const rows = plan.sheet.rows.map(([staffNo, home, school, stage, category, subject]) => {
    const group = groups.get(
      postGroupId({
        schoolId: byName.get(String(school))!.id,
        stage: codeOf(STAGE_ZH, stage),
        category: codeOf(CATEGORY_ZH, category),
        subject: subject === null ? null : String(subject),
      }),
    )!;
    return { teacher: people.get(String(staffNo))!, home, group };
  });
  const slipOf = new Map(plan.slips.map((slip) => [slip.staffNo, slip]));
  const kindOf = ({ teacher }: { teacher: Teacher }) => slipOf.get(teacher.id)?.kind ?? null;

  it('places about a hundred people once each, all of them movers', () => {
    expect(rows.length).toBeGreaterThan(80);
    expect(new Set(rows.map(({ teacher }) => teacher.id)).size).toBe(rows.length);
    for (const { teacher, home } of rows) {
      expect(teacher.hiring).toBe('unplaced');
      expect(byName.get(String(home))?.id).toBe(teacher.schoolId);
    }
  });

  it('holds the eight planted slips', () => {
    expect(countBy(plan.slips, (slip) => slip.kind)).toEqual({
      'title-overflow': 3,
      uncertified: 1,
      'reverse-flow': 2,
      'over-quota': 2,
    });
    for (const { teacher, group } of rows) {
      const slip = slipOf.get(teacher.id);
      if (slip !== undefined) expect(group.id).toBe(slip.postGroupId);
    }
  });

  it('each slip is what its name says', () => {
    for (const row of rows) {
      const pair: [Teacher, PostGroup] = [row.teacher, row.group];
      expect(upward(atlas, ...pair)).toBe(kindOf(row) === 'reverse-flow');
      expect(certified(row.teacher, row.group.stage)).toBe(kindOf(row) !== 'uncertified');
    }
  });

  it('everything else is lawful', () => {
    for (const row of rows) {
      expect(available(row.teacher)).toBe(true);
      expect(teaches(row.teacher, row.group)).toBe(true);
      if (kindOf(row) === null) expect(suits(atlas, row.teacher, row.group)).toBe(true);
      if (kindOf(row) !== 'reverse-flow') expect(flows(atlas, row.teacher, row.group)).toBe(true);
    }
  });

  it('only the over-quota slips are beyond the quota of the school', () => {
    for (const school of county.schools) {
      const staying = county.teachers.filter(
        (teacher) =>
          teacher.schoolId === school.id &&
          teacher.hiring !== 'unplaced' &&
          teacher.countsAgainstPosts,
      ).length;
      const arrivals = rows.filter(({ group }) => group.schoolId === school.id);
      const slips = arrivals.filter((row) => kindOf(row) === 'over-quota').length;
      const beyond = Math.max(0, arrivals.length - Math.max(0, schoolQuota(school) - staying));
      expect(beyond).toBe(slips);
    }
  });

  it('fills no post twice but for the over-quota slips', () => {
    const filled = countBy(
      rows.filter((row) => kindOf(row) !== 'over-quota'),
      ({ group }) => group.id,
    );
    for (const [id, count] of Object.entries(filled)) {
      expect(count).toBeLessThanOrEqual(groups.get(id)!.openings);
    }
  });
});
