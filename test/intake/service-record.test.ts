/** What the roster says of a person's duties, papers, exchange and leadership, and the forms of lateness and couples. */
import { describe, expect, it } from 'vitest';
import type { Teacher } from '../../src/domain/county.ts';
import { readCounty } from '../../src/intake/index.ts';
import { type TinyRow, tinyCell, tinyWorkbook } from '../support/tiny-workbook.ts';
import { readTiny, rowOf, shortly } from './complaints.ts';

/** Reads the tiny county with a changed row of the roster: the person and what is said. */
function read(row: number, change: TinyRow): { teacher: Teacher | undefined; said: string[] } {
  let id = '';
  const result = readTiny((tables) => {
    id = String(Object.assign(rowOf(tables, 'roster', row), change).staffNo);
  });
  return { teacher: result.county?.teachers.find((one) => one.id === id), said: shortly(result) };
}

const at = (kind: string, row: number, column: string) =>
  `${kind} 教职工花名册 ${tinyCell('roster', row, column)}`;

describe('duties', () => {
  it.each([
    ['是', true],
    ['√', true],
    ['1（3）班', true],
    ['七年级2班', true],
    ['三.2', true],
    ['高三(1)', true],
    ['否', false],
    ['副班主任', false],
    ['', false],
  ])('是否班主任 「%s」 is %s, without a remark', (text, expected) => {
    const { teacher, said } = read(0, { classTeacher: text });
    expect(teacher?.classTeacher).toBe(expected);
    expect(said).toEqual([]);
  });

  it.each([
    ['12节', 12],
    [14, 14],
    ['１６', 16],
    [0, 0],
    ['—', null],
  ])('周课时 %j is %j', (text, expected) => {
    expect(read(0, { weeklyHours: text }).teacher?.weeklyHours).toBe(expected);
  });

  it.each([
    ['优秀', ['excellent']],
    ['合格、基本合格、不合格', ['pass', 'basic', 'fail']],
    ['2025不合格；2023优秀；2024合格', ['excellent', 'pass', 'fail']],
    ['2023年度：优秀 2024年度：称职', ['excellent', 'pass']],
    ['合格合格优秀', ['pass', 'pass', 'excellent']],
    ['未定等次/合格', ['pass']],
    ['无', []],
  ])('近三年考核 「%s」 is %j, oldest first', (text, expected) => {
    const { teacher, said } = read(0, { assessments: text });
    expect(teacher?.assessments).toEqual(expected);
    expect(said).toEqual([]);
  });

  it('keeps the latest three grades of four', () => {
    const text = '2022不合格、2023合格、2024合格、2025优秀';
    expect(read(0, { assessments: text }).teacher?.assessments).toEqual([
      ...['pass', 'pass', 'excellent'],
    ]);
  });

  it('reads opting in and years of bad monitoring', () => {
    const { teacher } = read(0, { optsIn: '愿意', monitoringFails: '2年' });
    expect(teacher).toMatchObject({ optsIn: true, monitoringFails: 2 });
  });
});

