/** audit.xlsx: a manual plan, its smallest legal repair and the optimum side by side, for planners. Names appear here only. */
import type {
  Audit,
  AuditColumn,
  FirstDifference,
  PersonShift,
  Violation,
} from '../domain/audit.ts';
import type { County, PostGroup, Teacher } from '../domain/county.ts';
import { INDICATOR_NAME, type StageIndicator } from '../domain/indicators.ts';
import { type PlaceWords, placeWords } from '../domain/place-words.ts';
import { TIER_NAME_ZH } from '../domain/proposal.ts';
import { type Bilingual, CATEGORY_ZH, STAGE_ZH } from '../domain/vocabulary.ts';
import { brokenCheck, brokenFigures } from '../rules/check-names.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';

type Cell = string | number | null;

/** What the three columns are called on paper. */
const AUDIT_COLUMN_ZH = {
  manual: '手工方案',
  repair: '最小修正',
  optimum: '最优方案',
} as const;
type ColumnId = keyof typeof AUDIT_COLUMN_ZH;
const COLUMN_IDS = ['manual', 'repair', 'optimum'] as const;

const VERDICT_ZH: Readonly<Record<PersonShift['verdict'], string>> = {
  better: '变好',
  worse: '变差',
  mixed: '有得有失',
  same: '相当',
};

/** The workbook as bytes; the same audit gives the same bytes. */
export async function auditWorkbook(county: County, audit: Audit): Promise<Uint8Array> {
  return writeWorkbook(auditSheets(county, audit));
}

/** Sheets: the three columns, violations, changes of the repair, persons better and worse off, indicators, the repaired plan. */
function auditSheets(county: County, audit: Audit): SheetToWrite[] {
  const words = new Words(county, audit.round);
  return [
    summarySheet(audit),
    violationSheet(audit, words),
    changeSheet(audit, words),
    shiftSheet(audit, words),
    indicatorSheet(audit),
    repairSheet(audit, words),
  ];
}

/** Ids in the words of the bureau. */
class Words {
  readonly #teachers: ReadonlyMap<string, Teacher>;
  readonly #groups: ReadonlyMap<string, PostGroup>;
  readonly #places: PlaceWords;
  readonly #none: string;

  constructor(county: County, round: Audit['round']) {
    this.#teachers = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
    this.#groups = new Map(county.postGroups.map((group) => [group.id, group]));
    this.#places = placeWords(county);
    this.#none = round !== 'rotation' ? '待岗' : '留任';
  }

