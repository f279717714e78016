/** Merit q of a person: a whole percent 0–100 that weighs the wishes (§4.5). */
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { isEstablished } from './people.ts';

const NO_RECORD = 50;

/** Person id → merit percent. */
export function meritPercents(county: County, policy: Policy): Map<string, number> {
  const colleagues = new Map<string, number[]>();
  for (const { schoolId, merit } of county.teachers.filter(isEstablished)) {
    if (merit === null) continue;
    const records = colleagues.get(schoolId) ?? [];
    records.push(merit);
    colleagues.set(schoolId, records);
  }
  const percentile = (merit: number, records: readonly number[]) => {
    const below = records.filter((each) => each < merit).length;
    const equal = records.filter((each) => each === merit).length;
    return Math.floor((100 * (2 * below + equal)) / (2 * records.length));
  };
  const ofPerson = (schoolId: string, merit: number | null) => {
    if (merit === null) return NO_RECORD;
    if (policy.merit.scale === 'raw') return Math.floor(merit / 100);
    const records = colleagues.get(schoolId) ?? [];
    return records.length === 0 ? NO_RECORD : percentile(merit, records);
  };
  return new Map(county.teachers.map(({ id, schoolId, merit }) => [id, ofPerson(schoolId, merit)]));
}
