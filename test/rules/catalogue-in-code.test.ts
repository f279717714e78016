/** Every rule acts where the book says, and every id in the code is in the book. */
import { describe, expect, test } from 'vitest';
import { ObjectiveTierId, parsePolicy, RoundKind } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { TABLES } from '../../src/intake/headers.ts';
import { INDICATORS } from '../../src/planning/indicators/index.ts';
import { ADMISSIBILITY_TESTS } from '../../src/rules/admissibility.ts';
import { type ActPlace, RULES, ruleById } from '../../src/rules/catalogue/index.ts';
import { ESTABLISHMENT_STEPS, establish } from '../../src/rules/establishment/index.ts';
import { GATES } from '../../src/rules/workflow/gates.ts';
import { PLANNED_STEPS } from '../../src/rules/workflow/planned-calendar.ts';
import { checkEstablishment } from '../../src/verification/establishment.ts';
import { CASES } from '../rulebook/cases/index.ts';
import {
  definedTests,
  definedTiers,
  idsIn,
  readSource,
  rowFamilies,
  sourceFiles,
} from '../support/rule-ids.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';
import { check } from '../verification/allocation.ts';

/** `name id` of every rule that acts at a place. */
function acting(place: ActPlace): string[] {
  return RULES.flatMap(({ id, acts }) =>
    acts.filter(({ where }) => where === place).map(({ name }) => `${name} ${id}`),
  ).sort();
}

/** `name id` of every check named `kind:name`. */
function prefixed(kind: 'establishment' | 'indicator' | 'summer'): string[] {
  return RULES.flatMap(({ id, check: names }) =>
    names
      .filter((name) => name.startsWith(`${kind}:`))
      .map((name) => `${name.slice(kind.length + 1)} ${id}`),
  ).sort();
}

/** The same from the code's own lists. */
function listed(lists: Iterable<{ name: string; rules: readonly string[] }>): string[] {
  return [...lists].flatMap(({ name, rules }) => rules.map((id) => `${name} ${id}`)).sort();
}

const textOf = (files: readonly string[]) => files.map(readSource).join('\n');

/** A county in which every row and every check stands, taken through every round. */
const COUNTY = tinyCounty({
  schools: [
    { id: 'b', tier: 'B', keySchool: true, zone: 'plain' },
    { id: 'u', tier: 'U' },
    { id: 'r', tier: 'R', weak: true, zone: 'mountain' },
  ],
  groups: [
    { schoolId: 'b' },
    { schoolId: 'u', subject: '音乐' },
    { schoolId: 'r' },
    { schoolId: 'r', subject: '数学' },
    { schoolId: 'r', category: 'A' },
  ],
  teachers: [
    mover({ id: 'm1', schoolId: 'b', title: 'M', partnerId: 'm2' }),
    mover({ id: 'm2', schoolId: 'u', mainSubject: '数学', partnerId: 'm1' }),
    { id: 's', schoolId: 'r', title: 'H' },
    { id: 't', schoolId: 'u', title: 'M', mainSubject: '数学', volunteer: true },
  ],
});
const POLICY = {
  zones: true,
  'pool.size': 2,
  'distance.maxKm': 50,
  'titleOverflow.max': 3,
  'ruralTilt.floorPct': 10,
  couples: 'same-town',
  'rotation.backbonePct': 20,
  'rotation.bySchool': true,
  'objective.order': ObjectiveTierId.options,
};
const ROUNDS = RoundKind.options;

describe('a rule acts where its entry says, and nothing else lists it', () => {
  test('admissibility tests', () => {
    expect(acting('admissibility')).toEqual(listed(ADMISSIBILITY_TESTS));
    const defined = [...definedTests()].map(([name, rules]) => ({ name, rules }));
    expect(listed(defined)).toEqual(listed(ADMISSIBILITY_TESTS));
  });
  test('row families', () => {
    const families = [...rowFamilies()].map(([name, rules]) => ({ name, rules }));
    expect(families.length).toBeGreaterThan(15);
    expect(acting('row')).toEqual(listed(families));
  });
  test('establishment steps', () => {
    expect(acting('establishment')).toEqual(listed(ESTABLISHMENT_STEPS));
  });
  test('indicators', () => {
    expect(acting('indicator')).toEqual(
      listed(INDICATORS.map(({ id, rules }) => ({ name: id, rules }))),
    );
  });
  test('gates of the workflow', () => {
    expect(GATES.length).toBeGreaterThan(15);
    expect(acting('gate')).toEqual(listed(GATES));
  });
  test('steps of the calendar whose last day a rule names', () => {
    const named = PLANNED_STEPS.flatMap(({ name, deadline }) =>
      deadline === undefined ? [] : [{ name, rules: [deadline.rule] }],
    );
    expect(acting('calendar')).toEqual(listed(named));
  });
  test('objective tiers, each in the definition with its rules', () => {
    const tiers = [...definedTiers()].map(([name, rules]) => ({ name, rules }));
    expect(tiers.map(({ name }) => name).sort()).toEqual([...ObjectiveTierId.options].sort());
    expect(acting('objective')).toEqual(listed(tiers));
    const idle = tiers.filter(({ rules }) => rules.length === 0).map(({ name }) => name);
    // These only break ties (A20).
    expect(idle).toEqual(['rural-service', 'hash-high', 'hash-low']);
  });
  test('sheets of the reports', () => {
    const reports = textOf(sourceFiles('src/reports'));
    const missing = acting('report').filter((pair) => !reports.includes(`'${pair.split(' ')[0]}'`));
    expect(missing).toEqual([]);
  });
  test('columns and findings of the intake', () => {
    const intake = textOf(sourceFiles('src/intake'));
    const columns = Object.entries(TABLES).flatMap(([table, { columns: known }]) =>
      Object.keys(known).map((column) => `${table}.${column}`),
    );
    const missing = acting('intake')
      .map((pair) => pair.split(' ')[0] as string)
      .filter((name) => !columns.includes(name) && !intake.includes(`code: '${name}'`));
    expect(missing).toEqual([]);
  });
});