describe('papers of a ground', () => {
  const papers = (change: TinyRow) => read(0, { exemption: '重病', ...change });

  it('是 in 特殊情况已确认 says that nothing is missing', () => {
    const { teacher, said } = papers({ exemptionConfirmed: '是' });
    expect(teacher).toMatchObject({ exemption: { missing: [] }, countsAgainstPosts: false });
    expect(said).toEqual([]);
  });

  it('all papers in their own columns do the same', () => {
    const all = { application: '是', consent: '√', publicity: '是', evidence: '有' };
    const { teacher, said } = papers(all);
    expect(teacher).toMatchObject({ exemption: { missing: [] }, countsAgainstPosts: false });
    expect(said).toEqual([]);
  });

  it('names the missing ones and keeps the person in the round', () => {
    const { teacher, said } = papers({ application: '是', publicity: '否', evidence: '是' });
    expect(teacher).toMatchObject({
      exemption: { kind: 'illness', missing: ['consent', 'publicity'] },
      countsAgainstPosts: true,
    });
    expect(said).toEqual([at('warning exemption-unconfirmed', 0, 'exemption')]);
  });

  it('asks nobody near retirement and no recruit for evidence', () => {
    for (const exemption of ['距退休不足5年', '新招聘']) {
      const three = { application: '是', consent: '是', publicity: '是' };
      expect(papers({ exemption, ...three }).teacher?.exemption?.missing).toEqual([]);
      expect(papers({ exemption }).teacher?.exemption?.missing).toHaveLength(3);
    }
  });

  it('where the columns contradict each other the papers decide, and it is said', () => {
    const lacking = papers({ exemptionConfirmed: '是', consent: '否' });
    expect(lacking.teacher?.exemption?.missing).toEqual(['consent']);
    expect(lacking.said).toContain(
      at('warning confirmation-differs-from-papers', 0, 'exemptionConfirmed'),
    );
    const all = { application: '是', consent: '是', publicity: '是', evidence: '是' };
    const complete = papers({ exemptionConfirmed: '否', ...all });
    expect(complete.teacher?.exemption?.missing).toEqual([]);
    expect(complete.said).toEqual([
      at('warning confirmation-differs-from-papers', 0, 'exemptionConfirmed'),
    ]);
  });

  it.each([
    ['2026-03至2026-12', '2026-03', '2026-12'],
    ['2026.3-2026.12', '2026-03', '2026-12'],
    ['2026-03 — 2026-12', '2026-03', '2026-12'],
    ['2026年3月～2026年12月', '2026-03', '2026-12'],
    ['2026-03起', '2026-03', null],
    ['2026年3月至今', '2026-03', null],
    ['至2026-12', null, '2026-12'],
    ['2026-03', '2026-03', null],
    ['/', null, null],
  ])('起止 「%s」 is %j to %j', (text, from, to) => {
    const { teacher, said } = papers({ exemptionConfirmed: '是', exemptionSpan: text });
    expect(teacher?.exemption).toMatchObject({ from, to });
    expect(said).toEqual([]);
  });

  it.each([
    ['下学期', 'error not-a-span'],
    ['2026-13至2027-02', 'error not-a-span'],
    ['2026-01至2026-02至2026-03', 'error not-a-span'],
    ['2026-12至2026-03', 'error span-ends-before-it-begins'],
    ['2026.1-2026.12', 'warning ambiguous-month'],
  ])('起止 「%s」: %s', (text, finding) => {
    const { said } = papers({ exemptionConfirmed: '是', exemptionSpan: text });
    expect(said).toEqual([at(finding, 0, 'exemptionSpan')]);
  });
});

describe('exchange', () => {
  const term = { exchangeHome: '实验小学', exchangeSince: '2024-09', exchangeUntil: '2027-08' };

  it('is read with the post to come back to', () => {
    const { teacher, said } = read(2, {
      ...term,
      exchangePost: '小学语文',
      exchangeMonths: '24个月',
    });
    expect(teacher).toMatchObject({
      exchange: {
        ...{ homeSchoolId: 'S1', homePostGroupId: 'S1/P/T/语文' },
        ...{ since: '2024-09', until: '2027-08' },
      },
      exchangeMonths: 24,
    });
    expect(said).toEqual([at('warning bound-by-exchange', 2, 'boundUntil')]);
  });

  it('binds to its last month where 服务期至 is blank (R06), and says so', () => {
    expect(read(2, term).teacher?.boundUntil).toBe('2027-08');
    const told = read(2, { ...term, boundUntil: '2028-08' });
    expect([told.teacher?.boundUntil, told.said]).toEqual(['2028-08', []]);
  });

  it('takes blank months from 来本校时间 and 服务期至, and says so', () => {
    const change = { exchangeHome: 'S1', schoolStart: '2025-09', boundUntil: '2027-08' };
    const { teacher, said } = read(2, change);
    expect(teacher?.exchange).toEqual({
      ...{ homeSchoolId: 'S1', homePostGroupId: null, since: '2025-09', until: '2027-08' },
    });
    expect(said).toEqual([
      at('warning assumed-exchange-month', 2, 'exchangeSince'),
      at('warning assumed-exchange-month', 2, 'exchangeUntil'),
    ]);
  });

  it.each<[TinyRow, string, string]>([
    [{ exchangeHome: null }, 'error missing-value', 'exchangeHome'],
    [{ exchangeHome: '城北学校' }, 'error unknown-school', 'exchangeHome'],
    [{ exchangeHome: '城南学校' }, 'error exchange-to-own-school', 'exchangeHome'],
    [{ exchangeSince: '去年' }, 'error not-a-month', 'exchangeSince'],
    [{ exchangeUntil: null, boundUntil: null }, 'error missing-value', 'exchangeUntil'],
    [{ exchangeUntil: '2024-08' }, 'error exchange-ends-before-it-begins', 'exchangeUntil'],
    [{ exchangeUntil: '2027-09' }, 'warning exchange-too-long', 'exchangeUntil'],
    [{ exchangePost: '小学物理' }, 'warning unknown-exchange-post', 'exchangePost'],
  ])('%j: %s', (change, finding, column) => {
    const { said } = read(2, { ...term, boundUntil: '2027-08', ...change });
    expect(said).toEqual([at(finding, 2, column)]);
  });
});

