/** Itinerant teaching (W01–W06): plans by hand that keep a rule and ones that break it. */
import type { County } from '../../../src/domain/county.ts';
import type { ItinerantPlan } from '../../../src/domain/itinerant.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { verifyItinerant } from '../../../src/verification/itinerant/index.ts';
import { claim, music, town, trip } from '../../support/tiny-itinerant.ts';
import type { RuleCase, Status } from './rule-case.ts';

interface Week {
  readonly county: County;
  readonly given: Partial<Pick<ItinerantPlan, 'trips' | 'coverage' | 'researchers'>>;
  readonly policy?: Record<string, unknown>;
}

function statusOf({ county, given, policy = {} }: Week, rules: readonly string[], name: string) {
  const values = parsePolicy(policy);
  const { ruleChecks } = verifyItinerant(county, values, claim(county, values, given));
  const found = ruleChecks.filter((each) => each.name === name && rules.includes(each.ruleId));
  const [status] = new Set(found.map((each) => each.status));
  if (status === undefined || found.length !== rules.length) throw new Error(`no check ${name}`);
  return status;
}

function weekCase(
  rules: readonly string[],
  name: string,
  title: string,
  { keeps, breaks }: { readonly keeps: Week; readonly breaks: Week },
): RuleCase {
  const run = (week: Week) => (): Status => statusOf(week, rules, name);
  return { rules, check: `itinerant:${name}`, title, keeps: run(keeps), breaks: run(breaks) };
}

const home = town([music('a', 'c')]);
const row = (after: number) => ({
  ...({ placeId: 'c-1', schoolId: 'c', siteId: 'c-1', stage: 'P', subject: '音乐' } as const),
  ...{ need: 40, before: 0, researchers: 0, home: 0, travelling: after, after },
});

/** From the rural central school up to a weak street school; the community may be another one. */
const upward = (community: string): Week => ({
  county: town([music('a', 'c')], { schools: [{ id: 'u', classes: 4, community }] }),
  given: { trips: [trip('a', 'c/P', 'u/P', { distance: 1170 })] },
});

const researcher = {
  ...({ id: 'r', subject: '音乐', stage: 'P', since: '2022-09', lastInSchool: null } as const),
  schoolId: 'c',
};
/** Sites may have all classes of the school: the researcher teaches on the campus. */
const withResearcher = town([], {
  researchers: [researcher],
  schools: [{ id: 'c', classes: 10 }],
});
const teaching = (fifths: number): Week => ({
  county: withResearcher,
  given: {
    researchers: [
      {
        ...({ researcherId: 'r', subject: '音乐', stage: 'P', schoolId: 'c', fifths } as const),
        ...{ reason: null, years: 4, owesYear: false },
      },
    ],
  },
  policy: { researchersTeach: true },
});

export const ITINERANT_CASES: readonly RuleCase[] = [
  weekCase(['W01'], 'lessons-open', 'the shared post covers the lessons of the site', {
    keeps: { county: home, given: { coverage: [row(40)] } },
    breaks: { county: home, given: { coverage: [row(36)] } },
  }),
  weekCase(['W03'], 'subjects', 'a music teacher travels with music, a language teacher does not', {
    keeps: { county: home, given: { trips: [trip('a', 'c/P', 'c-1')] } },
    breaks: {
      county: town([music('a', 'c', { mainSubject: '语文' })]),
      given: { trips: [trip('a', 'c/P', 'c-1')] },
    },
  }),
  weekCase(['W03'], 'allowance', 'each day away is paid', {
    keeps: { county: home, given: { trips: [trip('a', 'c/P', 'c-1', { days: 2 })] } },
    breaks: {
      county: home,
      given: { trips: [trip('a', 'c/P', 'c-1', { days: 2, allowance: 50 })] },
    },
  }),
  weekCase(['W04', 'W05'], 'reach', 'upward inside the community, not outside', {
    keeps: upward('K'),
    breaks: upward('L'),
  }),
  weekCase(['W06'], 'researchers', 'a researcher gives five periods a week', {
    keeps: teaching(25),
    breaks: teaching(18),
  }),
];
