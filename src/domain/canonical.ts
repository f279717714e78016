/** One order for everything, so that shuffled spreadsheet rows give the same bytes. */
import { createHash } from 'node:crypto';
import type { County } from './county.ts';

/** Code-unit order: the same on every machine and locale. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byId = (a: { id: string }, b: { id: string }) => compareIds(a.id, b.id);

/** The same county with every array in order of id; sets (subjects, certificates …) sorted, wishes left in rank order. */
export function canonicalCounty(county: County): County {
  return {
    name: county.name,
    districts: [...county.districts].sort(byId),
    schools: [...county.schools].sort(byId).map((school) => ({
      ...school,
      parts: [...school.parts].sort((a, b) => compareIds(a.stage, b.stage)),
    })),
    postGroups: [...county.postGroups].sort(byId),
    teachers: [...county.teachers].sort(byId).map((teacher) => ({
      ...teacher,
      otherSubjects: [...teacher.otherSubjects].sort(compareIds),
      certificates: [...teacher.certificates].sort(
        (a, b) => compareIds(a.stage, b.stage) || compareIds(a.subject ?? '', b.subject ?? ''),
      ),
      kinSchoolIds: [...teacher.kinSchoolIds].sort(compareIds),
      refusedPostGroupIds: [...teacher.refusedPostGroupIds].sort(compareIds),
    })),
    approved: [...county.approved].sort((a, b) => compareIds(a.stage, b.stage)),
    sites: [...county.sites].sort(byId),
    researchers: [...county.researchers].sort(byId),
  };
}

/** SHA-256 of the canonical county, hexadecimal. The schema fixes the key order. */
export function countyHash(county: County): string {
  return createHash('sha256')
    .update(JSON.stringify(canonicalCounty(county)))
    .digest('hex');
}