describe('leadership', () => {
  const file = {
    ...{ dutySince: '2019.8', deputyYears: 4, middleYears: '3年', teachingYears: 20 },
    ...{ trainingHours: '240学时', principalCertificate: '有', principalReviews: '合格、优秀' },
  };

  it('is read beside the duty', () => {
    const { teacher, said } = read(3, { duty: '副校长', ...file });
    expect(teacher).toMatchObject({
      leader: true,
      leadership: {
        ...{ duty: 'deputy', since: '2019-08', deputyYears: 4, middleYears: 3, teachingYears: 20 },
        ...{ trainingHours: 240, certificate: true, reviews: ['pass', 'excellent'] },
      },
    });
    expect(said).toEqual([]);
  });

  it.each([
    ['校长', 'head', true],
    ['党支部书记、校长', 'head', true],
    ['园长', 'head', true],
    ['书记', 'deputy', true],
    ['副校长兼教导主任', 'deputy', true],
    ['教导主任', 'middle', false],
    ['总务处副主任', 'middle', false],
    ['中层干部', 'middle', false],
    ['团委书记', 'middle', false],
  ])('行政职务 「%s」 is %s', (duty, expected, leader) => {
    expect(read(0, { duty }).teacher).toMatchObject({ leader, leadership: { duty: expected } });
  });

  it.each(['班主任', '教研组长', '无', ''])('「%s」 alone is none', (duty) => {
    expect(read(0, { duty, teachingYears: 12 }).teacher?.leadership).toBeNull();
  });

  it('zeros and noes of a person without a duty tell nothing', () => {
    const nothing = {
      deputyYears: 0,
      middleYears: 0,
      trainingHours: 0,
      principalCertificate: '否',
    };
    expect(read(0, nothing).teacher?.leadership).toBeNull();
    expect(read(0, { middleYears: 3, teachingYears: 9 }).teacher?.leadership).toMatchObject({
      ...{ duty: null, since: null, middleYears: 3 },
    });
  });

  it('says when the file leaves out 教龄', () => {
    const { teacher, said } = read(0, { middleYears: 4 });
    expect(teacher?.leadership).toMatchObject({ middleYears: 4, teachingYears: 0 });
    expect(said).toEqual([at('warning missing-teaching-years', 0, 'teachingYears')]);
  });

  const left = { lastHeadedSchool: '城南学校', lastHeadedUntil: '2024.8' };

  it('reads the school led once, the month of leaving and the months there', () => {
    const { teacher, said } = read(0, { ...left, lastHeadedMonths: '72个月', teachingYears: 20 });
    expect(teacher?.leadership?.lastHeaded).toEqual({
      ...{ schoolId: 'S2', until: '2024-08', months: 72 },
    });
    expect(said).toEqual([]);
    const blank = read(0, { ...left, teachingYears: 20 }).teacher;
    expect(blank?.leadership?.lastHeaded).toMatchObject({ months: null });
  });

  it.each<[TinyRow, string]>([
    [{ lastHeadedSchool: '城北学校' }, 'lastHeadedSchool'],
    [{ lastHeadedSchool: null }, 'lastHeadedSchool'],
    [{ lastHeadedUntil: null }, 'lastHeadedUntil'],
  ])('%j: the office is not taken, and it is said', (change, column) => {
    const { teacher, said } = read(0, { ...left, ...change });
    expect(teacher?.leadership).toBeNull();
    expect(said).toEqual([at('warning last-office-unclear', 0, column)]);
  });

  it('a school has one head', () => {
    const result = readTiny((tables) => {
      for (const row of [0, 1]) rowOf(tables, 'roster', row).duty = '校长';
    });
    expect(shortly(result)).toEqual([at('warning second-head', 1, 'duty')]);
    expect(result.issues[0]?.message).toContain(tinyCell('roster', 0, 'duty'));
  });
});

