/** Which stage an appeal opens, and whether it may (F04). */
import { InputError } from '../../domain/errors.ts';
import { SUMMER_STAGE_ZH, type SummerStage, type SummerState } from '../../domain/summer.ts';
import { isPlaceable } from '../../rules/movers.ts';
import type { Summer } from './advance.ts';

/** Stages whose decisions can be opened. */
const APPEAL_STAGES = ['in-district', 'cross-district'] as const;
export type AppealStage = (typeof APPEAL_STAGES)[number];

interface Asked {
  readonly teacherId: string;
  readonly postGroupId: string | null;
}

function refuse(code: string, message: string): never {
  throw new InputError([{ code, message }]);
}

/**
 * The latest competition that is done: it decided the person, or left the person without a post.
 * @throws InputError when there is no such person, decision or stage, or a binding run has no upheld objection
 */
export function appealStage(
  { county, policy }: Summer,
  state: SummerState,
  asked: Asked,
): AppealStage {
  const { teacherId, postGroupId } = asked;
  const teacher = county.teachers.find(({ id }) => id === teacherId);
  if (teacher === undefined || !isPlaceable(teacher, policy)) {
    return refuse('unknown-teacher', `职工号「${teacherId}」不在全程人员中 (not in scope)。`);
  }
  if (postGroupId !== null && county.postGroups.every(({ id }) => id !== postGroupId)) {
    return refuse('unknown-post', `岗位组「${postGroupId}」不存在 (unknown post group)。`);
  }
  const stage = stageOf(state, teacherId);
  if (stage === 'cross-district' && policy.flow.mode === 'cascade') {
    return refuse(
      'cascade-not-open',
      '跨学区调配按流向逐轮进行，后一轮以前一轮的安排为准，不能只重开一个决定；请由仲裁小组改裁并另记一条，或用联合求解（政策项 flow.mode = joint）从头运行 (the rounds of a cascade rest on each other: let the ruling be changed, or run anew with flow.mode = joint)。',
    );
  }
  if (postGroupId !== null && postHeld(state, teacherId) === postGroupId) {
    return refuse(
      'award-held',
      `职工号「${teacherId}」现在就在岗位组「${postGroupId}」，无须重开 (the person holds that post already)。`,
    );
  }
  const isUpheld = state.journal.some(
    (entry) =>
      entry.kind === 'objection' &&
      entry.teacherId === teacherId &&
      entry.stage === stage &&
      entry.upheld === true,
  );
  if (state.mode === 'rehearsal' || isUpheld) return stage;
  return refuse(
    'objection-not-upheld',
    `台账中没有职工号「${teacherId}」在该环节裁定成立的申诉；请先由人事争议仲裁小组裁定并记入 (no upheld objection in the journal)。`,
  );
}

function postHeld({ stages }: SummerState, teacherId: string): string | null {
  const decisions = stages.flatMap((record) => record.decisions);
  return decisions.find((each) => each.teacherId === teacherId)?.postGroupId ?? null;
}

const APPEAL = 'appeal/';

/** Staff numbers of those whose decision of a stage was opened before. */
export function earlierAppellants({ stages }: SummerState, stage: SummerStage): string[] {
  const names = stages
    .filter((record) => record.stage === stage)
    .flatMap(({ solves }) => solves.map(({ name }) => name));
  return names.filter((name) => name.startsWith(APPEAL)).map((name) => name.slice(APPEAL.length));
}

/** Only the latest competition can be opened: a later one rests on what the earlier ones left. */
function stageOf({ stages }: SummerState, teacherId: string): AppealStage {
  const latest = APPEAL_STAGES.filter((each) => stages.some((record) => record.stage === each)).at(
    -1,
  );
  if (latest === undefined && stages.some(({ stage }) => stage === 'in-school')) {
    return refuse(
      'in-school-not-open',
      '校内竞聘分批进行，后一批以前一批的结果为准，不能只重开一个决定；请按裁定修改数据后从头运行 (the batches of the in-school competition rest on each other: correct the data and run anew)。',
    );
  }
  if (latest === undefined) {
    return refuse(
      'nothing-to-open',
      '学区竞聘尚未进行，没有可以重开的决定 (no such stage done yet)。',
    );
  }
  const decided = stages.find(({ decisions }) => decisions.some((d) => d.teacherId === teacherId));
  const by = decided?.stage ?? latest;
  if (by === latest || by === 'standby') return latest;
  return refuse(
    'decision-not-open',
    `职工号「${teacherId}」的决定由${SUMMER_STAGE_ZH[by]}作出，现在只能重开${SUMMER_STAGE_ZH[latest]}的决定；更早的决定须重新运行该环节及以后各环节 (only decisions of the latest competition can be opened)。`,
  );
}
