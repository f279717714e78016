/**
 * 裁定与重开: which upheld objections `appeal` has carried out, and which appeals rest on a ruling that was turned round since
 * (F04). The state records an appeal as the solve `appeal/<staff number>`, with the id of the entry that it rests on.
 */
import type { ListedStage } from '../../domain/journal.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { finding, type GateFacts, type GateFinding } from './gate.ts';
import { type EntryOf, lastRulings } from './journal-facts.ts';
import { LIST_NAME } from './step-order.ts';

type Objection = EntryOf<'objection'>;
type Facts = Pick<GateFacts, 'journal' | 'done'>;

/** Where the last ruling about a decision of a stage was for the objection. */
export function upheldRulings(
  { journal }: Pick<Facts, 'journal'>,
  stage: ListedStage,
): Objection[] {
  return lastRulings(journal).filter((entry) => entry.stage === stage && entry.upheld === true);
}

/** Upheld objections that no appeal of the stage carries out; an older state tells of the person alone. */
export function unopenedRulings(facts: Facts, stage: ListedStage): Objection[] {
  const record = facts.done.find((each) => each.stage === stage);
  if (record === undefined) return [];
  return upheldRulings(facts, stage).filter(({ id, teacherId }) =>
    record.solves.every(
      ({ name, objection = id }) => name !== `appeal/${teacherId}` || objection !== id,
    ),
  );
}

/** The last rulings about decisions that an appeal has opened, where they were against the objection. */
export function turnedRound({ journal, done }: Facts, stages: readonly ListedStage[]): Objection[] {
  const opened = new Set(
    done.flatMap(({ stage, solves }) => solves.map(({ name }) => `${stage} ${name}`)),
  );
  return lastRulings(journal).filter(
    ({ stage, teacherId, upheld }) =>
      upheld === false && stages.includes(stage) && opened.has(`${stage} appeal/${teacherId}`),
  );
}

/** What such a ruling is told as. */
export function turnedRoundText({ id, teacherId, stage, on }: Objection): {
  readonly text: Bilingual;
  readonly action: Bilingual;
} {
  const { zh, en } = LIST_NAME[stage];
  return {
    text: {
      zh: `${zh}中职工号 ${teacherId} 的决定已因异议成立而重开，但 ${on} 的裁定（台账 ${id}）改为不成立。`,
      en: `The decision about ${teacherId} in ${en} was opened again, but the ruling of ${on} (entry ${id}) is against the objection.`,
    },
    action: {
      zh: '请换 --out 用同一台账从头运行；留有该次 appeal 之前的状态文件的，也可由该文件继续。',
      en: 'Run from the start into another --out with the same journal, or go on from the state file of before that appeal.',
    },
  };
}

export function turnedRoundFindings(facts: Facts, stages: readonly ListedStage[]): GateFinding[] {
  return turnedRound(facts, stages).map((entry) =>
    finding('ruling-turned-round', turnedRoundText(entry), {
      teacherId: entry.teacherId,
      from: entry.on,
    }),
  );
}
