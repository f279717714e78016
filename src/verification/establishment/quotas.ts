/** Totals, ledgers, school quotas, least heads and the pool, recomputed from the county alone. */
import type { County, SchoolPart, Site } from '../../domain/county.ts';
import type { Establishment, PartRow } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import { ledgerOf, Stage } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { monthNumber } from '../calendar.ts';
import { must, type Result, should } from '../checks/result.ts';
import { isEstablished } from '../people.ts';
import { idleAndOver } from './pool.ts';
import { wrongShares } from './shares.ts';

const STAGES = Stage.options;

export interface Audit {
  readonly county: County;
  readonly policy: Policy;
  readonly table: Establishment;
}

export const partId = ({ schoolId, stage }: { schoolId: string; stage: Stage }): string =>
  `${schoolId}/${stage}`;

/** The parts of the county by id, as the bureau entered them. */
export function countyParts({ county }: Audit): Map<string, SchoolPart> {
  return new Map(
    county.schools.flatMap((school) =>
      school.parts.map((part) => [`${school.id}/${part.stage}`, part] as const),
    ),
  );
}

export const stagesOf = (audit: Audit): Stage[] => [
  ...new Set([...countyParts(audit).values()].map(({ stage }) => stage)),
];

export const rowsOf = ({ table }: Audit, stage: Stage): PartRow[] =>
  table.parts.filter((row) => row.stage === stage);

/** What is to be shared out (A8). */
export function totalOf({ county, policy }: Audit, stage: Stage): number {
  if (policy.quota.totals === 'staff') {
    return county.teachers.filter((each) => isEstablished(each) && each.stage === stage).length;
  }
  const approved = county.approved.find((each) => each.stage === stage);
  if (approved !== undefined) return approved.total;
  return sum(
    county.schools.flatMap(({ parts }) =>
      parts.filter((part) => part.stage === stage).map(({ quota }) => quota),
    ),
  );
}

export function quotaResults(audit: Audit): Result[] {
  return [
    stageTotals(audit),
    quotaCycle(audit),
    ledgers(audit),
    schoolQuotas(audit),
    leastHeads(audit),
    deputySecretaries(audit),
    ...idleAndOver(audit),
  ];
}

function stageTotals(audit: Audit): Result {
  const stages = stagesOf(audit);
  const missing = [...countyParts(audit).keys()].filter(
    (id) => audit.table.parts.filter((row) => partId(row) === id).length !== 1,
  );
  const off = stages.filter(
    (stage) => sum(rowsOf(audit, stage).map(({ quota }) => quota)) !== totalOf(audit, stage),
  );
  return {
    name: 'stage-totals',
    rules: ['Q01', 'Q02', 'Q06'],
    status: must(off.length + missing.length === 0),
    measured: sum(audit.table.parts.map(({ quota }) => quota)),
    limit: sum(stages.map((stage) => totalOf(audit, stage))),
    text: `各学段核定编制之和与总量不一致的学段 ${off.length} 个，缺行或重行的学校学段 ${missing.length} 个。`,
    offenders: [...off, ...missing],
  };
}

/** A7: an approval past its end, or given more than `quotaCycle` years ago, is due for review. */
function quotaCycle({ county, policy }: Audit): Result {
  const now = monthNumber(policy.referenceMonth);
  const due = county.approved.filter(
    ({ approvedOn, validUntil }) =>
      (validUntil !== null && monthNumber(validUntil) < now) ||
      (approvedOn !== null && now - monthNumber(approvedOn) >= 12 * policy.quotaCycle),
  );
  const ahead = county.approved.filter(
    ({ approvedOn }) => approvedOn !== null && monthNumber(approvedOn) > now,
  );
  return {
    name: 'quota-cycle',
    rules: ['Q04', 'Q05', 'Q06'],
    status: should(due.length + ahead.length === 0),
    measured: due.length + ahead.length,
    limit: 0,
    text: `编制总量已过有效期或核定满 ${policy.quotaCycle} 年、应重新核定的学段 ${due.length} 个，核定时间晚于 ${policy.referenceMonth} 的 ${ahead.length} 个（共 ${county.approved.length} 个有核定记录）。`,
    offenders: [...due, ...ahead].map(({ stage }) => stage),
  };
}

