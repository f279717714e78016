/** One changed cell, one finding, at that cell: the errors and warnings of all tables. */
import { describe, expect, it } from 'vitest';
import type { TableId } from '../../src/intake/headers.ts';
import type { CellValue } from '../../src/workbook/port.ts';
import { sheetName, tinyCell } from '../support/tiny-workbook.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

type Case = readonly [table: TableId, row: number, column: string, value: CellValue, code: string];

const ERRORS: readonly Case[] = [
  ['schools', 0, 'tier', null, 'missing-value'],
  ['schools', 0, 'tier', '城区', 'unknown-value'],
  ['schools', 0, 'code', '—', 'missing-value'],
  ['schools', 3, 'quota', -3, 'negative-number'],
  ['schools', 3, 'quota', '若干', 'not-a-number'],
  ['schools', 3, 'pupils', null, 'missing-value'],
  ['schools', 3, 'classes', 11.5, 'not-a-whole-number'],
  ['schools', 3, 'kind', '学院', 'unknown-value'],
  ['schools', 2, 'stage', '小学', 'duplicate-school-part'],
  ['schools', 2, 'tier', '农村', 'conflicting-school'],
  ['schools', 2, 'weak', '是', 'conflicting-school'],
  ['posts', 0, 'school', '实验小孝', 'similar-school'],
  ['posts', 0, 'stage', '初中', 'stage-not-in-school'],
  ['posts', 0, 'subject', null, 'missing-value'],
  ['posts', 0, 'subject', '音体美', 'unknown-subject'],
  ['posts', 0, 'category', '门卫', 'unknown-value'],
  ['posts', 0, 'posts', 0.5, 'not-a-whole-number'],
  ['posts', 4, 'mustFill', 3, 'must-fill-over-openings'],
  ['titles', 0, 'seniorCap', -1, 'negative-number'],
  ['roster', 0, 'staffNo', null, 'missing-staff-number'],
  ['roster', 0, 'staffNo', 3.1e17, 'number-lost-digits'],
  ['roster', 1, 'staffNo', '101', 'duplicate-staff-number'],
  ['roster', 0, 'unit', '实验小', 'unknown-school'],
  ['roster', 0, 'unit', null, 'missing-value'],
  ['roster', 0, 'stage', '高中', 'stage-not-in-school'],
  ['roster', 0, 'subjects', '无', 'missing-subject'],
  ['roster', 0, 'subjects', '舞龙', 'unknown-subject'],
  ['roster', 0, 'birth', '不详', 'not-a-month'],
  ['roster', 0, 'birth', null, 'missing-value'],
  ['roster', 0, 'sex', null, 'missing-value'],
  ['roster', 0, 'title', '大师', 'unknown-title'],
  ['roster', 0, 'category', null, 'missing-value'],
  ['roster', 0, 'employment', null, 'missing-value'],
  ['roster', 0, 'schoolStart', null, 'missing-value'],
  ['roster', 0, 'hiring', '看情况', 'unknown-value'],
  ['roster', 0, 'boundUntil', '明年', 'not-a-month'],
  ['roster', 0, 'ruralYears', '很久', 'not-a-number'],
  ['roster', 0, 'idNumber', 3.70682198506e17, 'id-number-lost-digits'],
  ['roster', 0, 'idNumber', '3.70682E+17', 'id-number-lost-digits'],
  ['roster', 0, 'weeklyHours', '满工作量', 'not-a-number'],
  ['roster', 0, 'weeklyHours', 120, 'number-too-large'],
  ['roster', 0, 'weeklyHours', 12.5, 'not-a-whole-number'],
  ['roster', 0, 'monitoringFails', -1, 'negative-number'],
  ['roster', 0, 'exchangeMonths', '2年', 'years-for-months'],
  ['roster', 0, 'exchangeMonths', 601, 'number-too-large'],
  ['roster', 3, 'dutySince', '上届', 'not-a-month'],
  ['roster', 0, 'deputyYears', 61, 'number-too-large'],
  ['roster', 0, 'trainingHours', '很多', 'not-a-number'],
  ['researchers', 0, 'staffNo', '101', 'researcher-on-roster'],
  ['researchers', 0, 'subject', '舞龙', 'unknown-value'],
  ['researchers', 0, 'stage', null, 'missing-value'],
  ['researchers', 0, 'since', null, 'missing-value'],
  ['researchers', 0, 'since', '去年', 'not-a-month'],
  ['researchers', 0, 'lastInSchool', '去年', 'not-a-month'],
  ['researchers', 0, 'school', '城北学校', 'unknown-school'],
  ['wishes', 1, 'staffNo', '999', 'unknown-staff-number'],
  ['wishes', 1, 'staffNo', '102', 'duplicate-staff-number'],
  ['merits', 0, 'total', 101, 'bad-merit'],
  ['merits', 0, 'total', '优秀', 'bad-merit'],
];

