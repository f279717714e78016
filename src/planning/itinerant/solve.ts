/** Solves the parts of the itinerant program tier by tier, makes and checks their certificates, and gives the visits their weekdays. */
import {
  type Certificate,
  certify,
  exactProblem,
  type LexicographicResult,
  modelHash,
  solveLexicographic,
  verifyCertificate,
} from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import {
  ITINERANT_TIERS,
  type ItinerantPlan,
  type Trip,
  WEEK_DAYS,
} from '../../domain/itinerant.ts';
import {
  type Answer,
  type DatelessTrip,
  dayProgram,
  type ItinerantProgram,
  type OpenTrip,
} from '../../formulation/itinerant/index.ts';
import { sum } from '../../rules/establishment/sums.ts';
import { certificateFile } from '../certificates.ts';
import type { CertificateFile } from '../solve-tiers.ts';

export interface Solved {
  readonly answers: readonly Answer[];
  /** Sums over the parts. */
  readonly tiers: ItinerantPlan['tiers'];
  readonly solver: ItinerantPlan['solver'];
  /** One round a part; null where there are none. */
  readonly certificate: CertificateFile | null;
}

/**
 * @param parts none: nobody could give anything, so there is one plan, and it is optimal
 * @throws Error when no exact proof is possible or there is no answer (nobody travelling is one); CertificateError
 */
export async function solveItinerant(parts: readonly ItinerantProgram[]): Promise<Solved> {
  const solved: SolvedPart[] = [];
  for (const part of parts) solved.push(await solvePart(part));
  return {
    answers: solved.map(({ answer }) => answer),
    tiers: ITINERANT_TIERS.map(({ name, sense }) => summed(solved, name, sense)),
    solver: {
      backend: distinct(solved.map(({ result }) => result.backend)) || 'none',
      version: distinct(solved.map(({ result }) => result.version)),
    },
    certificate: certificateFile(solved.map(({ certificate }) => certificate)),
  };
}

interface SolvedPart {
  readonly answer: Answer;
  readonly result: LexicographicResult;
  readonly certificate: Certificate | null;
}

async function solvePart({ model, objectives, days }: ItinerantProgram): Promise<SolvedPart> {
  const inexact = objectives.map((each) => exactProblem(model, each)).find((each) => each !== null);
  if (inexact !== undefined) throw new Error(`no exact proof is possible: ${inexact}`);
  const result = await solveLexicographic(model, objectives);
  const { values, termination, message } = result;
  if (values === null || termination !== 'optimal') {
    throw new Error(`the itinerant program was not closed: ${message ?? termination}`);
  }
  const certificate = certify(model, objectives, result);
  const verdict = verifyCertificate(model, objectives, modelHash(model, objectives), certificate);
  if (!verdict.accepted) throw new CertificateError(verdict.problems);
  return { answer: { days, values }, result, certificate };
}

type Tier = ItinerantPlan['tiers'][number];

/** Proven only where every part is. */
function summed(parts: readonly SolvedPart[], name: Tier['name'], sense: Tier['sense']): Tier {
  const tiers = parts.flatMap(({ result }) => result.tiers.filter((each) => each.name === name));
  const isTold = tiers.some(({ proof }) => proof === 'backend');
  return {
    ...{ name, sense, value: sum(tiers.map(({ value }) => value ?? 0)) },
    bound: sum(tiers.map(({ bound }) => bound ?? 0)),
    proof: isTold ? 'solver' : 'dual',
  };
}

function distinct(words: readonly string[]): string {
  return [...new Set(words)].sort().join(' + ');
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
