/** The words bureaus use for the closed lists. */
import { describe, expect, it } from 'vitest';
import * as domain from '../../src/domain/vocabulary.ts';
import { parseCertificates, parseSubjects } from '../../src/intake/subjects.ts';
import * as words from '../../src/intake/vocabulary.ts';

describe('titleLevel', () => {
  it.each([
    ['正高级教师', 'H'],
    ['高级', 'H'],
    ['中学高级', 'H'],
    ['中学高级教师', 'H'],
    ['高级讲师', 'H'],
    ['高级会计师', 'H'],
    ['小学高级', 'M'],
    ['小学高级教师', 'M'],
    ['中学一级', 'M'],
    ['一级教师', 'M'],
    ['中级', 'M'],
    ['会计师', 'M'],
    ['小学一级', 'E'],
    ['二级教师', 'E'],
    ['助理会计师', 'E'],
    ['高级工', 'E'],
    ['未评', 'E'],
    ['大师', null],
  ])('%s → %s', (text, level) => {
    expect(words.titleLevel(text)).toBe(level);
  });
});

describe('closed lists', () => {
  it.each([
    [words.EMPLOYMENTS, { 在编: 'established', 备案制: 'established', 特岗: 'established' }],
    [words.EMPLOYMENTS, { 人事代理: 'agency', 临聘: 'temporary', 劳务派遣: 'temporary' }],
    [words.HIRINGS, { 直聘: 'direct', 校内聘任: 'hired', 学区聘任: 'hired', 落聘: 'unplaced' }],
    [words.UNPLACED_REASONS, { 超编: 'over-quota', 学科富余: 'subject-surplus' }],
    [words.UNPLACED_REASONS, { 落聘: 'not-hired' }],
    [words.CATEGORIES, { 专任教师: 'T', 教学: 'T', 教辅: 'A', 行政: 'M', 管理: 'M', 工勤: 'W' }],
    [words.TRACKS, { 男60: 'men60', 女55: 'women55', 女50: 'women50' }],
    [words.STAGES, { 一贯制小学部: 'P', 初级中学: 'J', 高级中学: 'H', 职高: 'V' }],
  ])('%#', (list, expected) => {
    const found = Object.keys(expected).map((text) => [text, words.lookUp<string>(list, text)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('know the Chinese term of every code', () => {
    for (const subject of domain.SUBJECTS)
      expect(words.lookUp(words.SUBJECT_WORDS, subject)).toBe(subject);
    for (const kind of domain.SCHOOL_KINDS) expect(words.lookUp(words.KINDS, kind)).toBe(kind);
    for (const [code, text] of Object.entries(domain.STAGE_ZH)) {
      expect(words.lookUp(words.STAGES, text)).toBe(code);
    }
    for (const [code, text] of Object.entries(domain.TIER_ZH)) {
      expect(words.lookUp(words.TIERS, text)).toBe(code);
    }
    for (const [code, text] of Object.entries(domain.CATEGORY_ZH)) {
      expect(words.lookUp(words.CATEGORIES, text)).toBe(code);
    }
  });
});

describe('exemptionKind', () => {
  it.each([
    ['临近退休', 'near-retirement'],
    ['怀孕5个月', 'pregnant-nursing'],
    ['哺乳期', 'pregnant-nursing'],
    ['产假至12月', 'maternity-leave'],
    ['重病', 'illness'],
    ['长期病休', 'sick-leave'],
    ['借调县委办', 'seconded'],
    ['支教', 'seconded'],
    ['丧失劳动能力', 'incapacity'],
    ['新招聘', 'new-recruit'],
    ['住校', null],
  ])('%s → %s', (text, kind) => {
    expect(words.exemptionKind(text)).toBe(kind);
  });
});

describe('isLeader', () => {
  it.each(['校长', '副校长、工会主席', '党支部书记', '副园长', '书记兼校长'])(
    '%s leads',
    (duty) => {
      expect(words.isLeader(duty)).toBe(true);
    },
  );
  it.each(['', '主任', '团委书记', '校长助理', '教研组长'])('%j does not', (duty) => {
    expect(words.isLeader(duty)).toBe(false);
  });
});

describe('parseSubjects', () => {
  it.each([
    ['语文', ['语文']],
    ['语文、道法', ['语文', '道德与法治']],
    ['数学/科学', ['数学', '科学']],
    ['政治 历史；地理', ['道德与法治', '历史', '地理']],
    ['小学语文+思品', ['语文', '道德与法治']],
    ['道德与 法治', ['道德与法治']],
    ['外语，信息技术', ['英语', '信息科技']],
    ['劳技、综合', ['劳动综合']],
    ['音体美', ['音乐', '体育', '美术']],
    ['', []],
  ])('%s → %j', (text, subjects) => {
    expect(parseSubjects(text)).toMatchObject({ subjects, unknown: false });
  });

  it('keeps what it knows and says that a part is unknown', () => {
    expect(parseSubjects('语文、舞龙')).toMatchObject({ subjects: ['语文'], unknown: true });
  });
});

describe('parseCertificates', () => {
  it.each([
    ['小学', '', [{ stage: 'P', subject: null }]],
    ['高中英语', '', [{ stage: 'H', subject: '英语' }]],
    ['初级中学教师资格', '数学', [{ stage: 'J', subject: '数学' }]],
    [
      '高级中学、小学',
      '英语、语文',
      [
        { stage: 'H', subject: '英语' },
        { stage: 'P', subject: '语文' },
      ],
    ],
    [
      '高级中学、小学',
      '英语、—',
      [
        { stage: 'H', subject: '英语' },
        { stage: 'P', subject: null },
      ],
    ],
    [
      '初级中学',
      '历史、地理',
      [
        { stage: 'J', subject: '历史' },
        { stage: 'J', subject: '地理' },
      ],
    ],
    [
      '小学、初级中学',
      '语文',
      [
        { stage: 'P', subject: '语文' },
        { stage: 'J', subject: '语文' },
      ],
    ],
    ['高等学校、小学', '英语、语文', [{ stage: 'P', subject: '语文' }]],
    ['', '', []],
  ])('%s with %s → %j', (kinds, subjects, certificates) => {
    expect(parseCertificates(kinds, subjects).certificates).toEqual(certificates);
  });

  it('says when lists of different lengths cannot be paired', () => {
    expect(parseCertificates('高级中学、初级中学、小学', '英语、语文').unpaired).toBe(true);
    expect(parseCertificates('高级中学、小学', '英语、语文').unpaired).toBe(false);
  });
});
