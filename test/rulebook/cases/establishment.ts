/** The arithmetic before the first placement: tables that keep the rules, and tables made under another reading. */
import type { County } from '../../../src/domain/county.ts';
import type { Establishment } from '../../../src/domain/establishment.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { checkEstablishment } from '../../../src/verification/establishment.ts';
import { type TinyCounty, tinyCounty } from '../../support/tiny-county.ts';
import type { RuleCase, Status } from './rule-case.ts';
import { rural, staff } from './scenes.ts';

type Raw = Record<string, unknown>;

/** Asked of a county under a policy. */
interface Question {
  readonly county: TinyCounty;
  readonly policy?: Raw;
}
/** How the wrong table comes about: under another policy, from another county, or by hand. */
interface Wrong {
  readonly policy?: Raw;
  readonly county?: TinyCounty;
  readonly change?: (table: Establishment) => Establishment;
}

const made = (county: County, policy: Raw): Establishment => establish(county, parsePolicy(policy));

/** The table is right; the wrong one is refused by the rule's own check. */
function tableCase(
  rules: readonly string[],
  step: string,
  title: string,
  { county, policy = {} }: Question,
  wrong: Wrong,
): RuleCase {
  const asked = tinyCounty(county);
  const statusOf = (table: Establishment): Status => {
    const checks = checkEstablishment(asked, parsePolicy(policy), table);
    const found = checks.filter(({ name, ruleId }) => name === step && rules.includes(ruleId));
    const statuses = new Set(found.map(({ status }) => status));
    const [status] = statuses;
    if (status === undefined || statuses.size > 1 || found.length !== rules.length) {
      throw new Error(`${step}: not one status for ${rules.join(', ')}`);
    }
    return status;
  };
  const { change = (table: Establishment) => table } = wrong;
  const from = wrong.county === undefined ? asked : tinyCounty(wrong.county);
  return {
    rules,
    check: `establishment:${step}`,
    title,
    keeps: () => statusOf(made(asked, policy)),
    breaks: () => statusOf(change(made(from, wrong.policy ?? policy))),
  };
}

/** Two primary schools of unequal size, a junior school and a kindergarten; `u` has more staff than quota. */
const schools = [
  { id: 'u', pupils: 900, classes: 18, quota: 40, expectedPupils: 1200, partyCommittee: true },
  rural('r', { pupils: 500, classes: 14, quota: 30, boarders: 40 }),
  { id: 'j', stage: 'J' as const, pupils: 600, classes: 12, quota: 44 },
  { id: 'k', stage: 'K' as const, pupils: 120, classes: 4, quota: 8 },
];
const county: TinyCounty = {
  schools,
  approved: [{ stage: 'P', total: 71 }],
  teachers: [...staff(9, 'k'), ...staff(3, 'r')],
};
const withSite: TinyCounty = {
  ...county,
  sites: [{ id: 'r-east', schoolId: 'r', pupils: 40, classes: 3 }],
};
const base: Question = { county };

/** One head from the second row of a stage to the first: the totals stay. */
const shifted = (table: Establishment): Establishment => {
  const [first, second, ...rest] = table.parts;
  if (first === undefined || second === undefined) throw new Error('two parts are needed');
  const by = (row: typeof first, heads: number) => ({
    ...row,
    quota: row.quota + heads,
    parts: { ...row.parts, rounding: row.parts.rounding + 100 * heads },
  });
  return { ...table, parts: [by(first, 1), by(second, -1), ...rest] };
};
/** One head more for the first row. */
const grown = (table: Establishment): Establishment => ({
  ...table,
  parts: table.parts.map((row, k) => (k === 0 ? { ...row, quota: row.quota + 1 } : row)),
});

