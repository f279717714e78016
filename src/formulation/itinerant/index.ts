/** The only door of the itinerant program: situation → model; answer → trips, weekdays, weeks. */
export { independentParts } from './parts.ts';
export { type Answer, type DatelessTrip, tripsOf, weeksOf } from './people.ts';
export { programPrint } from './print.ts';
export { type ItinerantProgram, itinerantProgram } from './program.ts';
export { dayProgram, type OpenTrip } from './weekdays.ts';
