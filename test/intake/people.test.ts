/** Teachers: what the roster, the forms and the merit records make of a person. */
import { describe, expect, it } from 'vitest';
import type { Teacher } from '../../src/domain/county.ts';
import { checkDigit } from '../../src/intake/identity.ts';
import type { TinyRow } from '../support/tiny-workbook.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

/** The first person of the roster after a change to their row. */
function personWith(change: TinyRow): Teacher | undefined {
  const result = readTiny((tables) => {
    Object.assign(rowOf(tables, 'roster', 0), change);
  });
  return result.county?.teachers.find((teacher) => teacher.id === '101');
}

/** Person 102 of the roster after a change to their form. */
function formWith(change: TinyRow): Teacher | undefined {
  const result = readTiny((tables) => {
    Object.assign(rowOf(tables, 'wishes', 0), change);
  });
  return result.county?.teachers.find((teacher) => teacher.id === '102');
}

function idNumber(birth: string, order: string): string {
  const digits = `370682${birth}${order}`;
  return digits + checkDigit(digits);
}

describe('roster', () => {
  it('reads a plain person with the defaults of the optional columns', () => {
    expect(personWith({})).toEqual({
      ...{ id: '101', name: '测试101', sex: 'F', birth: '1985-06', schoolId: 'S1' },
      ...{ employment: 'established', countsAgainstPosts: true, category: 'T', stage: 'P' },
      ...{ leader: false, mainSubject: '语文', otherSubjects: [] },
      certificates: [{ stage: 'P', subject: '语文' }],
      ...{ title: 'M', schoolStart: '2012-09', ruralYears: 0, merit: null, backbone: false },
      ...{ degree: 'bachelor', hiring: 'hired', unplacedReason: null, exemption: null },
      ...{ statutoryTrack: null, boundUntil: null, teachable: true, examPassed: false },
      ...{ returnRight: false, documentsComplete: true, kinSchoolIds: [] },
      ...{ refusedPostGroupIds: [], homeDistrictId: null, wishes: [], obeys: null },
      ...{ volunteer: false, siteId: null, classTeacher: false, weeklyHours: null },
      ...{ optsIn: false, formLate: false, partnerId: null, assessments: [], monitoringFails: 0 },
      ...{ exchange: null, exchangeMonths: 0, leadership: null },
    });
  });

  it.each<[TinyRow, Partial<Teacher>]>([
    [{ unit: 'S1' }, { schoolId: 'S1' }],
    [{ unit: ' 实验 小学' }, { schoolId: 'S1' }],
    [{ staffNo: 101 }, { id: '101' }],
    [{ sex: '1' }, { sex: 'M' }],
    [{ duty: '校长' }, { leader: true }],
    [{ hiring: null }, { hiring: 'hired' }],
    [
      { hiring: '直聘', unplacedReason: '超编' },
      { hiring: 'direct', unplacedReason: null },
    ],
    [{ employment: '人事代理' }, { employment: 'agency' }],
    [
      { category: '工勤', subjects: '—', title: '高级工' },
      { category: 'W', mainSubject: null },
    ],
    [
      { subjects: '数学、科学', secondSubject: '信息技术、数学' },
      { mainSubject: '数学', otherSubjects: ['信息科技', '科学'] },
    ],
    [{ schoolStart: null, workStart: '2001.9' }, { schoolStart: '2001-09' }],
    [{ backbone: '市级骨干' }, { backbone: true }],
    [{ backbone: '校级' }, { backbone: false }],
    [{ degree: '专科' }, { degree: 'college' }],
    [{ title: null }, { title: 'E' }],
    [
      { teachable: '否', volunteer: '是' },
      { teachable: false, volunteer: true },
    ],
    [
      { retirementTrack: '女55', boundUntil: '2027年8月' },
      { statutoryTrack: 'women55', boundUntil: '2027-08' },
    ],
    [{ homeDistrict: '某县河口镇某村' }, { homeDistrictId: '河口镇' }],
    [
      { exemption: '借调县委', exemptionConfirmed: '是' },
      {
        exemption: { kind: 'seconded', missing: [], from: null, to: null },
        countsAgainstPosts: false,
      },
    ],
    [
      { exemption: '借调县委' },
      {
        exemption: {
          ...{ kind: 'seconded', from: null, to: null },
          missing: ['application', 'consent', 'publicity', 'evidence'],
        },
        countsAgainstPosts: true,
      },
    ],
    [{ exemption: '产假', exemptionConfirmed: '是' }, { countsAgainstPosts: true }],
  ])('%j → %j', (change, expected) => {
    expect(personWith(change)).toMatchObject(expected);
  });

  it('follows a valid ID number against the text cells', () => {
    const change = { idNumber: idNumber('19701105', '003'), sex: '女', birth: '1985-06' };
    expect(personWith(change)).toMatchObject({ sex: 'M', birth: '1970-11' });
    const result = readTiny((tables) => {
      Object.assign(rowOf(tables, 'roster', 0), change);
    });
    expect(shortly(result)).toEqual([
      'warning sex-differs-from-id 教职工花名册 D2',
      'warning birth-differs-from-id 教职工花名册 E2',
    ]);
  });

  it('refuses one ID number on two rows', () => {
    const result = readTiny((tables) => {
      for (const row of [0, 1]) {
        rowOf(tables, 'roster', row).idNumber = idNumber('19850601', '002');
      }
    });
    expect(shortly(result)).toEqual(['error duplicate-id-number 教职工花名册 C3']);
    expect(result.issues[0]?.message).toContain('C2');
  });

  it('names both cells of a staff number used twice', () => {
    const { issues } = readTiny((tables) => {
      rowOf(tables, 'roster', 5).staffNo = '101';
    });
    expect(issues[0]).toMatchObject({ code: 'duplicate-staff-number', cell: 'A7' });
    expect(issues[0]?.message).toContain('A2');
  });

  it('wants merit of unplaced people only', () => {
    const result = readTiny((tables) => {
      tables.merits.shift();
    });
    expect(shortly(result)).toEqual(['warning missing-merit 教职工花名册 A3']);
  });
});