  /** Staff number, name, school of origin. */
  person(id: string): [string, string, string] {
    const { name, schoolId } = this.#teachers.get(id) as Teacher;
    return [id, name, this.#places.school(schoolId)];
  }

  people(ids: readonly string[]): string {
    return ids.map((id) => `${id} ${this.#teachers.get(id)?.name ?? ''}`.trim()).join('、');
  }

  /** School, stage, category, subject. */
  postParts(id: string): [string, string, string, string] {
    const { schoolId, stage, category, subject } = this.#groups.get(id) as PostGroup;
    return [this.#places.school(schoolId), STAGE_ZH[stage], CATEGORY_ZH[category], subject ?? ''];
  }

  post(id: string | null): string {
    return id === null ? this.#none : this.#places.post(id);
  }

  place({ kind, id }: Violation['places'][number]): string {
    return kind === 'post' ? this.#places.post(id) : this.#places.school(id);
  }
}

function sideBySide(audit: Audit, cell: (column: AuditColumn) => Cell): Cell[] {
  return COLUMN_IDS.map((id) => (audit[id] === null ? null : cell(audit[id] as AuditColumn)));
}

function summarySheet(audit: Audit): SheetToWrite {
  const row = (label: string, cell: (column: AuditColumn) => Cell, note: string | null = null) => [
    label,
    ...sideBySide(audit, cell),
    note,
  ];
  const moves = audit.round !== 'rotation' ? '安排人数' : '交流人数';
  const { repair, optimum } = audit;
  return {
    name: '审计摘要',
    headers: ['项目', ...COLUMN_IDS.map((id) => AUDIT_COLUMN_ZH[id]), '说明'],
    widths: [32, 14, 14, 14, 70],
    rows: [
      row(
        '是否合法',
        ({ legal }) => (legal ? '合法' : '不合法'),
        '合法性优先：不合法的方案不以分数论优劣',
      ),
      row('违反硬性规则（条）', ({ hardBroken }) => hardBroken),
      row('软性规则预警（条）', ({ softBroken }) => softBroken),
      row(moves, (column) => column.moves),
      ...(audit.round !== 'rotation' ? [row('待岗人数', ({ standby }) => standby)] : []),
      row('与手工方案不同（人）', ({ changed }) => changed, leastNote(repair)),
      ...audit.manual.tiers.map(({ id, sense }, k) =>
        row(
          `目标 ${k + 1}：${TIER_NAME_ZH[id]}`,
          ({ tiers }) => tiers.find((tier) => tier.id === id)?.value ?? null,
          sense === 'max' ? '越大越好' : '越小越好',
        ),
      ),
      ['证明', null, provenWord(repair), provenWord(optimum), audit.note],
      ['结论', ...Array<null>(3).fill(null), conclusion(audit).zh],
      ['数据指纹', ...Array<null>(3).fill(null), audit.county.hash],
      ['政策指纹', ...Array<null>(3).fill(null), audit.policy.hash],
    ],
  };
}

function leastNote(repair: Audit['repair']): string | null {
  if (repair?.leastChanges == null) return null;
  return repair.leastChanges === repair.changed
    ? `已证明：合法方案至少要改动 ${repair.leastChanges} 人`
    : `至少要改动 ${repair.leastChanges} 人（尚未证明最少）`;
}

const provenWord = (side: { readonly proven: boolean } | null) =>
  side === null ? null : side.proven ? '已证明' : '未证明';

/** One sentence for the bureau. */
export function conclusion(audit: Audit): Bilingual {
  const { manual, noAllocation, nothingToGain, distance } = audit;
  if (noAllocation !== null) return noneSentence(noAllocation);
  if (nothingToGain)
    return {
      zh: '手工方案合法，且各目标层均已最优，没有改进余地。',
      en: 'The plan is legal and optimal in every tier: there is nothing to gain.',
    };
  if (!manual.legal) return repairSentence(audit);
  const gap = gapSentence(distance.manualToOptimum);
  return { zh: `手工方案合法；${gap.zh}`, en: `The plan is legal; ${gap.en}` };
}

function noneSentence({ termination, reasons }: NonNullable<Audit['noAllocation']>): Bilingual {
  const why = reasons.map(({ message }) => message).join('');
  return termination === 'infeasible'
    ? { zh: `本轮没有合法方案。${why}`, en: `This round has no legal allocation. ${why}` }
    : { zh: '在时限内没有找到合法方案。', en: 'No legal allocation was found within the limit.' };
}

function repairSentence({ manual: { hardBroken }, repair, distance }: Audit): Bilingual {
  const broken = {
    zh: `手工方案违反 ${hardBroken} 条硬性规则`,
    en: `The plan breaks ${hardBroken} hard rules`,
  };
  if (repair === null)
    return {
      zh: `${broken.zh}；在时限内没有找到修正。`,
      en: `${broken.en}; no repair was found within the limit.`,
    };
  const gap = gapSentence(distance.repairToOptimum);
  return {
    zh: `${broken.zh}，改动 ${repair.changed} 人即可合法；修正后${gap.zh}`,
    en: `${broken.en}; changing ${repair.changed} people makes it legal; then ${gap.en}`,
  };
}

function gapSentence(gap: FirstDifference): Bilingual {
  if (gap === null || gap.at === 'legality')
    return { zh: '各目标层与最优方案相同。', en: 'it equals the optimum in every tier.' };
  return {
    zh: `与最优方案首先在「${TIER_NAME_ZH[gap.at]}」相差 ${gap.behind}。`,
    en: `the optimum is ahead by ${gap.behind} first in ${gap.at}.`,
  };
}

const STATUS_ZH = { fail: '违反', warn: '预警' } as const;

function violationSheet(audit: Audit, words: Words): SheetToWrite {
  const rows = (id: ColumnId) =>
    (audit[id]?.violations ?? []).map((each) => violationRow(id, each, words));
  return {
    name: '违反规则',
    headers: [
      ...['方案', '规则', '结果', '检查项', '内容', '实测值', '限值'],
      ...['涉及人员', '涉及学校或岗位', '须从中调整的人员'],
    ],
    widths: [10, 8, 8, 30, 60, 8, 8, 50, 40, 40],
    rows: COLUMN_IDS.flatMap(rows),
  };
}

function violationRow(id: ColumnId, violation: Violation, words: Words): Cell[] {
  const { ruleId, status, name, text, people, places } = violation;
  const { measured, limit } = brokenFigures(violation);
  const candidates = [...new Set(places.flatMap((place) => place.candidates))];
  return [
    AUDIT_COLUMN_ZH[id],
    ruleId,
    STATUS_ZH[status],
    brokenCheck(name, status).zh,
    text,
    measured,
    limit,
    words.people(people),
    places.map((place) => words.place(place)).join('、'),
    words.people(candidates),
  ];
}

function changeSheet({ repair }: Audit, words: Words): SheetToWrite {
  return {
    name: '修正明细',
    headers: ['序号', '职工号', '姓名', '原学校', '手工方案去向', '修正后去向', '规则', '原因'],
    widths: [6, 12, 10, 22, 30, 30, 24, 80],
    rows: (repair?.changes ?? []).map(({ teacherId, from, to, reasons }, k) => [
      k + 1,
      ...words.person(teacherId),
      words.post(from),
      words.post(to),
      [...new Set(reasons.flatMap(({ rules }) => rules))].join('、'),
      reasons.map(({ text }) => text).join(''),
    ]),
  };
}

function shiftSheet(audit: Audit, words: Words): SheetToWrite {
  const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100);
  return {
    name: '人员得失',
    headers: [
      ...['对比', '职工号', '姓名', '原学校', '手工方案去向', '改后去向'],
      ...['手工适配分', '改后适配分', '手工志愿', '改后志愿', '得失'],
    ],
    widths: [18, 12, 10, 22, 30, 30, 10, 10, 10, 10, 10],
    rows: (['repair', 'optimum'] as const).flatMap((id) =>
      (audit[id]?.shifts ?? []).map((shift) => [
        `手工 → ${AUDIT_COLUMN_ZH[id]}`,
        ...words.person(shift.teacherId),
        words.post(shift.from),
        words.post(shift.to),
        points(shift.fitFrom),
        points(shift.fitTo),
        shift.wishFrom,
        shift.wishTo,
        VERDICT_ZH[shift.verdict],
      ]),
    ),
  };
}

function indicatorSheet(audit: Audit): SheetToWrite {
  const sides = [audit.before, ...COLUMN_IDS.map((id) => audit[id]?.indicators ?? [])];
  const same = (a: StageIndicator) => (b: StageIndicator) =>
    a.indicator === b.indicator && a.stage === b.stage;
  const figures = (of: StageIndicator, key: 'value' | 'cv') =>
    sides.map((side) => side.find(same(of))?.[key] ?? null);
  const heads = ['调配前', ...COLUMN_IDS.map((id) => AUDIT_COLUMN_ZH[id])];
  return {
    name: '均衡指标',
    headers: ['指标', '学段', ...heads, '要求', ...heads.map((head) => `${head} 差异系数`)],
    widths: [44, 10, 10, 10, 10, 10, 8, 16, 16, 16, 16],
    rows: audit.before.map((each) => [
      INDICATOR_NAME[each.indicator].zh,
      each.stage === null ? '义务教育' : STAGE_ZH[each.stage],
      ...figures(each, 'value'),
      each.limit,
      ...figures(each, 'cv'),
    ]),
  };
}

/** The repaired plan under the headers of a manual plan, so that it can be audited again. */
function repairSheet({ repair }: Audit, words: Words): SheetToWrite {
  return {
    name: '修正方案',
    headers: ['职工号', '姓名', '原学校', '拟聘学校', '学段', '岗位类别', '学科'],
    widths: [12, 10, 22, 22, 8, 10, 12],
    rows: (repair?.placements ?? []).map(({ teacherId, postGroupId }) => [
      ...words.person(teacherId),
      ...words.postParts(postGroupId),
    ]),
  };
}