/** Q09, Q10: two ledgers, no school in both, no head lent from one to the other. */
function ledgers(audit: Audit): Result {
  const both = audit.county.schools.filter(
    ({ parts }) => new Set(parts.map(({ stage }) => ledgerOf(stage))).size > 1,
  );
  const off = audit.table.ledgers.filter(({ ledger, quota }) => {
    const stages = stagesOf(audit).filter((stage) => ledgerOf(stage) === ledger);
    const rows = stages.flatMap((stage) => rowsOf(audit, stage));
    const should = sum(stages.map((stage) => totalOf(audit, stage)));
    return quota !== should || sum(rows.map((row) => row.quota)) !== should;
  });
  return {
    name: 'ledgers',
    rules: ['Q09', 'Q10'],
    status: must(both.length + off.length === 0 && audit.table.ledgers.length === 2),
    measured: audit.table.ledgers[0]?.quota ?? 0,
    limit: null,
    text: `两本编制账：${audit.table.ledgers.map(({ quota }) => `${quota} 名`).join('、')}；不平的账 ${off.length} 本，跨账学校 ${both.length} 所。`,
    offenders: [...off.map(({ ledger }) => ledger), ...both.map(({ id }) => id)],
  };
}

/** λ in percent and pupils for ten heads; null in stages without a ratio. */
function ratio(stage: Stage, { quota }: Policy): { lambda: number; perTen: number } | null {
  const ratios: Partial<Record<Stage, { lambda: number; perTen: number }>> = {
    P: { lambda: quota.pupilWeightPrimaryPct, perTen: quota.pupilsPerTenStaffPrimary },
    J: { lambda: quota.pupilWeightJuniorPct, perTen: quota.pupilsPerTenStaffJunior },
    H: { lambda: quota.pupilWeightSeniorPct, perTen: quota.pupilsPerTenStaffSenior },
  };
  return ratios[stage] ?? null;
}

/** λ·P/ρ + (1−λ)·E·C/ΣC as a whole number: times 100 · 100 · perTen · ΣC. */
function claim(part: SchoolPart, audit: Audit, allClasses: number): bigint {
  const own = ratio(part.stage, audit.policy);
  if (own === null) return BigInt(part.quota);
  const grown = Math.max(0, (part.expectedPupils ?? 0) - part.pupils);
  const pupils = BigInt(100 * part.pupils + audit.policy.quota.growthPct * grown);
  const byPupils = BigInt(own.lambda * 10) * pupils * BigInt(Math.max(1, allClasses));
  const byClasses = BigInt((100 - own.lambda) * own.perTen * 100) * BigInt(part.classes);
  return byPupils + byClasses * BigInt(totalOf(audit, part.stage));
}

