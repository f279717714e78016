/** Solves the itinerant program tier by tier, makes and checks its certificate, and gives the visits their weekdays. */
import {
  certify,
  exactProblem,
  type LexicographicResult,
  modelHash,
  solveLexicographic,
  verifyCertificate,
} from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import { type ItinerantPlan, type Trip, WEEK_DAYS } from '../../domain/itinerant.ts';
import {
  type DatelessTrip,
  dayProgram,
  type ItinerantProgram,
  type OpenTrip,
} from '../../formulation/itinerant/index.ts';
import { certificateFile } from '../certificates.ts';
import type { CertificateFile } from '../solve-tiers.ts';

/**
 * Counting who travels is all rounding (⌈days / days away⌉ for each kind). From so many kinds on HiGHS' cuts close it in one
 * node where the network solver's branching gave up after 5 000 (county, seeds 1–3: 1.5 s against 8 to 14 s); below, the
 * network solver is the faster and proves every tier by multipliers.
 */
const KINDS_FOR_CUTS = 30;

export interface Solved {
  readonly values: Float64Array;
  readonly tiers: ItinerantPlan['tiers'];
  readonly solver: ItinerantPlan['solver'];
  readonly certificate: CertificateFile | null;
}

/** @throws Error when no exact proof is possible or there is no answer (nobody travelling is one); CertificateError */
export async function solveItinerant({
  model,
  objectives,
  days,
}: ItinerantProgram): Promise<Solved> {
  const inexact = objectives.map((each) => exactProblem(model, each)).find((each) => each !== null);
  if (inexact !== undefined) throw new Error(`no exact proof is possible: ${inexact}`);
  const kinds = new Set(days.map(({ kind }) => kind.id)).size;
  const backend = kinds < KINDS_FOR_CUTS ? 'auto' : 'highs';
  const result = await solveLexicographic(model, objectives, { backend });
  if (result.values === null || result.termination !== 'optimal') {
    throw new Error(
      `the itinerant program was not closed: ${result.message ?? result.termination}`,
    );
  }
  const certificate = certify(model, objectives, result);
  const verdict = verifyCertificate(model, objectives, modelHash(model, objectives), certificate);
  if (!verdict.accepted) throw new CertificateError(verdict.problems);
  return {
    values: result.values,
    tiers: result.tiers.map(closedTier),
    solver: { backend: result.backend, version: result.version },
    certificate: certificateFile([certificate]),
  };
}

function closedTier({
  name,
  sense,
  value,
  bound,
  proof,
}: LexicographicResult['tiers'][number]): ItinerantPlan['tiers'][number] {
  const known = name as ItinerantPlan['tiers'][number]['name'];
  const kind = proof === 'backend' ? ('solver' as const) : proof;
  return { name: known, sense, value: value ?? 0, bound, proof: kind };
}

/** The trips with their weekdays; days at the home place have none. */
export async function withWeekdays(trips: readonly DatelessTrip[], seed: string): Promise<Trip[]> {
  const weekdays = new Map<DatelessTrip, number[]>(trips.map((trip) => [trip, []]));
  let open: OpenTrip[] = trips
    .filter(({ placeId, homePlaceId }) => placeId !== homePlaceId)
    .map((trip) => ({ trip, left: trip.days }));
  for (let day = 1; day <= WEEK_DAYS && open.length > 0; day++) {
    const today = day === WEEK_DAYS ? new Set(open) : await visitsOf(open, day, seed);
    for (const { trip } of today) weekdays.get(trip)?.push(day);
    open = open
      .map((each) => ({ ...each, left: each.left - (today.has(each) ? 1 : 0) }))
      .filter(({ left }) => left > 0);
  }
  return trips.map((trip) => ({ ...trip, weekdays: weekdays.get(trip) ?? [] }));
}

/** @throws Error when a day has no equitable share of the visits, which the definition rules out */
async function visitsOf(
  open: readonly OpenTrip[],
  day: number,
  seed: string,
): Promise<Set<OpenTrip>> {
  const { model, objectives, columns } = dayProgram(open, day, seed);
  const { values, message } = await solveLexicographic(model, objectives);
  if (values === null) throw new Error(`weekday ${day} has no answer: ${message ?? ''}`);
  return new Set(columns.filter(({ column }) => values[column] === 1).map((each) => each.open));
}
