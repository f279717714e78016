/** The only door of the indicators. */
export { INDICATORS } from './catalogue.ts';
export { measureIndicators } from './measure.ts';
