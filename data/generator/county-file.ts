/** A county that was not generated, as the tables a bureau hands in: what the county does not know is left blank. */
import type { County, Teacher } from '../../src/domain/county.ts';
import { writeWorkbook } from '../../src/workbook/index.ts';
import { writeCountyWorkbook } from './workbook.ts';

/** The workbook's bytes; reading them gives the same county, but for names of districts and the county. */
export async function writeCountyFile(county: County): Promise<Uint8Array> {
  const people = new Map(
    county.teachers.map((teacher) => [
      teacher.id,
      { idNumber: '', workStart: '', duty: dutyOf(teacher) },
    ]),
  );
  return writeWorkbook(
    writeCountyWorkbook({ scale: 'county', seed: 0, county, policy: {}, extras: { people } }),
  );
}

function dutyOf({ leader, leadership }: Teacher): string | null {
  if (leadership?.duty === 'middle') return '主任';
  if (!leader) return null;
  return leadership?.duty === 'head' ? '校长' : '副校长';
}
