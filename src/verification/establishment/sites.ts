/** 教学点: their heads, and whether the people sent there are the central school's own and nobody free was left out. */
import type { Site, Teacher } from '../../domain/county.ts';
import { sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { exemption, isCounted } from '../people.ts';
import { type Audit, headsOfSite, partId } from './quotas.ts';

export function siteResults(audit: Audit): Result[] {
  return [siteHeads(audit), siteStaff(audit)];
}

/** Q20, L01: every site has its heads, inside the quota of its central school. */
function siteHeads(audit: Audit): Result {
  const { county, policy, table } = audit;
  const wrong = county.sites.filter(
    (site) =>
      table.sites.filter(
        ({ siteId, schoolId, heads }) =>
          siteId === site.id && schoolId === site.schoolId && heads === headsOfSite(site, policy),
      ).length !== 1,
  );
  const crowded = table.parts.filter((row) => {
    const own = county.sites.filter((site) => partId(site) === partId(row));
    return row.quota < sum(own.map((site) => headsOfSite(site, policy)));
  });
  return {
    name: 'site-heads',
    rules: ['Q20', 'L01'],
    status: must(wrong.length + crowded.length === 0),
    measured: sum(table.sites.map(({ heads }) => heads)),
    limit: null,
    text: `教学点 ${county.sites.length} 个，应配 ${sum(table.sites.map(({ heads }) => heads))} 人；人数不符 ${wrong.length} 个，超过中心校编制 ${crowded.length} 所。`,
    offenders: [...wrong.map(({ id }) => id), ...crowded.map(partId)],
  };
}

/** May be sent to the site, or is there and stays. */
function mayTeachAt(person: Teacher, site: Site, { policy }: Audit): boolean {
  const isOwn =
    isCounted(person, policy) &&
    person.category === 'T' &&
    person.teachable &&
    person.hiring !== 'unplaced' &&
    person.schoolId === site.schoolId &&
    person.stage === site.stage;
  const isBound = person.leader || exemption(person, policy) !== null;
  return isOwn && (!isBound || person.siteId === site.id);
}

function siteStaff(audit: Audit): Result {
  const { county, table } = audit;
  const people = new Map(county.teachers.map((person) => [person.id, person]));
  const sites = new Map(county.sites.map((site) => [site.id, site]));
  const sent = table.sites.flatMap(({ teacherIds }) => teacherIds);
  const busy = new Set(sent);
  const wrong = table.sites.filter(({ siteId, heads, teacherIds }) => {
    const site = sites.get(siteId);
    if (site === undefined || teacherIds.length > heads) return true;
    const isLawful = teacherIds.every((id) => {
      const person = people.get(id);
      return person !== undefined && mayTeachAt(person, site, audit);
    });
    if (!isLawful) return true;
    // A short site although somebody who could go stayed at the central school.
    return (
      table.siteProgram !== null &&
      teacherIds.length < heads &&
      county.teachers.some((person) => !busy.has(person.id) && mayTeachAt(person, site, audit))
    );
  });
  const unfilled = sum(table.sites.map(({ heads, teacherIds }) => heads - teacherIds.length));
  const isDone = table.siteProgram !== null || county.sites.length === 0;
  const isKept = wrong.length === 0 && busy.size === sent.length;
  return {
    name: 'site-staff',
    rules: ['Q20', 'W02'],
    status: isKept ? should(isDone && unfilled === 0) : 'fail',
    measured: sent.length,
    limit: sum(table.sites.map(({ heads }) => heads)),
    text: isDone
      ? `已向教学点派 ${sent.length} 人，缺 ${unfilled} 人；派任不合规定的教学点 ${wrong.length} 个。`
      : '尚未安排教学点人员。',
    offenders: wrong.map(({ siteId }) => siteId),
  };
}
