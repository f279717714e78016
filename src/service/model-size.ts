/** Whether a model may be built at all: a bound on its memory from the county alone, before anything of it exists. */
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';

/**
 * Bytes for each (person, post group) of the product. Measured on the large county: 20 000 people took 2 GiB; most pairs
 * of the product are not admissible and cost nothing.
 */
const BYTES_PER_PAIR = 32;
/** Bytes for each (teacher, 教学点) of the second program: 120 000 pairs, all of them admissible, took 88 MiB. */
const BYTES_PER_SENDING = 1024;
const MIB = 2 ** 20;

/** @throws InputError `model-too-large` */
export function checkModelSize(
  { teachers, postGroups }: County,
  { round }: Policy,
  memoryMiB: number,
): void {
  const open =
    round === 'rotation' ? postGroups : postGroups.filter(({ openings }) => openings > 0);
  const needed = Math.ceil((teachers.length * open.length * BYTES_PER_PAIR) / MIB);
  if (needed > memoryMiB) {
    throw tooLarge(`${teachers.length} 人、${open.length} 个岗位组`, needed, memoryMiB);
  }
}

/**
 * The second program of the establishment (Q20): every teacher of a central school may go to every one of its sites.
 * @throws InputError `model-too-large`
 */
export function checkSiteProgramSize({ sites, teachers }: County, memoryMiB: number): void {
  const sitesOf = new Map<string, number>();
  for (const { schoolId, stage } of sites) {
    const part = `${schoolId}/${stage}`;
    sitesOf.set(part, (sitesOf.get(part) ?? 0) + 1);
  }
  const pairs = teachers.reduce(
    (all, { schoolId, stage }) => all + (sitesOf.get(`${schoolId}/${stage}`) ?? 0),
    0,
  );
  const needed = Math.ceil((pairs * BYTES_PER_SENDING) / MIB);
  if (needed > memoryMiB) {
    throw tooLarge(`${teachers.length} 人、${sites.length} 个教学点`, needed, memoryMiB);
  }
}

function tooLarge(what: string, needed: number, memoryMiB: number): InputError {
  const message = `本县 ${what}，模型可能需要 ${needed} MiB 内存，超过上限 ${memoryMiB} MiB，未求解；请分学区计算，或在更大的机器上运行工作进程 (the model may need ${needed} MiB, the limit is ${memoryMiB} MiB: split the county, or run a worker on a larger machine)。`;
  return new InputError([{ code: 'model-too-large', message }]);
}
