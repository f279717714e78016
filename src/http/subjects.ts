/**
 * Roles and counties, in one place: what a role may, and what a key of one county sees. A thing of another county is
 * answered like a thing that does not exist.
 */
import { type Actor, ROLES, type Role, type Service } from '../service/contract.ts';
import type { RouteShape } from './declare.ts';
import type { Gate, Subjects } from './handler.ts';
import { ProblemFault } from './problem.ts';

/** Whether `role` may do what `needed` may. */
export function mayAct(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

function reaches(actor: Actor, countyId: string): boolean {
  return actor.countyId === null || actor.countyId === countyId;
}

/**
 * Refuses an actor whose role or binding the route does not allow.
 * @throws ProblemFault `forbidden` or `bound-to-county`
 */
export function permit(route: RouteShape, actor: Actor): void {
  if (route.role === 'open') return;
  if (!mayAct(actor.role, route.role)) throw new ProblemFault('forbidden');
  if (route.scope === 'service' && actor.countyId !== null) {
    throw new ProblemFault('bound-to-county');
  }
}

type PathScope = Exclude<keyof Subjects, 'open' | 'any' | 'service' | 'request'>;
type Finders = {
  readonly [K in PathScope]: (
    service: Service,
    params: Readonly<Record<string, string>>,
    actor: Actor,
  ) => Promise<Subjects[K] | null>;
};

/** Null for what is unknown or belongs to another county. */
const FINDERS: Finders = {
  county: (service, { county = '' }, actor) =>
    reaches(actor, county) ? service.counties.get(county) : Promise.resolve(null),
  version: async (service, { county = '', version = '' }, actor) =>
    inCounty(await service.counties.version(version), county, actor),
  policy: async (service, { county = '', policy = '' }, actor) =>
    inCounty(await service.policies.get(policy), county, actor),
  job: async (service, { job = '' }, actor) => inReach(await service.jobs.get(job), actor),
  proposal: async (service, { proposal = '' }, actor) =>
    inReach(await service.proposals.get(proposal), actor),
  objection: async (service, { objection = '' }, actor) => {
    const countyId = await service.proposals.countyOfObjection(objection);
    return countyId !== null && reaches(actor, countyId) ? objection : null;
  },
};

interface OfCounty {
  readonly countyId: string;
}
function inReach<T extends OfCounty>(thing: T | null, actor: Actor): T | null {
  return thing !== null && reaches(actor, thing.countyId) ? thing : null;
}
function inCounty<T extends OfCounty>(thing: T | null, county: string, actor: Actor): T | null {
  return thing?.countyId === county ? inReach(thing, actor) : null;
}

/**
 * What the route is about.
 * @throws ProblemFault `unknown-…` when there is no such thing in the actor's reach
 */
export async function subjectOf(
  scope: RouteShape['scope'],
  service: Service,
  params: Readonly<Record<string, string>>,
  actor: Actor,
): Promise<Subjects[Exclude<keyof Subjects, 'request'>]> {
  if (scope === 'open' || scope === 'any' || scope === 'service' || scope === 'request')
    return null;
  const found = await FINDERS[scope](service, params, actor);
  if (found === null) throw new ProblemFault(`unknown-${scope}`);
  return found;
}

/** The gate of one request; `passed` tells whether its handler went through it. */
export function gateOf(service: Service, actor: Actor): { gate: Gate; passed: () => boolean } {
  let passed = false;
  const gate: Gate = {
    async county(id) {
      const county = reaches(actor, id) ? await service.counties.get(id) : null;
      if (county === null) throw new ProblemFault('unknown-county');
      passed = true;
      return county;
    },
    everywhere() {
      if (actor.countyId !== null) throw new ProblemFault('bound-to-county');
      passed = true;
    },
  };
  return { gate, passed: () => passed };
}
