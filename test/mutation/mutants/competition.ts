/** The competitions of the summer, its workflow and standby, and the independent check of the whole. */
import { GATES } from '../../../src/rules/workflow/gates.ts';
import type { Mutant } from '../mutant.ts';
import { rule } from './rule.ts';

/** The tests of a competition, asked before those of a placement. */
const competing = (mutant: Mutant): Mutant => ({
  ...mutant,
  tests: [
    'test/rules/competition',
    'test/rulebook/cases',
    'test/planning/competition',
    ...mutant.tests,
  ],
});

const ROUNDS: readonly Mutant[] = [
  rule('direct-hire.ts', 'competes', 'return false;', ['D07']),
  rule('direct-hire.ts', 'lasts', 'return true;', ['D02', 'D09', 'D11']),
  rule('merit.ts', 'record', 'return args[0].merit;', ['E01'], 'grades stand for nothing'),
  rule('subject-match.ts', 'mayBeReposted', 'return false;', ['I07']),
  rule(
    'subject-match.ts',
    'mayBeReposted',
    "return args[0].category === 'T' && (args[1].category === 'A' || args[1].category === 'W');",
    ['I07'],
    'anybody may be re-posted',
  ),
  rule('admissibility.ts', 'entersTheSeat', 'return false;', ['X10', 'X11']),
  rule('stage.ts', 'needsStageExam', 'return false;', ['X22']),
  rule('stage.ts', 'mayTeach', 'return args[0].teachable;', ['B08'], 'assessments bar nobody'),
  rule('objective-terms.ts', 'competitionMerit', 'return 0;', ['I06', 'E02']),
  rule('objective-terms.ts', 'competitionMerit', 'return args[0].merit;', ['E02'], 'no front line'),
  rule('objective-terms.ts', 'hasFullLoad', 'return false;', ['E02']),
  rule('objective-terms.ts', 'equalConditions', 'return 0;', ['I05', 'R05']),
  rule('move-kind.ts', 'moveKind', "return 'cross-district';", ['R08', 'X17', 'X18', 'D10']),
  rule(
    'round.ts',
    'prepareRound',
    "const [county, policy] = args; return original(county, { ...policy, couples: 'off' });",
    ['X20'],
    'couples are not read',
  ),
  rule(
    'round.ts',
    'prepareRound',
    'const [county, policy] = args; return original(county, { ...policy, inDistrictMinMatchPct: 0 });',
    ['S02'],
    'any match must be taken',
  ),
  rule(
    'round.ts',
    'prepareRound',
    'const [county, policy] = args; return original({ ...county, teachers: county.teachers.map((each: any) => ({ ...each, formLate: false })) }, policy);',
    ['S06'],
    'forms are never late',
  ),
].map(competing);

const workflow = (
  file: string,
  shadow: string,
  body: string,
  rules: string[],
  as = shadow,
): Mutant => ({
  name: `${file.replace('.ts', '')}: ${as}`,
  rules,
  file: `src/rules/${file}`,
  change: { shadow, body },
  tests: ['test/rules/workflow', 'test/rules/standby', 'test/rulebook', 'test/planning/summer'],
});

const WORKFLOW: readonly Mutant[] = [
  workflow('workflow/working-days.ts', 'isWorkingDay', 'return true;', ['F01', 'F02']),
  workflow('workflow/working-days.ts', 'workingDaysBetween', 'return 99;', ['F01']),
  workflow('workflow/journal-facts.ts', 'refusedOffers', 'return new Map();', ['X04']),
  workflow('workflow/journal-facts.ts', 'isAnswer', 'return true;', ['X04'], 'no offer is needed'),
  workflow('workflow/journal-facts.ts', 'lateForms', 'return [];', ['S06']),
  workflow('workflow/journal-facts.ts', 'ruled', 'return args[0];', ['D05']),
  workflow('workflow/contract.ts', 'contractMonths', 'return 24;', ['D06', 'T06']),
  workflow(
    'workflow/contract.ts',
    'employers',
    'return new Map(args[0].schools.map(({ id }: any) => [id, id]));',
    ['F05'],
  ),
  workflow(
    'standby/consequences.ts',
    'payOf',
    'return { schoolId: args[1].homeSchoolId, stopped: [] };',
    ['B03', 'B06'],
  ),
  workflow(
    'standby/consequences.ts',
    'payOf',
    "const [state, facts] = args; return original(state, { ...facts, course: { ...facts.course, stance: 'refused' } });",
    ['B03', 'B07'],
    'everybody loses pay',
  ),
  workflow('standby/consequences.ts', 'exitTriggers', 'return [];', ['B08']),
  workflow('standby/consequences.ts', 'exitChannel', "return 'training';", ['B09']),
  workflow('standby/states.ts', 'follow', 'return args[0];', ['B01', 'B02', 'B05']),
  workflow(
    'standby/record.ts',
    'trainingOf',
    'return { ...original(...args), passBarred: false };',
    ['B04'],
  ),
  workflow('rotation/home-post.ts', 'keptHomePosts', 'return new Map();', ['R04']),
  workflow('standby/recruitment.ts', 'recruitmentNeeds', 'return [];', ['Q18', 'B09']),
  ...GATES.map(
    ({ name, rules }): Mutant => ({
      name: `gate: ${name} always open`,
      rules,
      file: 'src/rules/workflow/gates.ts',
      change: {
        append: `for (const each of GATES as any) if (each.name === '${name}') each.missing = () => [];`,
      },
      tests: ['test/rules/workflow', 'test/planning/summer', 'test/cli'],
    }),
  ),
];