describe('a rule is recomputed by the checks its entry names', () => {
  const cutoffs = { 'exempt.birthCutoffs': { men: '1963-07', women: '1968-07' } };
  const policies = [
    ...ROUNDS.map((round) => ({ ...POLICY, round })),
    // D08 stands in the place of the statutory schedule.
    { ...POLICY, ...cutoffs },
  ];
  const run = policies.flatMap((policy) => check(COUNTY, {}, { policy }).ruleChecks);
  const observed = [...new Set(run.map(({ name, ruleId }) => `${name} ${ruleId}`))].sort();
  const promised = RULES.flatMap(({ id, check: names }) =>
    names.filter((name) => !name.includes(':')).map((name) => `${name} ${id}`),
  ).sort();
  test('the verification reports exactly these', () => {
    expect(observed.length).toBeGreaterThan(60);
    expect(promised).toEqual(observed);
  });
  test('the re-check of the establishment reports exactly what the steps serve', () => {
    const policy = parsePolicy({});
    const reported = checkEstablishment(COUNTY, policy, establish(COUNTY, policy));
    const steps = [...new Set(reported.map(({ name, ruleId }) => `${name} ${ruleId}`))].sort();
    expect(steps).toEqual(acting('establishment'));
    expect(prefixed('establishment')).toEqual(steps);
  });
  test('a check by an indicator is one that the rule acts in', () => {
    const acted = acting('indicator');
    expect(prefixed('indicator')).not.toEqual([]);
    expect(prefixed('indicator').filter((pair) => !acted.includes(pair))).toEqual([]);
  });
  test('a check of the whole summer is one that a case has run', () => {
    const told = CASES.flatMap(({ rules, check: name }) => rules.map((id) => `${name} ${id}`));
    expect(prefixed('summer')).not.toEqual([]);
    expect(prefixed('summer').filter((pair) => !told.includes(`summer:${pair}`))).toEqual([]);
  });
  test('every case is told by a check that the entry names', () => {
    const strange = CASES.flatMap(({ rules, check: name }) =>
      rules.filter((id) => !ruleById(id)?.check.includes(name)).map((id) => `${name} ${id}`),
    );
    expect(strange).toEqual([]);
  });
});

/** Facts of the source county: sizes to compare with, nothing that acts. */
const FACTS = ['Q11', 'Q14'];
const IN_EFFECT = RULES.filter(({ id, strength }) => strength !== 'lost' && !FACTS.includes(id));

describe('ids in the code', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('data')].filter(
    (path) => !path.startsWith('src/rules/catalogue/') && path !== 'src/rules/README.md',
  );
  test('are all in the book', () => {
    const unknown = files.flatMap((path) =>
      idsIn(readSource(path))
        .filter((id) => ruleById(id) === null)
        .map((id) => `${path}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });
  test('name every rule that is in effect', () => {
    const named = new Set(files.flatMap((path) => idsIn(readSource(path))));
    expect(IN_EFFECT.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
  test('belong to rules that act somewhere or are checked, once in effect', () => {
    const idle = IN_EFFECT.filter(({ acts, check: names }) => acts.length + names.length === 0);
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});

describe('names in the program lead to rules', () => {
  /** Nodes and columns that belong to a row family under a name of their own. */
  const BELONGS: Record<string, string> = {
    x: 'teacher',
    first: 'first-opening',
    stay: 'teacher',
    standby: 'teacher',
    school: 'school-quota',
    step: 'school-quota',
    'arts-step': 'arts',
    lent: 'turnover-pool',
    'title-overflow': 'title-senior',
    short: 'rotation-due',
  };
  test('every row and column belongs to a family of the definition', () => {
    const names = ROUNDS.flatMap((round) => {
      const { model } = formulate(COUNTY, parsePolicy({ ...POLICY, round }));
      return [model.rowNames, model.columnNames].flatMap((list) =>
        Array.from({ length: list.length }, (_, k) => list.at(k) as string),
      );
    });
    const prefixes = [...new Set(names.map((name) => name.split(':')[0] as string))];
    const families = rowFamilies();
    const homeless = prefixes.filter((name) => !families.has(BELONGS[name] ?? name));
    expect(homeless).toEqual([]);
    expect(Object.keys(BELONGS).filter((name) => !prefixes.includes(name))).toEqual([]);
    expect([...families].filter(([, rules]) => rules.length === 0)).toEqual([]);
  });
});
