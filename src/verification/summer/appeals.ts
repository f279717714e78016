/**
 * F04: appeals undone one by one, so that the stage's own solve and every answer are checked on what stood at the time. A
 * direct hire is opened without a solve; an in-school decision in one program over the school.
 */
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord, SummerState } from '../../domain/summer.ts';
import type { Answer } from './appeal-record.ts';
import { appellantOf, isAppeal, undone } from './appeal-record.ts';
import { brokenFloors } from './batch-floor.ts';
import { entries, lastRulings } from './journal.ts';
import { type Minimality, minimality } from './least-moved.ts';
import { isInScope } from './people.ts';
import { isHire, type Replay, type Step, stageRecords } from './replay.ts';
import { checkStep } from './solves.ts';
import { passedOver } from './turns.ts';

/** What the appeals of a summer were found to be. */
export interface CheckedAppeals {
  readonly findings: readonly string[];
  /** Of each appeal that moved others. */
  readonly minimality: readonly Minimality[];
}

export function checkAppeals(replay: Replay, steps: readonly Step[]): CheckedAppeals {
  const all = replay.state.stages.flatMap((record) =>
    undone(record).map((answer) => checkAnswer(replay, record, { answer, steps })),
  );
  return {
    findings: all.flatMap(({ findings }) => findings),
    minimality: all.flatMap((each) => each.minimality),
  };
}

/** Stages whose decisions were changed by appeals and can be played as they stand. */
export const isAppealed = ({ stage, solves }: StageRecord): boolean =>
  stage !== 'direct-hire' && solves.some(isAppeal);

function checkAnswer(
  replay: Replay,
  record: StageRecord,
  { answer, steps }: { readonly answer: Answer; readonly steps: readonly Step[] },
): CheckedAppeals {
  const named = (faults: readonly string[]) => faults.map((why) => `${answer.solve.name}: ${why}`);
  const common = answerFaults(replay.state, record, answer);
  if (record.stage === 'direct-hire') {
    return { findings: named([...common, ...directAnswer(answer)]), minimality: [] };
  }
  const step = answerStep(replay, record, { answer, steps });
  if (step === null) return { findings: named(['is no appeal of this stage']), minimality: [] };
  const policy = replay.state.policy.values;
  const found = solvedAnswer(policy, record, { answer, step });
  return {
    findings: [...checkStep(policy, step).findings, ...named([...common, ...found.faults])],
    minimality: found.minimality === null ? [] : [found.minimality],
  };
}

/** The program that the appeal was solved in: the stage's own, in the in-school competition that of the school. */
function answerStep(
  replay: Replay,
  record: StageRecord,
  { answer: { solve, after }, steps }: { readonly answer: Answer; readonly steps: readonly Step[] },
): Step | null {
  if (record.stage !== 'in-school') {
    const own = steps.find(({ name }) => name === record.stage);
    return own === undefined ? null : { ...own, hires: after.filter(isHire), solve };
  }
  const { county, scope, earlier } = atStart(replay, record);
  const schools = new Map(county.teachers.map(({ id, schoolId }) => [id, schoolId]));
  const here = (id: string) => schools.get(id) === schools.get(appellantOf(solve));
  return {
    name: solve.name,
    stage: 'in-school',
    round: 'in-school',
    candidates: new Set(scope.filter(here)),
    hires: after.filter((each) => isHire(each) && here(each.teacherId)),
    county,
    earlier: [...earlier, ...after.filter(({ teacherId }) => !here(teacherId))],
    isOpen: () => true,
    first: false,
    solve,
  };
}

/** Before a stage: the county as it was known, who had no decision, and all decisions. */
function atStart(replay: Replay, record: StageRecord) {
  const { stages, policy } = replay.state;
  const earlier = stages.slice(0, stages.indexOf(record)).flatMap(({ decisions }) => decisions);
  const decided = new Set(earlier.map(({ teacherId }) => teacherId));
  const county = stageRecords(replay, record);
  const scope = county.teachers
    .filter((person) => isInScope(person, policy.values) && !decided.has(person.id))
    .map(({ id }) => id);
  return { county, scope, earlier };
}