export const ESTABLISHMENT_CASES: readonly RuleCase[] = [
  tableCase(['Q01', 'Q02'], 'stage-totals', 'the quotas add up to the approved total', base, {
    change: grown,
  }),
  tableCase(['Q09', 'Q10'], 'ledgers', 'each ledger is its own stages', base, {
    change: (table) => ({
      ...table,
      ledgers: table.ledgers.map((each) => ({ ...each, quota: each.quota + 1 })),
    }),
  }),
  tableCase(['Q07'], 'school-quotas', 'the largest remainder, and one head elsewhere', base, {
    change: shifted,
  }),
  tableCase(['Q07'], 'school-quotas', 'pupils and classes weigh 40 : 60, not 100 : 0', base, {
    policy: { quota: { pupilWeightPrimaryPct: 100 } },
  }),
  tableCase(
    ['Q19'],
    'school-quotas',
    'a growing school counts the pupils it expects',
    { county, policy: { quota: { growthPct: 100 } } },
    { policy: {} },
  ),
  tableCase(
    ['Q21'],
    'deputy-secretaries',
    'schools with a party committee have a deputy beside the quota',
    { county, policy: { quota: { deputySecretary: true } } },
    { policy: {} },
  ),
  tableCase(
    ['L01'],
    'least-heads',
    'a small school has the heads of its classes',
    {
      county: smallSchool(),
    },
    { policy: { quota: { smallSchoolPupils: 0, boardingPost: false } } },
  ),
  tableCase(
    ['Q03'],
    'turnover-pool',
    'no more is lent than lies idle',
    {
      county,
      policy: { pool: { size: 9999 } },
    },
    { change: (table) => ({ ...table, pool: { ...table.pool, lendable: table.pool.idle + 1 } }) },
  ),
  tableCase(
    ['Q16'],
    'over-quota',
    'heads over quota are told as they are',
    { county: { ...county, teachers: staff(3, 'r') } },
    { change: (table) => ({ ...table, pool: { ...table.pool, over: table.pool.over + 1 } }) },
  ),
  tableCase(['N01', 'N02'], 'non-teaching-cap', '9, 12 and 15 % of the quota', base, {
    policy: { nonTeaching: { primaryPct: 30 } },
  }),
  tableCase(['Q12', 'Q24'], 'subject-posts', 'the posts of the subjects fill the quota', base, {
    change: (table) => ({
      ...table,
      parts: table.parts.map((row) => ({ ...row, subjects: row.subjects.slice(1) })),
    }),
  }),
  tableCase(['L07'], 'pe-floor', 'PE teachers by classes', base, {
    change: (table) => ({
      ...table,
      parts: table.parts.map((row) => ({
        ...row,
        subjects: row.subjects.map((each) =>
          each.subject === '体育' ? { ...each, posts: 0 } : each,
        ),
      })),
    }),
  }),
  tableCase(['T01', 'T03'], 'title-totals', 'senior posts 10 % in primary, not 20 %', base, {
    policy: { titleShare: { seniorPrimaryPct: 20 } },
  }),
  tableCase(['T04'], 'title-shares', 'title posts by quota', base, {
    change: (table) => ({
      ...table,
      parts: table.parts.map((row, k) => {
        const more = k === 0 ? 1 : k === 1 ? -1 : 0;
        const { shared } = row.titles;
        return { ...row, titles: { ...row.titles, shared: { ...shared, M: shared.M + more } } };
      }),
    }),
  }),
  tableCase(['T02', 'T05'], 'title-tilt', '5 % of the posts lean to the countryside', base, {
    policy: { titleTilt: { mode: 'off' } },
  }),
  tableCase(
    ['L01', 'Q20'],
    'site-heads',
    'a teaching site has the heads of its classes',
    {
      county: withSite,
    },
    { policy: { quota: { smallSchoolPerClassHundredths: 0, siteMinimum: 0 } } },
  ),
  staffedSite(),
];

function smallSchool(): TinyCounty {
  return {
    schools: [
      { id: 'u', pupils: 900, classes: 18, quota: 40 },
      rural('r', { pupils: 60, classes: 6, quota: 12 }),
    ],
  };
}

/** The site is staffed from its own central school, or from another one. */
function staffedSite(): RuleCase {
  const people = [...staff(8, 'r'), ...staff(8, 'u')];
  const asked = tinyCounty({ ...withSite, teachers: people });
  const policy = parsePolicy({});
  const statusWith = (from: string): Status => {
    const table = made(asked, {});
    const sites = table.sites.map((site) => ({
      ...site,
      teacherIds: Array.from({ length: site.heads }, (_, k) => `${from}-${k + 1}`),
    }));
    const checks = checkEstablishment(asked, policy, { ...table, sites, siteProgram: [] });
    const found = checks.filter(({ name }) => name === 'site-staff');
    return found[0]?.status ?? 'fail';
  };
  return {
    rules: ['Q20', 'W02'],
    check: 'establishment:site-staff',
    title: 'the central school sends its own people to its site',
    keeps: () => statusWith('r'),
    breaks: () => statusWith('u'),
  };
}