/** Stages of the summer. */
const stage = (
  file: string,
  shadow: string,
  body: string,
  rules: string[],
  as = shadow,
): Mutant => ({
  name: `summer/${file.replace('.ts', '')}: ${as}`,
  rules,
  file: `src/planning/summer/${file}`,
  change: { shadow, body },
  tests: ['test/verification/summer', 'test/planning/summer', 'test/rulebook/ambiguities'],
});

const STAGES: readonly Mutant[] = [
  stage('people.ts', 'directGround', 'return null;', ['D01', 'D02', 'I08', 'R06']),
  stage('people.ts', 'choosesToCompete', 'return false;', ['D07']),
  stage('people.ts', 'batchOf', "return 'subject-teachers';", ['I02']),
  stage('people.ts', 'asksForPrimary', 'return false;', ['X17', 'X18']),
  stage(
    'stage-county.ts',
    'incumbents',
    'return new Map();',
    ['I03'],
    'volunteers take held posts',
  ),
  stage('in-school.ts', 'backToDirect', 'return [];', ['D07']),
  stage(
    'stage-county.ts',
    'stagePosts',
    'return args[0];',
    ['N03', 'Q24'],
    'last year’s vacancies',
  ),
  stage('standing.ts', 'headsHolding', 'return new Map();', ['N03', 'Q24'], 'posts are never held'),
];

/** The check of the whole summer. */
const check = (file: string, shadow: string, body: string, rules: string[]): Mutant => ({
  name: `verification/summer: ${shadow}`,
  rules,
  file: `src/verification/summer/${file}`,
  change: { shadow, body },
  tests: ['test/verification/summer', 'test/rulebook/cases'],
});

const CHECKS: readonly Mutant[] = [
  check('decisions.ts', 'onceFaults', 'return [];', ['F06']),
  check('decisions.ts', 'directFaults', 'return [];', ['D05', 'D14', 'I08', 'R06', 'D07']),
  check('decisions.ts', 'formFaults', 'return [];', ['D06']),
  check('ledger.ts', 'compareLedger', 'return [];', ['F06']),
  check('gates.ts', 'gateFaults', 'return [];', ['F01', 'F03', 'I01', 'S07', 'F04', 'F00']),
  check('gates.ts', 'plans', 'return [];', ['I01']),
  check('rulings.ts', 'objections', 'return [];', ['F04']),
  check('rulings.ts', 'directRulings', 'return [];', ['F04']),
  check('rulings.ts', 'appeals', 'return [];', ['F04']),
  check('closing.ts', 'closingFaults', 'return [];', ['F01', 'F03', 'F04']),
  check('contracts.ts', 'contractFaults', 'return [];', ['D06', 'F05', 'F06']),
  check('journal.ts', 'refused', 'return [];', ['X04']),
  check('journal.ts', 'lastFormDay', 'return null;', ['S06']),
  check('solves.ts', 'figureFindings', 'return [];', ['F06']),
  check('solves.ts', 'checkStep', 'return { findings: [], ruleChecks: [] };', [
    'S02',
    'I03',
    'X17',
    'X18',
  ]),
  check('index.ts', 'batchFaults', 'return [];', ['I02']),
  check('index.ts', 'lockFaults', 'return [];', ['F04']),
  check('index.ts', 'vacancyFindings', 'return [];', ['F00']),
  check('index.ts', 'strangeSolves', 'return [];', ['F06']),
  check('index.ts', 'foreignFindings', 'return [];', ['F06']),
];

export const COMPETITION: readonly Mutant[] = [...ROUNDS, ...WORKFLOW, ...STAGES, ...CHECKS];