function answerFaults(
  { mode, journal }: SummerState,
  { stage }: StageRecord,
  { solve, before, after }: Answer,
): string[] {
  const id = appellantOf(solve);
  // A later ruling decides an earlier one.
  const isUpheld = lastRulings(stage, journal).get(id)?.upheld === true;
  const isNamed = entries(journal, 'objection').some(
    (each) => each.id === solve.objection && each.teacherId === id && each.stage === stage,
  );
  const idle = (solve.replaced ?? []).filter(
    ({ teacherId }) => standing(before, teacherId) === standing(after, teacherId),
  );
  return [
    ...(mode === 'binding' && !isUpheld ? ['no upheld objection is on record'] : []),
    ...(mode === 'binding' && solve.objection !== undefined && !isNamed
      ? ['the ruling that it carries out is not on record']
      : []),
    ...idle.map(({ teacherId }) => `${teacherId} is said to change, but does not`),
  ];
}

const standing = (decisions: readonly Decision[], id: string): string => {
  const own = decisions.find(({ teacherId }) => teacherId === id);
  return own === undefined ? '-' : `${own.kind === 'direct'} ${own.postGroupId}`;
};

/** D05: the ruling is about one person, who is hired directly now or no longer; on what ground is asked of every direct hire. */
function directAnswer({ solve, before, after }: Answer): string[] {
  const id = appellantOf(solve);
  const isDirect = (decisions: readonly Decision[]) =>
    decisions.some(({ teacherId, kind }) => teacherId === id && kind === 'direct');
  const others = (solve.replaced ?? []).filter(({ teacherId }) => teacherId !== id);
  return [
    ...(isDirect(before) === isDirect(after) ? ['the direct hire is not decided anew'] : []),
    ...others.map(({ teacherId }) => `${teacherId} is changed by a ruling about somebody else`),
  ];
}

function solvedAnswer(
  policy: Policy,
  record: StageRecord,
  { answer, step }: { readonly answer: Answer; readonly step: Step },
): { readonly faults: string[]; readonly minimality: Minimality | null } {
  const { solve, before } = answer;
  const appellant = appellantOf(solve);
  const old = before.filter((each) => isHire(each) && step.candidates.has(each.teacherId));
  const given = step.hires.find(({ teacherId }) => teacherId === appellant);
  const held = old.find(({ teacherId }) => teacherId === appellant)?.postGroupId ?? null;
  // A state of an earlier version does not tell what was awarded: then the post that was given was.
  const awarded = solve.awarded === undefined ? (given?.postGroupId ?? null) : solve.awarded;
  if (
    given === undefined ||
    given.postGroupId === held ||
    (awarded ?? given.postGroupId) !== given.postGroupId
  )
    return { faults: ['the person gets no other post, or not the one awarded'], minimality: null };
  const pinned = earlierThan(record, answer);
  const ruled = new Set(awarded === null ? pinned : [...pinned, appellant]);
  const moved = movedIn(answer, old);
  const least = minimality(policy, step, { appellant, awarded, before: old, moved, pinned });
  const passed = passedOver(policy, step, { before: old, after: step.hires, ruled });
  const floors = brokenFloors(policy, step, old);
  return {
    faults: [
      ...floors.map((batch) => `the rural floor of batch ${batch} is not kept (T05)`),
      ...passed.map(({ id, why }) => `${id} ${why}`),
      ...(least === 'fewer' ? [`${moved} other people move, though fewer need`] : []),
    ],
    minimality: moved > 0 ? least : null,
  };
}

/** Those whose appeals of the stage came before. */
function earlierThan({ solves }: StageRecord, { solve }: Answer): Set<string> {
  const before = solves.slice(0, solves.indexOf(solve)).filter(isAppeal).map(appellantOf);
  return new Set(before.filter((id) => id !== appellantOf(solve)));
}

/** Other people who lose or change a post of the competition. */
function movedIn({ solve }: Answer, old: readonly Decision[]): number {
  const held = new Set(old.map(({ teacherId }) => teacherId));
  const ids = new Set((solve.replaced ?? []).map(({ teacherId }) => teacherId));
  return [...ids].filter((id) => id !== appellantOf(solve) && held.has(id)).length;
}
