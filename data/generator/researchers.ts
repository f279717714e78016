/** 教研员: 32 people in seven groups, in contact with 27 schools (W06). */
import type { Researcher, School } from '../../src/domain/county.ts';
import type { Stage, Subject } from '../../src/domain/vocabulary.ts';
import { dice } from './random.ts';

/** Seven 教研组 with their posts, `heads` people each in turn over the posts: 32 in all. */
export const RESEARCH_GROUPS: readonly {
  readonly name: string;
  readonly heads: number;
  readonly posts: readonly (readonly [Stage, Subject])[];
}[] = [
  { name: '小学语文', heads: 5, posts: [['P', '语文']] },
  { name: '小学数学', heads: 4, posts: [['P', '数学']] },
  {
    name: '小学综合',
    heads: 6,
    posts: [
      ['P', '英语'],
      ['P', '科学'],
      ['P', '音乐'],
      ['P', '美术'],
      ['P', '体育'],
      ['P', '道德与法治'],
    ],
  },
  {
    name: '初中文科',
    heads: 5,
    posts: [
      ['J', '语文'],
      ['J', '英语'],
      ['J', '历史'],
      ['J', '道德与法治'],
    ],
  },
  {
    name: '初中理科',
    heads: 5,
    posts: [
      ['J', '数学'],
      ['J', '物理'],
      ['J', '生物'],
      ['J', '化学'],
    ],
  },
  {
    name: '高中文科',
    heads: 3,
    posts: [
      ['H', '语文'],
      ['H', '英语'],
      ['H', '历史'],
    ],
  },
  {
    name: '高中理科',
    heads: 4,
    posts: [
      ['H', '数学'],
      ['H', '物理'],
      ['H', '化学'],
      ['H', '生物'],
    ],
  },
];

const SCHOOLS = 27;
const YEARS_ON_POST = 12;

/** A school for each post: the stage with the fewest schools first, nobody's school twice before the number is reached. */
function contacts(stages: readonly Stage[], schools: readonly School[]): string[] {
  const ofStage = (stage: Stage) =>
    schools.filter(({ parts }) => parts.some((part) => part.stage === stage));
  const used = new Map<string, number>();
  const visits = ({ id }: School) => used.get(id) ?? 0;
  const found: string[] = [];
  const order = [...stages.keys()].sort(
    (a, b) => ofStage(stages[a]!).length - ofStage(stages[b]!).length || a - b,
  );
  for (const index of order) {
    const own = ofStage(stages[index]!).filter((one) => used.size < SCHOOLS || visits(one) > 0);
    const { id } = own.reduce((least, one) => (visits(one) < visits(least) ? one : least));
    used.set(id, (used.get(id) ?? 0) + 1);
    found[index] = id;
  }
  return found;
}

/** The bureau's researchers; some have been on post for more than five years without a year in a school. */
export function drawResearchers(schools: readonly School[], seed: number): Researcher[] {
  const source = dice(seed, 'researchers');
  const posts = RESEARCH_GROUPS.flatMap(({ heads, posts: own }) =>
    Array.from({ length: heads }, (_, index) => own[index % own.length]!),
  );
  const schoolOf = contacts(
    posts.map(([stage]) => stage),
    source.shuffled(schools),
  );
  return posts.map(([stage, subject], index): Researcher => {
    const years = source.below(YEARS_ON_POST);
    const taught = years >= 5 && source.chance(0.6);
    const lastInSchool = taught ? `${2026 - source.below(Math.min(years, 5))}-08` : null;
    return {
      id: `JY${String(index + 1).padStart(2, '0')}`,
      subject,
      stage,
      since: `${2025 - years}-09`,
      lastInSchool,
      schoolId: schoolOf[index]!,
    };
  });
}
