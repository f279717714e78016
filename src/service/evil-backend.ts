/**
 * A backend that hangs, lies, throws, ends its thread or eats memory (the last two kinds only after a good allocation), so that tests see what becomes of the others.
 * Only with NODE_ENV=test and TIAOPEI_TEST_BACKEND, and only for jobs with one of the node limits below: the rest solves as ever.
 */
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { formulate } from '../formulation/index.ts';
import { finish, type ProposeOptions, propose } from '../planning/index.ts';
import type { JobSpec } from './messages.ts';

/** Node limit of a job that asks for it, by what its backend then does. */
export const EVIL_NODE_LIMITS = {
  hang: 13_001,
  lie: 13_002,
  throw: 13_003,
  exit: 13_004,
  allocate: 13_005,
  stall: 13_006,
  swell: 13_007,
} as const;
type Evil = keyof typeof EVIL_NODE_LIMITS;

/** TIAOPEI_TEST_BACKEND names one kind, or `any`. */
export function evilAsked({ nodeLimit }: Pick<JobSpec, 'nodeLimit'>): Evil | null {
  const { NODE_ENV, TIAOPEI_TEST_BACKEND } = process.env;
  if (NODE_ENV !== 'test' || TIAOPEI_TEST_BACKEND === undefined) return null;
  const kinds = Object.keys(EVIL_NODE_LIMITS) as Evil[];
  const asked = kinds.find((kind) => EVIL_NODE_LIMITS[kind] === nodeLimit) ?? null;
  return TIAOPEI_TEST_BACKEND === 'any' || TIAOPEI_TEST_BACKEND === asked ? asked : null;
}

const EXIT_CODE = 7;
const CHUNK_BYTES = 64 * 2 ** 20;

type Told = Required<Pick<ProposeOptions, 'onIncumbent' | 'onProgress'>>;

/** Comes back with nothing good, or not at all. */
export async function misbehave(
  kind: Evil,
  county: County,
  policy: Policy,
  told: Told,
): Promise<never> {
  switch (kind) {
    case 'hang':
      return hang();
    case 'stall':
      return afterIncumbent(county, policy, told, hang);
    case 'swell':
      return afterIncumbent(county, policy, told, allocate);
    case 'throw':
      throw new Error('the backend threw');
    case 'exit':
      return process.exit(EXIT_CODE);
    case 'allocate':
      return allocate();
    case 'lie':
      return lie(county, policy);
  }
}

function hang(): never {
  for (;;);
}

const TOLD_MS = 2500;

/** Solves honestly up to the first allocation, tells it and how far it is, and then gets out of hand. */
async function afterIncumbent(
  county: County,
  policy: Policy,
  { onIncumbent, onProgress }: Told,
  then: () => never,
): Promise<never> {
  let known = false;
  await propose(county, policy, {
    onIncumbent: (...best) => {
      known = true;
      onIncumbent(...best);
    },
    // Comes after the allocation it speaks of.
    onProgress: (progress) => {
      onProgress(progress);
      if (!known) return;
      // Time for it to be kept.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TOLD_MS);
      then();
    },
  });
  throw new Error('there was no allocation');
}

/** Array buffers, which no limit of a thread sees; touched, so that they are really there. */
function allocate(): never {
  const kept: Uint8Array[] = [];
  for (;;) kept.push(new Uint8Array(CHUNK_BYTES).fill(kept.length + 1));
}

/** Claims one person more placed than there is, as proven. The check must refuse it. */
async function lie(county: County, policy: Policy): Promise<never> {
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') throw new Error('nothing to lie about');
  const { objective, placements, standby, solver } = outcome.proposal;
  const claimed = objective.tiers.map(({ id, value }, k) => {
    const false_ = k === 0 ? value + 1 : value;
    return { name: id, value: false_, bound: false_, proof: 'dual' as const };
  });
  const proven = { closed: claimed, limit: null, solver, rounds: null, certificate: null };
  finish(
    formulate(county, policy),
    { placements, standby: standby.map(({ teacherId }) => teacherId) },
    proven,
  );
  throw new Error('the check believed a lie');
}
