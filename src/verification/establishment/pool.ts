/** 空编 and 超编 school by school: what the turnover pool may lend (Q03, Q10), and what is over quota (Q16). */
import { ledgerOf } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { isEstablished } from '../people.ts';
import type { Audit } from './quotas.ts';

interface Gap {
  readonly id: string;
  /** 中小学, or the other ledger. */
  readonly isMain: boolean;
  /** Quota less staff. */
  readonly heads: number;
}

function gapsOf({ county, table }: Audit): Gap[] {
  return county.schools.map(({ id, parts }) => {
    const rows = table.parts.filter(({ schoolId }) => schoolId === id);
    const staff = county.teachers.filter((each) => isEstablished(each) && each.schoolId === id);
    return {
      ...{ id, isMain: parts.some(({ stage }) => ledgerOf(stage) === 'school') },
      heads: sum(rows.map(({ quota }) => quota)) - staff.length,
    };
  });
}

/** Idle quota that may be lent, and heads over quota. */
export function idleAndOver(audit: Audit): Result[] {
  const gaps = gapsOf(audit);
  return [turnoverPool(audit, gaps), overQuota(audit, gaps)];
}

const excess = (gaps: readonly Gap[]): number => sum(gaps.map(({ heads: n }) => Math.max(0, -n)));

/** Q03, Q15: what lies idle in the schools of the main ledger, and no head more may be lent. */
function turnoverPool({ policy, table: { pool } }: Audit, gaps: readonly Gap[]): Result {
  const main = gaps.filter(({ isMain }) => isMain);
  const idle = sum(main.map(({ heads: n }) => Math.max(0, n)));
  const lendable = Math.min(idle, policy.pool.size);
  return {
    name: 'turnover-pool',
    rules: ['Q03', 'Q15'],
    status: must(pool.idle === idle && pool.lendable === lendable),
    measured: pool.lendable,
    limit: idle,
    text: `中小学空编 ${idle} 名；周转池 ${policy.pool.size} 名，可出借 ${lendable} 名。`,
    offenders: [],
  };
}

/** Q16: the excess is told, and is a warning until nobody is over quota any more. */
function overQuota({ table: { pool } }: Audit, gaps: readonly Gap[]): Result {
  const over = gaps.filter(({ heads: n }) => n < 0);
  const main = over.filter(({ isMain }) => isMain);
  const others = over.filter(({ isMain }) => !isMain);
  return {
    name: 'over-quota',
    rules: ['Q16'],
    status: pool.over === excess(main) ? should(over.length === 0) : 'fail',
    measured: excess(over),
    limit: 0,
    text: `超编 ${excess(over)} 名，其中中小学 ${excess(main)} 名（${main.length} 所），幼儿园、中职、特教 ${excess(others)} 名（${others.length} 所）。`,
    offenders: over.map(({ id }) => id),
  };
}
