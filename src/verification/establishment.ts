/**
 * The independent re-check of a 编制岗位表: written from the rules alone, naive on purpose, no line shared with
 * `src/rules`. The names are those of `ESTABLISHMENT_STEPS`.
 */
import { compareIds } from '../domain/canonical.ts';
import type { County } from '../domain/county.ts';
import type { Establishment } from '../domain/establishment.ts';
import type { Policy } from '../domain/policy.ts';
import type { RuleCheck } from '../domain/proposal.ts';
import { ruleChecksOf } from './checks/result.ts';
import { postResults } from './establishment/posts.ts';
import { type Audit, quotaResults } from './establishment/quotas.ts';
import { siteResults } from './establishment/sites.ts';
import { titleResults } from './establishment/titles.ts';

/** One check for each step and rule, in order of rule id and name; never throws on a bad table. */
export function checkEstablishment(
  county: County,
  policy: Policy,
  establishment: Establishment,
): RuleCheck[] {
  const audit: Audit = { county, policy, table: establishment };
  return [
    ...quotaResults(audit),
    ...postResults(audit),
    ...titleResults(audit),
    ...siteResults(audit),
  ]
    .flatMap(ruleChecksOf)
    .sort((a, b) => compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name));
}
