/** One row of the 学校基本情况表: one stage of one school. */
import type { School, SchoolPart } from '../domain/county.ts';
import type { SchoolKind, SchoolTier, Stage } from '../domain/vocabulary.ts';
import { parseYesNo } from './cells.ts';
import type { Fields } from './fields.ts';
import { readClassesByGrade, remarkClassSize } from './grades.ts';
import { LARGEST } from './largest.ts';
import { type Degrees, readDegrees } from './positions.ts';
import { KINDS, STAGES, TIERS, ZONES } from './vocabulary.ts';

type SchoolFields = Fields<'schools'>;

export interface PartRow {
  readonly fields: SchoolFields;
  readonly code: string;
  readonly name: string;
  readonly kind: SchoolKind;
  readonly district: string;
  readonly tier: SchoolTier;
  readonly stage: Stage;
  readonly part: SchoolPart;
  readonly weak: boolean | null;
  readonly zone: School['zone'];
  readonly community: string | null;
  readonly keySchool: boolean | null;
  readonly partyCommittee: boolean | null;
  readonly degrees: Degrees | null;
}

export function isPrivate(fields: SchoolFields): boolean {
  if (!/民办|私立/u.test(fields.row.word('operator'))) return false;
  fields.warn('operator', {
    code: 'out-of-scope',
    message: `学校${fields.quoted('name')}为民办，不在县管校聘范围内。`,
    suggestion: '该校及其人员不参与本轮，已略过。',
  });
  return true;
}

export function readPart(fields: SchoolFields): PartRow | null {
  const code = readCode(fields);
  const name = fields.required('name');
  const district = fields.required('district');
  const kind = fields.oneOf('kind', KINDS);
  const tier = fields.oneOf('tier', TIERS);
  const stage = fields.oneOf('stage', STAGES);
  const counts = {
    classes: fields.count('classes', null, LARGEST.classes),
    pupils: fields.count('pupils'),
    quota: readQuota(fields, kind),
    temporary: fields.count('temporary', 0, LARGEST.quota),
    boarders: fields.count('boarders', 0),
    expectedPupils:
      fields.row.text('expectedPupils') === '' ? null : fields.count('expectedPupils'),
  };
  const classesByGrade = stage === null ? null : readClassesByGrade(fields, stage, counts.classes);
  const partyCommittee = readPartyCommittee(fields);
  checkPupils(fields, counts);
  if (kind === null || tier === null || stage === null || fields.failed) return null;
  return {
    ...{ fields, code, name, kind, district, tier, stage },
    part: { stage, ...counts, classesByGrade, titleCaps: { H: 0, M: 0, E: 0 } },
    weak: fields.yesNo('weak', null),
    zone: fields.oneOfOr('zone', ZONES, null),
    community: fields.row.word('community') || null,
    keySchool: fields.yesNo('keySchool', null),
    partyCommittee,
    degrees: readDegrees(fields),
  };
}

/** A 教学点 that is entered as a school of its own needs a quota of its own; most belong into the 教学点表. */
function readQuota(fields: SchoolFields, kind: SchoolKind | null): number {
  if (kind !== '教学点' || fields.row.text('quota') !== '') {
    return fields.count('quota', null, LARGEST.quota);
  }
  fields.error('quota', {
    code: 'site-among-schools',
    message: `教学点${fields.quoted('name')}（代码${fields.quoted('code')}）列在学校基本情况表中，却没有核定编制。`,
    suggestion:
      '由中心校管理的教学点请移到「教学点表」，其学生和班级计入中心校；单独核编的请填写核定编制。',
  });
  return 0;
}

/** The code is part of post-group ids, so it may not hold their separators. */
function readCode(fields: SchoolFields): string {
  const code = fields.required('code');
  if (!/[/>]/u.test(code)) return code;
  fields.error('code', {
    code: 'bad-school-code',
    message: `学校代码${fields.quoted('code')}含有「/」或「>」。`,
    suggestion: '请去掉这些符号。',
  });
  return '';
}

/** Pupils sit in classes, and boarders are pupils. */
function checkPupils(
  fields: SchoolFields,
  { classes, pupils, boarders }: { classes: number; pupils: number; boarders: number },
): void {
  if (fields.failed) return;
  if (classes === 0 && pupils > 0) {
    fields.error('classes', {
      code: 'pupils-without-classes',
      message: `学校${fields.quoted('name')}（代码${fields.quoted('code')}）有学生 ${pupils} 人，班级数却为 0。`,
      suggestion: '请填写班级数，或改正学生数。',
    });
  } else remarkClassSize(fields, { classes, pupils });
  if (boarders > pupils) {
    fields.error('boarders', {
      code: 'boarders-over-pupils',
      message: `学校${fields.quoted('name')}（代码${fields.quoted('code')}）寄宿生 ${boarders} 人多于学生 ${pupils} 人。`,
      suggestion: '请改正其一。',
    });
  }
}

/** 党委 and 党总支 have a full-time deputy secretary (Q21), a 党支部 has none. */
function readPartyCommittee(fields: SchoolFields): boolean | null {
  const word = fields.row.word('partyCommittee');
  if (/总支|党委/u.test(word)) return true;
  if (/支部/u.test(word)) return false;
  return parseYesNo(fields.raw('partyCommittee')) === null
    ? null
    : fields.yesNo('partyCommittee', false);
}
