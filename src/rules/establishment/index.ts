/** 编制岗位测算: from pupils and classes to quotas, posts by subject and title posts (Q01–Q24, T01–T05, N01–N05, L01, L05–L07). */
import { countyHash } from '../../domain/canonical.ts';
import type { County, Teacher } from '../../domain/county.ts';
import {
  ESTABLISHMENT_FORMAT,
  type Establishment,
  type PartRow,
  type StageRow,
} from '../../domain/establishment.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import { ledgerOf, type Stage } from '../../domain/vocabulary.ts';
import { roundShare } from '../arithmetic.ts';
import { deputySecretaries, siteHeads, sitesByPart } from './least-heads.ts';
import { partRow } from './part-row.ts';
import { type PartQuota, type StagePart, stageQuotas } from './quotas.ts';
import { ratioOf } from './ratios.ts';
import { approvalRows, isOnLedger, stageTotal } from './stage-totals.ts';
import { groupBy, sum } from './sums.ts';
import { partTitles, stageTitles } from './title-shares.ts';

export { ESTABLISHMENT_STEPS } from './steps.ts';

/** 编制账 in the order of the stages: 小学 初中 高中, then 幼儿园 中职 特教. */
const STAGE_ORDER: readonly Stage[] = ['P', 'J', 'H', 'K', 'V', 'X'];

/**
 * The establishment of a county; pure. The sites have their heads but no people yet, and nothing is checked.
 * @throws InputError when a stage's total is below the least heads of its schools, or cannot be shared out
 */
export function establish(county: County, policy: Policy): Establishment {
  const sites = sitesByPart(county);
  const stages = STAGE_ORDER.filter((stage) =>
    county.schools.some(({ parts }) => parts.some((part) => part.stage === stage)),
  );
  const results = stages.map((stage) => {
    const members = membersOf(stage, county, sites);
    return establishStage(stage, members, { county, policy });
  });
  const parts = results.flatMap((result) => result.parts);
  return {
    format: ESTABLISHMENT_FORMAT,
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(policy) },
    stages: results.map(({ row }) => row),
    ledgers: ledgers(parts),
    approvals: approvalRows(county, stages, policy),
    parts,
    deputySecretaries: deputySecretaries(county.schools, policy),
    pool: turnoverPool(parts, policy),
    sites: county.sites.map((site) => ({
      ...{ siteId: site.id, schoolId: site.schoolId },
      heads: siteHeads(site, policy),
      teacherIds: [],
    })),
    siteProgram: null,
    checks: [],
  };
}

/** The parts of a stage with their sites, in the order of the schools. */
function membersOf(
  stage: Stage,
  county: County,
  sites: ReturnType<typeof sitesByPart>,
): StagePart[] {
  return county.schools.flatMap((school) =>
    school.parts
      .filter((part) => part.stage === stage)
      .map((part) => ({ school, part, sites: sites.get(`${school.id}/${stage}`) ?? [] })),
  );
}

interface StageResult {
  readonly row: StageRow;
  readonly parts: readonly PartRow[];
}

function establishStage(
  stage: Stage,
  members: readonly StagePart[],
  { county, policy }: { county: County; policy: Policy },
): StageResult {
  const totals = stageTotal(county, stage, policy);
  const quotas = stageQuotas(stage, totals.total, members, policy);
  const titles = stageTitles(stage, totals.total, policy);
  const withQuota = members.map((member, k) => ({ ...member, quota: quotas[k]?.quota ?? 0 }));
  const shares = partTitles(titles, withQuota, policy);
  const staff = staffByPart(county.teachers);
  const groups = groupBy(county.postGroups, (group) => `${group.schoolId}/${group.stage}`);
  const row = stageRow(stage, members, { ...totals, titles, quotas, policy });
  const ratio = ratioOf(stage, policy);
  const context = { ratio, total: totals.total, allClasses: row.classes, policy };
  const parts = members.map((member, k) => {
    const key = `${member.school.id}/${stage}`;
    return partRow(member, context, {
      ...{ quota: quotas[k]!, titles: shares[k]! },
      ...{ staff: staff.get(key) ?? [], groups: groups.get(key) ?? [] },
    });
  });
  return { row, parts };
}

function stageRow(
  stage: Stage,
  members: readonly StagePart[],
  {
    policy,
    quotas,
    ...known
  }: Pick<StageRow, 'total' | 'basis' | 'entered' | 'titles'> & {
    policy: Policy;
    quotas: readonly PartQuota[];
  },
): StageRow {
  const classes = sum(members.map(({ part }) => part.classes));
  const pupils = sum(members.map(({ part }) => part.pupils));
  const ratio = ratioOf(stage, policy);
  return {
    ...{ stage, ledger: ledgerOf(stage), total: known.total, basis: known.basis },
    ...{ entered: known.entered, pupils, classes },
    byPupilRatio: ratio === null ? null : roundShare(1000, pupils, ratio.pupilsPerTen),
    perClass: classes === 0 ? null : roundShare(1000, known.total, classes),
    least: sum(quotas.map(({ least }) => least)),
    titles: known.titles,
  };
}

/** Everybody in the quota ledger, by part. */
function staffByPart(teachers: readonly Teacher[]): Map<string, Teacher[]> {
  return groupBy(teachers.filter(isOnLedger), (each) => `${each.schoolId}/${each.stage}`);
}

function ledgers(parts: readonly PartRow[]): Establishment['ledgers'] {
  return (['school', 'other'] as const).map((ledger) => {
    const own = parts.filter(({ stage }) => ledgerOf(stage) === ledger);
    return {
      ledger,
      quota: sum(own.map(({ quota }) => quota)),
      staff: sum(own.map(({ staff }) => staff)),
    };
  });
}

/**
 * Q03: idle quota school by school; no more than that may be lent, and no more than the policy's pool. Only of 中小学:
 * the ledgers do not borrow from each other (Q10), and the placement round lends nothing else.
 */
function turnoverPool(parts: readonly PartRow[], { pool }: Policy): Establishment['pool'] {
  const lending = parts.filter(({ stage }) => ledgerOf(stage) === 'school');
  const schools = [...groupBy(lending, ({ schoolId }) => schoolId).values()];
  const gaps = schools.map((own) => sum(own.map(({ quota, staff }) => quota - staff)));
  const idle = sum(gaps.map((gap) => Math.max(0, gap)));
  const over = sum(gaps.map((gap) => Math.max(0, -gap)));
  return { idle, over, size: pool.size, lendable: Math.min(pool.size, idle) };
}
