/** Whether a model may be built at all: a bound on its memory from the county alone, before anything of it exists. */
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';

/**
 * Bytes for each (person, post group) of the product. Measured on the large county: 20 000 people took 2 GiB; most pairs
 * of the product are not admissible and cost nothing.
 */
const BYTES_PER_PAIR = 32;
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
  if (needed <= memoryMiB) return;
  throw new InputError([
    {
      code: 'model-too-large',
      message: `本县 ${teachers.length} 人、${open.length} 个岗位组，模型可能需要 ${needed} MiB 内存，超过上限 ${memoryMiB} MiB，未求解；请分学区计算，或在更大的机器上运行工作进程 (the model may need ${needed} MiB, the limit is ${memoryMiB} MiB: split the county, or run a worker on a larger machine)。`,
    },
  ]);
}
