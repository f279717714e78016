/** Appeals as a stage has them on record: who appealed, and what was decided before each. */
import type { Decision, StageRecord, StageSolve } from '../../domain/summer.ts';

const APPEAL = 'appeal/';

/** F04: an appeal re-opens one decision of the latest stage. */
export const isAppeal = ({ name }: Pick<StageSolve, 'name'>): boolean => name.startsWith(APPEAL);

export const appellantOf = ({ name }: StageSolve): string => name.slice(APPEAL.length);

/** In order of the appeals. */
export const appellants = ({ solves }: StageRecord): string[] =>
  solves.filter(isAppeal).map(appellantOf);

/** What an appeal found and what it left: all decisions of the stage. */
export interface Answer {
  readonly solve: StageSolve;
  readonly before: readonly Decision[];
  readonly after: readonly Decision[];
}

/** The appeals of a stage undone one by one, the last first; told in order of the appeals. */
export function undone({ solves, decisions }: StageRecord): Answer[] {
  const answers: Answer[] = [];
  let after: readonly Decision[] = decisions;
  for (const solve of solves.filter(isAppeal).reverse()) {
    const replaced = solve.replaced ?? [];
    const ids = new Set(replaced.map(({ teacherId }) => teacherId));
    const old = replaced.flatMap(({ decision }) => (decision === null ? [] : [decision]));
    const before = [...after.filter(({ teacherId }) => !ids.has(teacherId)), ...old];
    answers.unshift({ solve, before, after });
    after = before;
  }
  return answers;
}

/** What the stage decided itself, before all appeals. */
export const decidedFirst = (record: StageRecord): readonly Decision[] =>
  undone(record)[0]?.before ?? record.decisions;
