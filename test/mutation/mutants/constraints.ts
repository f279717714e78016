/** Admissibility, caps, bounds, title posts and people: what makes an allocation lawful. */
import { ADMISSIBILITY_TESTS } from '../../../src/rules/admissibility.ts';
import type { Mutant } from '../mutant.ts';
import { asked, MANY, rule, without } from './rule.ts';

const ADMISSIBILITY: readonly Mutant[] = ADMISSIBILITY_TESTS.map(({ name, rules }) => ({
  name: `admissibility: ${name} always holds`,
  rules,
  file: 'src/rules/admissibility.ts',
  change: {
    append: `for (const each of ADMISSIBILITY_TESTS as any) if (each.name === '${name}') each.holds = () => true;`,
  },
  tests: asked('admissibility'),
}));

const CAPS: readonly Mutant[] = [
  rule('caps.ts', 'schoolCap', `return ${MANY};`, ['Q07', 'Q09', 'Q16', 'X05']),
  rule('caps.ts', 'jointCap', `return ${MANY};`, ['Q09', 'Q10', 'Q20', 'W02']),
  rule('caps.ts', 'stageCap', `return ${MANY};`, ['Q01', 'Q02', 'Q09']),
  rule('caps.ts', 'nonTeachingCap', `return ${MANY};`, ['N01']),
  rule('caps.ts', 'titleRoom', `return { senior: ${MANY}, seniorMiddle: ${MANY} };`, [
    'T01',
    'T07',
  ]),
  rule('caps.ts', 'stageTitleRoom', `return { senior: ${MANY}, seniorMiddle: ${MANY} };`, ['T01']),
  rule('caps.ts', 'rotationTargets', without('due: 0'), ['R03'], 'no target of the due'),
  rule('caps.ts', 'rotationTargets', without('total: 0'), ['R02'], 'no target of all'),
  rule('caps.ts', 'rotationTargets', without(`most: ${MANY}`), ['R02', 'R03'], 'no most moves'),
];

/** The program is built under a policy that lacks the bound. */
const unbound = (as: string, policy: string, rules: string[]): Mutant =>
  rule(
    'round.ts',
    'prepareRound',
    `const [county, policy] = args; return original(county, { ...policy, ${policy} });`,
    rules,
    as,
  );
/** … or from post groups that lack it. */
const groups = (as: string, changed: string, rules: string[]): Mutant =>
  rule(
    'round.ts',
    'prepareRound',
    `const round = original(...args); return { ...round, groups: round.groups.map((each: any) => ({ ...each, ${changed} })) };`,
    rules,
    as,
  );

const BOUNDS: readonly Mutant[] = [
  groups('post groups without limit', `capacity: ${MANY}`, ['N03', 'Q24', 'X06']),
  groups('posts need not be filled', 'least: 0', ['Q15']),
  groups('donors keep nobody', 'stayFloor: 0', ['X06']),
  groups('no subject is lacking', 'lacksSubject: false', ['W03']),
  unbound('no key-school cap', 'keySchool: { cap: 1000 }', ['X14']),
  unbound('the pool lends nothing', 'pool: { size: 0 }', ['Q03']),
  unbound('the pool lends anything', 'pool: { size: 1000 }', ['Q03']),
  unbound('title caps never hard', "titleCaps: 'soft'", ['T01']),
  unbound('no bound of title overflow', 'titleOverflow: { max: null }', ['T01']),
  unbound('no rural floor', 'ruralTilt: { ...policy.ruralTilt, floorPct: null }', ['T05']),
];

const TITLES: readonly Mutant[] = [
  rule('title-posts.ts', 'receivesTilt', 'return false;', ['T02', 'T05']),
  rule(
    'title-posts.ts',
    'tiltLevel',
    "const [parts, level, policy] = args; return original(parts, level, { ...policy, titleTilt: { mode: 'off', pct: 0 } });",
    ['T02', 'T05'],
  ),
  rule('title-posts.ts', 'stageTitleCap', `return { senior: ${MANY}, seniorMiddle: ${MANY} };`, [
    'T01',
  ]),
  rule('title-posts.ts', 'titleCounts', 'return { senior: 0, seniorMiddle: 0 };', ['T01', 'T07']),
];

const PEOPLE: readonly Mutant[] = [
  rule('direct-hire.ts', 'isNearRetirement', 'return false;', ['D01', 'D08']),
  rule('direct-hire.ts', 'isExempt', 'return false;', [
    'D02',
    'D03',
    'D04',
    'D09',
    'D11',
    'D12',
    'D13',
    'D14',
  ]),
  rule('direct-hire.ts', 'keepsHomePost', 'return false;', ['D02'], 'the exempt keep no post'),
  rule(
    'direct-hire.ts',
    'keepsHomePost',
    'const [teacher, policy] = args; return isExempt(teacher, policy);',
    ['D02'],
    'the exempt always keep the post',
  ),
  {
    name: 'retirement: no gradual delay',
    rules: ['L03', 'D01'],
    file: 'src/rules/retirement.ts',
    change: {
      append:
        'for (const track of Object.values(TRACKS) as { max: number }[]) Object.assign(track, { max: 0 });',
    },
    tests: asked('retirement'),
  },
  rule('retirement.ts', 'monthsToRetirement', 'return 1000;', ['L03', 'D01']),
  rule(
    'movers.ts',
    'isCounted',
    "return args[0].employment === 'established';",
    ['Q23'],
    'the absent always count',
  ),
  rule(
    'movers.ts',
    'isCounted',
    "return args[0].employment === 'established' && args[0].countsAgainstPosts;",
    ['Q23'],
    'the absent never count',
  ),
  rule('movers.ts', 'isPlaceable', 'return true;', ['Q17', 'Q22'], 'everybody may be placed'),
  rule(
    'movers.ts',
    'isPlaceable',
    "return args[0].employment === 'established';",
    ['Q22'],
    'agency people never',
  ),
  rule('movers.ts', 'isDue', 'return false;', ['R01', 'R03'], 'nobody is due'),
  rule('movers.ts', 'isDue', "return args[0].title !== 'E';", ['R01'], 'due from the first day'),
  rule(
    'movers.ts',
    'participants',
    "return args[0].teachers.filter((each: any) => each.employment === 'established' && each.hiring === 'unplaced');",
    ['I08'],
    'leaders take part',
  ),
  rule('round.ts', 'mayRotate', 'return true;', ['R01', 'I08']),
  rule('merit.ts', 'meritPercent', 'return () => 50;', ['I06', 'E01']),
];

const DIRECTIONS: readonly Mutant[] = [
  rule('flow-direction.ts', 'flowAllowed', 'return true;', ['X01', 'X02', 'X09']),
  rule('flow-direction.ts', 'isReturn', 'return false;', ['D10']),
  rule('flow-direction.ts', 'isUpward', 'return false;', ['X02', 'X10']),
  rule('flow-direction.ts', 'isFallback', 'return false;', ['X01']),
  rule('stage.ts', 'certificateCovers', 'return true;', ['L02', 'E04']),
  rule('stage.ts', 'stageChangeAllowed', 'return true;', ['X16']),
  rule('subject-match.ts', 'subjectMatch', 'return 100;', ['X06']),
];

export const CONSTRAINTS: readonly Mutant[] = [
  ...ADMISSIBILITY,
  ...CAPS,
  ...BOUNDS,
  ...TITLES,
  ...PEOPLE,
  ...DIRECTIONS,
];