/** L01: the dormitory post of a school stands at its stage with most boarders, the lowest of several such. */
function boards({ schoolId, stage }: PartRow, { county, policy }: Audit): number {
  const school = county.schools.find(({ id }) => id === schoolId);
  const [host] = (school?.parts ?? [])
    .filter(({ boarders }) => policy.quota.boardingPost && boarders > 0)
    .sort((a, b) => b.boarders - a.boarders || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  return host?.stage === stage ? 1 : 0;
}

function schoolQuotas(audit: Audit): Result {
  const parts = countyParts(audit);
  const wrong = stagesOf(audit).flatMap((stage) => {
    const rows = rowsOf(audit, stage).filter((row) => parts.has(partId(row)));
    const partOf = (row: PartRow) => parts.get(partId(row))!;
    const classes = sum(rows.map((row) => partOf(row).classes));
    const dormitories = sum(rows.map((row) => boards(row, audit)));
    return wrongShares(
      totalOf(audit, stage) - dormitories,
      rows.map((row) => ({
        id: row.schoolId,
        weight: claim(partOf(row), audit, classes),
        least: leastOf(partOf(row), row.schoolId, audit),
        heads: row.quota - boards(row, audit),
      })),
    ).map((id) => `${id}/${stage}`);
  });
  const unexplained = audit.table.parts.filter(
    (row) => sum(Object.values(row.parts)) !== 100 * row.quota,
  );
  return {
    name: 'school-quotas',
    rules: ['Q07', 'Q08', 'Q19'],
    status: must(wrong.length + unexplained.length === 0),
    measured: wrong.length,
    limit: 0,
    text: `按生师比与班师比分配、最大余数取整不符的学校学段 ${wrong.length} 个；构成说明加总不符 ${unexplained.length} 个。`,
    offenders: [...wrong, ...unexplained.map(partId)],
  };
}

/** L01: heads of a small place by its classes, of any place at least by its pupils. */
function heads(place: Pick<Site, 'stage' | 'pupils' | 'classes'>, policy: Policy): number {
  const own = ratio(place.stage, policy);
  const byPupils = own === null ? 0 : Math.ceil((place.pupils * 10) / own.perTen);
  if (place.pupils >= policy.quota.smallSchoolPupils) return byPupils;
  const hundredths = policy.quota.smallSchoolPerClassHundredths * place.classes;
  return Math.max(byPupils, Math.ceil(hundredths / 100));
}

export function headsOfSite(site: Site, policy: Policy): number {
  if (site.pupils === 0) return 0;
  return Math.max(heads(site, policy), policy.quota.siteMinimum);
}

/** Least heads of a part without its dormitory post. */
function leastOf(part: SchoolPart, schoolId: string, { county, policy }: Audit): number {
  const sites = county.sites.filter(
    (site) => site.schoolId === schoolId && site.stage === part.stage,
  );
  const main = {
    stage: part.stage,
    pupils: part.pupils - sum(sites.map(({ pupils }) => pupils)),
    classes: part.classes - sum(sites.map(({ classes }) => classes)),
  };
  const isSmall =
    part.stage === 'P' && main.pupils > 0 && main.pupils < policy.quota.smallSchoolPupils;
  const inSites = sum(sites.map((site) => headsOfSite(site, policy)));
  return inSites + (isSmall ? heads(main, policy) : 0);
}

function leastHeads(audit: Audit): Result {
  const parts = countyParts(audit);
  const short = audit.table.parts.filter((row) => {
    const part = parts.get(partId(row));
    return (
      part !== undefined && row.quota < leastOf(part, row.schoolId, audit) + boards(row, audit)
    );
  });
  const empty = audit.table.parts.filter(
    (row) => row.quota === 0 && (parts.get(partId(row))?.pupils ?? 0) > 0,
  );
  return {
    name: 'least-heads',
    rules: ['L01'],
    status: short.length > 0 ? 'fail' : should(empty.length === 0),
    measured: short.length + empty.length,
    limit: 0,
    text: `低于小规模学校、教学点保底人数或缺寄宿岗位的学校学段 ${short.length} 个；有学生而测算编制为 0 的 ${empty.length} 个。`,
    offenders: [...short, ...empty].map(partId),
  };
}

function deputySecretaries({ county, policy, table }: Audit): Result {
  const due = policy.quota.deputySecretary
    ? county.schools.filter((school) => school.partyCommittee).map(({ id }) => id)
    : [];
  const listed = new Set(table.deputySecretaries);
  const wrong = [
    ...due.filter((id) => !listed.has(id)),
    ...[...listed].filter((id) => !due.includes(id)),
  ];
  return {
    name: 'deputy-secretaries',
    rules: ['Q21'],
    status: must(wrong.length === 0),
    measured: listed.size,
    limit: due.length,
    text: `单独核定专职副书记 ${listed.size} 名，应为 ${due.length} 名，不占学校编制。`,
    offenders: wrong,
  };
}
