/** Where in the life of a job something is killed, told by the SQL that goes by; no hook in the program itself. */

export const PHASES = ['submit', 'claim', 'solve', 'commit'] as const;
export type Phase = (typeof PHASES)[number];
/** Relative to the statement of the phase: it is never made; it is made and its answer lost; its answer is there. */
export const MOMENTS = ['before', 'during', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];
/** The whole API process, the worker process, the database; on PostgreSQL also the one connection. */
export const TARGETS = ['api', 'worker', 'database', 'connection'] as const;
export type Target = (typeof TARGETS)[number];

export interface KillPoint {
  readonly phase: Phase;
  readonly moment: Moment;
  readonly target: Target;
  /** After a claim, for kills inside the solve; ms. */
  readonly delayMs: number;
}

/** Text that only the statement of the phase holds. */
const MARKS: readonly (readonly [Exclude<Phase, 'solve'>, string])[] = [
  ['submit', 'insert into job (id, county_id'],
  ['claim', "update job set state = 'running', attempt"],
  ['commit', 'update job set state = $3, ended_at'],
];

export function phaseOf(sql: string): Exclude<Phase, 'solve'> | null {
  return MARKS.find(([, mark]) => sql.includes(mark))?.[0] ?? null;
}

/** The phase whose statement a kill point waits for: a solve begins with its claim. */
export function waitsFor({ phase }: KillPoint): Exclude<Phase, 'solve'> {
  return phase === 'solve' ? 'claim' : phase;
}

const LONGEST_DELAY_MS = 400;

/** Drawn evenly over the phases; nobody but the API and the database takes part in a submission. */
export function drawKill(random: () => number, targets: readonly Target[]): KillPoint {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const phase = pick(PHASES);
  const possible = phase === 'submit' ? targets.filter((target) => target !== 'worker') : targets;
  const moment = phase === 'solve' ? 'after' : pick(MOMENTS);
  return {
    phase,
    moment,
    target: pick(possible),
    delayMs: Math.floor(random() * LONGEST_DELAY_MS),
  };
}

/** Mulberry32: the same kills for the same seed. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
