/** 编制岗位测算 as a job: the arithmetic, the second program for the 教学点, and the independent re-check. */
import type { County } from '../domain/county.ts';
import type { Establishment } from '../domain/establishment.ts';
import type { Policy } from '../domain/policy.ts';
import { establish } from '../rules/establishment/index.ts';
import { checkEstablishment } from '../verification/establishment.ts';
import { staffSites } from './site-staff.ts';

/**
 * The establishment with the people of its sites and its rule checks.
 * @throws InputError when a total cannot be shared out; Error when the re-check contradicts the arithmetic (a fault)
 */
export async function establishCounty(county: County, policy: Policy): Promise<Establishment> {
  const draft = establish(county, policy);
  const { siteProgram, teachers } = await staffSites(county, policy);
  const sites = draft.sites.map((site) => ({
    ...site,
    teacherIds: teachers.get(site.siteId) ?? [],
  }));
  const whole: Establishment = { ...draft, sites, siteProgram };
  const checks = checkEstablishment(county, policy, whole);
  const broken = checks.filter(({ status }) => status === 'fail');
  if (broken.length > 0) {
    const names = broken.map(({ name, ruleId }) => `${name} (${ruleId})`).join(', ');
    throw new Error(`the establishment contradicts its re-check: ${names}`);
  }
  return { ...whole, checks };
}
