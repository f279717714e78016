/**
 * How long a planner waits for an answer about the county, after the first solve and in the strict order of the tiers:
 * explanations of single people, and what-ifs by kind. One process; every sample is another person or another change.
 */
import { type Dice, dice } from '../data/generator/random.ts';
import { generateCounty } from '../data/index.ts';
import { type Policy, parsePolicy } from '../src/domain/policy.ts';
import {
  type Explainer,
  explainTeacher,
  openProposal,
  otherPosts,
  whyNot,
} from '../src/planning/explain/index.ts';
import { capsByName, type PlanChange, propose } from '../src/planning/index.ts';
import type { Setting } from './parts.ts';
import { summarise } from './protocol.ts';
import type { Kernel } from './results.ts';
import { manyScenarios } from './scenarios.ts';

/** Names that the promises look for. */
export const ONE_PERSON = 'explanation of one person';
export const WHAT_IFS = 'what-if, all kinds';

const PEOPLE = 50;

export async function explanations({ full, seed }: Setting): Promise<Kernel[]> {
  const { county, policy: raw } = generateCounty('county', seed);
  const outcome = await propose(county, parsePolicy(raw));
  if (outcome.kind !== 'proposal') throw new Error(`no proposal: ${outcome.kind}`);
  const start = performance.now();
  const explainer = await openProposal(county, JSON.parse(JSON.stringify(outcome.proposal)));
  const opened = kernel('proposal opened (first solve)', [performance.now() - start]);
  const random = dice(seed, 'explain');
  return [
    opened,
    ...(await people(explainer, random)),
    ...(await whatIfs(explainer, random, full ? 20 : 4)),
    await manyScenarios({ full, seed }),
  ];
}

async function people(explainer: Explainer, random: Dice): Promise<Kernel[]> {
  const movable = explainer.round.people.filter(({ mayMove }) => mayMove);
  const [told, forced, ranked]: number[][] = [[], [], []];
  for (let k = 0; k < PEOPLE; k++) {
    const { id } = random.pick(movable).teacher;
    const answer = await timed(told!, () => explainTeacher(explainer, id));
    if (answer.admissible.length === 0) continue;
    const { postGroupId } = random.pick(answer.admissible);
    await timed(forced!, () => whyNot(explainer, id, postGroupId));
    if (k < 3) await timed(ranked!, () => otherPosts(explainer, id, 3));
  }
  return [
    kernel(ONE_PERSON, told!),
    kernel('why not at this post (re-solve, who moves)', forced!),
    kernel('three best alternatives of one person', ranked!),
  ];
}

/** @param each samples of a kind */
async function whatIfs(explainer: Explainer, random: Dice, each: number): Promise<Kernel[]> {
  const kernels: Kernel[] = [];
  const all: number[] = [];
  for (const [kind, draw] of Object.entries(drawsOf(explainer, random))) {
    const times: number[] = [];
    let rebuilt = 0;
    for (let k = 0; k < each; k++) {
      const change = draw();
      const answer = await timed(times, () => explainer.replanner.tryOut([change]));
      if (answer.rebuilt) rebuilt++;
    }
    all.push(...times);
    kernels.push(kernel(`what-if: ${kind}${rebuilt > 0 ? ' (built anew)' : ''}`, times));
  }
  return [...kernels, kernel(WHAT_IFS, all)];
}

function drawsOf(
  { round, formulation, policy, allocation: { placements } }: Explainer,
  random: Dice,
): Readonly<Record<string, () => PlanChange>> {
  const caps = [...capsByName(formulation).keys()].filter((name) => /^(school|title)-/.test(name));
  const other = (patch: Partial<Policy>): PlanChange => ({
    kind: 'policy',
    policy: { ...policy, ...patch },
  });
  return {
    lock: () => {
      const k = random.below(formulation.pairs.person.length);
      const teacherId = round.people[formulation.pairs.person[k]!]!.teacher.id;
      const postGroupId = round.groups[formulation.pairs.group[k]!]!.group.id;
      return { kind: 'force', teacherId, postGroupId };
    },
    ban: () => ({ kind: 'ban', ...random.pick(placements) }),
    '+1 post': () => ({
      kind: 'openings',
      postGroupId: random.pick(placements).postGroupId,
      by: 1,
    }),
    cap: () => ({ kind: 'cap', row: random.pick(caps), by: 1 }),
    weight: () => other({ ruralTilt: { ...policy.ruralTilt, rural: random.below(100) } }),
    'tilt %': () => other({ titleTilt: { ...policy.titleTilt, pct: random.below(20) } }),
    'flow rule': () => other({ rotation: { ...policy.rotation, twoWay: !policy.rotation.twoWay } }),
    // Pairs that the program never had: nothing of the last basis may be left.
    'flow rule that adds pairs': () => other({ examForEntry: !policy.examForEntry }),
  };
}

async function timed<T>(times: number[], run: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const answer = await run();
  times.push(performance.now() - start);
  return answer;
}

function kernel(name: string, milliseconds: readonly number[]): Kernel {
  const summary = summarise(milliseconds.map((each) => each / 1000));
  if (summary === null) throw new Error(`${name}: nobody to ask about`);
  return {
    name,
    medianSeconds: summary.median,
    madSeconds: summary.mad,
    samples: milliseconds.length,
  };
}