const WARNINGS: readonly Case[] = [
  ['schools', 0, 'longitude', 37, 'bad-position'],
  ['schools', 0, 'weak', '也许', 'unclear-yes-no'],
  ['schools', 0, 'zone', '海边', 'unknown-value'],
  ['schools', 0, 'staff', 3, 'staff-count-differs'],
  ['posts', 0, 'openings', 2, 'posts-do-not-add-up'],
  ['posts', 3, 'subject', '语文', 'subject-ignored'],
  ['titles', 0, 'juniorCap', null, 'assumed-junior-cap'],
  ['titles', 0, 'seniorUsed', 1, 'title-count-differs'],
  ['roster', 0, 'subjects', '包班', 'grouped-subjects'],
  ['roster', 0, 'subjects', '语文、舞龙', 'unknown-subject'],
  ['roster', 0, 'secondSubject', '舞龙', 'unknown-subject'],
  ['roster', 0, 'certificateStage', '无', 'missing-certificate'],
  ['roster', 0, 'certificateSubject', '舞龙', 'unknown-subject'],
  ['roster', 0, 'certificateStage', '小学、大学', 'unknown-certificate'],
  ['roster', 0, 'birth', '1968.1', 'ambiguous-month'],
  ['roster', 0, 'birth', '75.3', 'ambiguous-month'],
  ['roster', 0, 'stage', null, 'assumed-stage'],
  ['roster', 0, 'idNumber', '370682198506010011', 'invalid-id-number'],
  ['roster', 0, 'exemption', '怀孕', 'exemption-unconfirmed'],
  ['roster', 0, 'exemptionConfirmed', '是', 'confirmed-without-ground'],
  ['roster', 1, 'unplacedReason', null, 'missing-unplaced-reason'],
  ['roster', 0, 'degree', null, 'assumed-degree'],
  ['roster', 0, 'homeDistrict', '外县某镇', 'unknown-home-district'],
  ['roster', 0, 'classTeacher', '张老师', 'unclear-yes-no'],
  ['roster', 0, 'optsIn', '再说', 'unclear-yes-no'],
  ['roster', 0, 'assessments', '2023良好、2024合格', 'unknown-assessment'],
  ['roster', 0, 'assessments', '合格、合格、合格、优秀', 'too-many-assessments'],
  ['roster', 0, 'dutySince', '2020-08', 'duty-since-without-duty'],
  ['roster', 3, 'dutySince', '2010-08', 'duty-before-school'],
  ['roster', 3, 'principalReviews', '尚可', 'unknown-assessment'],
  ['researchers', 0, 'school', '实验小学', 'researcher-stage-not-in-school'],
  ['wishes', 0, 'late', '可能', 'unclear-yes-no'],
  ['wishes', 0, 'handedIn', '七月底', 'not-a-day'],
  ['wishes', 0, 'deadline', '2026-02-30', 'not-a-day'],
  ['wishes', 0, 'partner', '102', 'partner-own-number'],
  ['wishes', 0, 'partner', '是', 'partner-unknown'],
  ['wishes', 0, 'partner', '201', 'partner-not-mutual'],
  ['wishes', 0, 'partner', '101', 'partner-not-mutual'],
  ['wishes', 0, 'wish1', '某某小学/语文', 'wish-unknown-school'],
  ['wishes', 0, 'wish1', '城南学校/物理', 'wish-unknown-post'],
  ['wishes', 0, 'wish2', '实验小学', 'wish-own-school'],
  ['wishes', 0, 'wish2', '城南学校 小学语文', 'duplicate-wish'],
  ['wishes', 0, 'refused', '河口中学', 'refusal-unknown-post'],
  ['wishes', 0, 'kinSchools', '某某小学', 'unknown-kin-school'],
  ['wishes', 0, 'obeys', '再说', 'unclear-yes-no'],
];

const readWith = ([table, row, column, value]: Case) =>
  readTiny((tables) => {
    rowOf(tables, table, row)[column] = value;
  });

describe('one wrong cell', () => {
  it('is absent from the tiny county', () => {
    expect(shortly(readTiny())).toEqual([]);
  });

  it.each(ERRORS)('%s row %i %s = %s: error %s', (...example) => {
    const [table, row, column, , code] = example;
    const result = readWith(example);
    expect(result.county).toBeNull();
    expect(shortly(result).filter((line) => line.startsWith('error'))).toEqual([
      `error ${code} ${sheetName(table)} ${tinyCell(table, row, column)}`,
      // A staff number that changes leaves the forms of the old one without a person.
      ...(table === 'roster' && row === 1 && column === 'staffNo'
        ? ['error unknown-staff-number 志愿表 A2', 'error unknown-staff-number 业绩考核表 A2']
        : []),
    ]);
  });

  it.each(WARNINGS)('%s row %i %s = %s: warning %s', (...example) => {
    const [table, row, column, , code] = example;
    const result = readWith(example);
    expect(result.county).not.toBeNull();
    expect(shortly(result)).toEqual([
      `warning ${code} ${sheetName(table)} ${tinyCell(table, row, column)}`,
    ]);
  });
});