describe('forms', () => {
  it('reads wishes in order, documents and merit', () => {
    expect(formWith({})).toMatchObject({
      wishes: [
        { schoolId: 'S2', postGroupId: 'S2/P/T/语文' },
        { schoolId: 'S3', postGroupId: null },
      ],
      ...{ obeys: true, documentsComplete: true, merit: 8725 },
    });
  });

  it.each([
    ['城南学校', null],
    ['城南学校/语文', 'S2/P/T/语文'],
    ['城南学校／初中语文', 'S2/J/T/语文'],
    ['城南学校 初中/语文', 'S2/J/T/语文'],
    ['城南学校/管理', 'S2/P/M/-'],
    ['S2/小学管理岗', 'S2/P/M/-'],
    ['城南学校-思品/语文', undefined],
  ])('the wish %s is the post %s', (text, postGroupId) => {
    const wishes = postGroupId === undefined ? [] : [{ schoolId: 'S2', postGroupId }];
    expect(formWith({ wish1: text, wish2: null })?.wishes).toEqual(wishes);
  });

  it('takes the own stage where a subject stands in several', () => {
    const result = readTiny((tables) => {
      Object.assign(rowOf(tables, 'wishes', 1), { staffNo: '301', wish1: '城南学校/语文' });
    });
    const teacher = result.county?.teachers.find(({ id }) => id === '301');
    expect(teacher?.wishes).toEqual([{ schoolId: 'S2', postGroupId: 'S2/J/T/语文' }]);
  });

  it('moves later wishes up when one cannot be read', () => {
    const form = formWith({ wish1: '某某学校' });
    expect(form?.wishes).toEqual([{ schoolId: 'S3', postGroupId: null }]);
  });

  it.each<[TinyRow, boolean]>([
    [{ notHiredProof: '无' }, false],
    [{ performanceReport: '无' }, false],
    [{ performanceReport: '85分' }, true],
    [{ notHiredProof: null }, true],
  ])('%j: documents complete = %s', (change, complete) => {
    expect(formWith(change)?.documentsComplete).toBe(complete);
  });

  it('reads kin schools and recorded refusals', () => {
    expect(formWith({ kinSchools: '河口中学、城南学校', refused: '河口中学/英语' })).toMatchObject({
      kinSchoolIds: ['S2', 'S3'],
      refusedPostGroupIds: ['S3/J/T/英语'],
    });
  });

  it('refuses forms and records of people who are not on the roster', () => {
    const result = readTiny((tables) => {
      tables.wishes.push({ staffNo: '777', wish1: null });
      tables.merits.push({ staffNo: '778', total: 80 });
    });
    expect(shortly(result)).toEqual([
      'error unknown-staff-number 志愿表 A4',
      'error unknown-staff-number 业绩考核表 A4',
    ]);
  });
});
