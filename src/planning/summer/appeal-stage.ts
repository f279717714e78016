/** Which stage an appeal opens, and whether it may (F04). Direct hire: `appeal-direct.ts`; the others: `appeal.ts`. */
import { InputError } from '../../domain/errors.ts';
import { SUMMER_STAGE_ZH, type SummerStage, type SummerState } from '../../domain/summer.ts';
import { isPlaceable } from '../../rules/movers.ts';
import { turnedRound, turnedRoundText, upheldRulings } from '../../rules/workflow/index.ts';
import type { Summer } from './advance.ts';

/** Stages whose decisions can be opened; what standby decides is what the stage before it left. */
const APPEAL_STAGES = ['direct-hire', 'in-school', 'in-district', 'cross-district'] as const;
export type AppealStage = (typeof APPEAL_STAGES)[number];

interface Asked {
  readonly teacherId: string;
  readonly postGroupId: string | null;
}

function refuse(code: string, message: string): never {
  throw new InputError([{ code, message }]);
}

/**
 * The latest stage that is done: it decided the person, or left the person without a post.
 * @throws InputError when there is no such person, decision or stage, or a binding run has no upheld objection, or an appeal
 *   whose ruling was turned round
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
  if (stage === 'direct-hire' && postGroupId !== null) {
    return refuse(
      'award-of-no-post',
      '直聘的裁定只认定是否符合直聘条件，不裁给岗位；请不带 --post 运行 (a ruling about a direct hire names no post).',
    );
  }
  if (postGroupId !== null && postHeld(state, teacherId) === postGroupId) {
    return refuse(
      'award-held',
      `职工号「${teacherId}」现在就在岗位组「${postGroupId}」，无须重开 (the person holds that post already)。`,
    );
  }
  if (state.mode === 'rehearsal') return stage;
  const [turned] = turnedRound({ journal: state.journal, done: state.stages }, APPEAL_STAGES);
  if (turned !== undefined) {
    const { text, action } = turnedRoundText(turned);
    return refuse('ruling-turned-round', `${text.zh}${action.zh} (${text.en} ${action.en})`);
  }
  if (upheldObjection(state, stage, teacherId) !== null) return stage;
  return refuse(
    'objection-not-upheld',
    `台账中没有职工号「${teacherId}」在该环节裁定成立的申诉；请先由人事争议仲裁小组裁定并记入 (no upheld objection in the journal)。`,
  );
}

/** Id of the entry with the ruling that an appeal carries out; null = the last one, if any, was not for the objection. */
export function upheldObjection(
  state: Pick<SummerState, 'journal'>,
  stage: AppealStage,
  teacherId: string,
): string | null {
  return upheldRulings(state, stage).find((entry) => entry.teacherId === teacherId)?.id ?? null;
}

function postHeld({ stages }: SummerState, teacherId: string): string | null {
  const decisions = stages.flatMap((record) => record.decisions);
  return decisions.find((each) => each.teacherId === teacherId)?.postGroupId ?? null;
}

const APPEAL = 'appeal/';

/** Staff numbers of those whose decision of a stage was opened before. */
export function earlierAppellants(
  { stages }: Pick<SummerState, 'stages'>,
  stage: SummerStage,
): string[] {
  const names = stages
    .filter((record) => record.stage === stage)
    .flatMap(({ solves }) => solves.map(({ name }) => name));
  return names.filter((name) => name.startsWith(APPEAL)).map((name) => name.slice(APPEAL.length));
}

/** Only the latest stage can be opened: a later one rests on what the earlier ones left. Standby decides nothing itself. */
function stageOf({ stages }: SummerState, teacherId: string): AppealStage {
  const latest = APPEAL_STAGES.filter((each) => stages.some((record) => record.stage === each)).at(
    -1,
  );
  if (latest === undefined) {
    return refuse('nothing-to-open', '直聘尚未进行，没有可以重开的决定 (no stage is done yet)。');
  }
  const decided = stages.find(({ decisions }) => decisions.some((d) => d.teacherId === teacherId));
  const by = decided?.stage ?? latest;
  if (by === latest || by === 'standby') return latest;
  return refuse(
    'decision-not-open',
    `职工号「${teacherId}」的决定由${SUMMER_STAGE_ZH[by]}作出，现在只能重开${SUMMER_STAGE_ZH[latest]}的决定；更早的决定须用该环节之后的状态文件重开，再依次运行以后各环节 (only decisions of the latest stage can be opened: take the state file of the stage before)。`,
  );
}