describe('forms', () => {
  const forms = (...changes: TinyRow[]) => {
    const result = readTiny((tables) => {
      for (const [row, change] of changes.entries()) {
        Object.assign(rowOf(tables, 'wishes', row), change);
      }
    });
    const teacher = (id: string) => result.county?.teachers.find((one) => one.id === id);
    return { first: teacher('102'), second: teacher('201'), said: shortly(result) };
  };

  it.each<[TinyRow, boolean]>([
    [{ late: '是' }, true],
    [{ late: '否' }, false],
    [{}, false],
    [{ handedIn: '2026-07-28', deadline: '2026-07-25' }, true],
    [{ handedIn: '2026.7.25', deadline: '2026年7月25日' }, false],
    [{ handedIn: new Date(Date.UTC(2026, 6, 26)), deadline: 46228 }, true],
    [{ handedIn: '2026-07-28' }, false],
  ])('%j: late = %s', (change, expected) => {
    const { first, said } = forms(change);
    expect(first?.formLate).toBe(expected);
    expect(said).toEqual([]);
  });

  it('是否逾期 decides against the days, and it is said', () => {
    const days = { handedIn: '2026-07-28', deadline: '2026-07-25' };
    const { first, said } = forms({ late: '否', ...days });
    expect(first?.formLate).toBe(false);
    expect(said).toEqual([`warning late-differs-from-day 志愿表 ${tinyCell('wishes', 0, 'late')}`]);
  });

  it('a couple names each other', () => {
    const { first, second, said } = forms({ partner: '201' }, { partner: 102 });
    expect([first?.partnerId, second?.partnerId]).toEqual(['201', '102']);
    expect(said).toEqual([]);
  });

  it('who names one that names another has none', () => {
    const { first, second, said } = forms({ partner: '201' }, { partner: '301' });
    expect([first?.partnerId, second?.partnerId]).toEqual([null, null]);
    expect(said).toHaveLength(2);
  });
});

describe('researchers', () => {
  it('are read, with the school they work with', () => {
    const { county } = readTiny((tables) => {
      Object.assign(rowOf(tables, 'researchers', 0), { lastInSchool: '2023-08' });
      tables.researchers.push({
        ...{ staffNo: 'J0', subject: '外语', stage: '初中', since: '2015-09' },
      });
    });
    expect(county?.researchers).toEqual([
      {
        ...{ id: 'J0', subject: '英语', stage: 'J', since: '2015-09' },
        ...{ lastInSchool: null, schoolId: null },
      },
      {
        ...{ id: 'J1', subject: '语文', stage: 'J', since: '2019-09' },
        ...{ lastInSchool: '2023-08', schoolId: 'S2' },
      },
    ]);
  });

  it('the sheet may be missing without a word, and so may all new columns', () => {
    const workbook = tinyWorkbook();
    const first = tinyCell('roster', 0, 'classTeacher').replace(/\d+/, '');
    const width = [...first].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
    const sheets = workbook.sheets
      .filter(({ name }) => name !== '教研员表')
      .map(({ name, rows }) =>
        name === '教职工花名册'
          ? { name, rows: rows.map((row) => row.slice(0, width)) }
          : { name, rows },
      );
    const { county, issues } = readCounty({ sheets }, '测试县');
    expect(issues).toEqual([]);
    expect(county?.researchers).toEqual([]);
    expect(county?.teachers.every(({ weeklyHours }) => weeklyHours === null)).toBe(true);
  });
});
