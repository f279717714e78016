/**
 * The summer again, solve by solve: who competed for what, by the county and the decisions alone. Each stage is played as it
 * decided at first; what appeals made of it since stands before the later stages.
 */
import type { County, PostGroup, Teacher } from '../../domain/county.ts';
import type { Policy, RoundKind } from '../../domain/policy.ts';
import type {
  Decision,
  StageRecord,
  StageSolve,
  SummerStage,
  SummerState,
} from '../../domain/summer.ts';
import { appellants, decidedFirst } from './appeal-record.ts';
import { type IsWorkday, journalOf, withRecords } from './journal.ts';
import { BATCH_POSTS, batchKind, isInScope } from './people.ts';

/** One solve as it must have been. */
export interface Step {
  /** As in {@link StageSolve.name}. */
  readonly name: string;
  readonly stage: SummerStage;
  readonly round: Exclude<RoundKind, 'rotation'>;
  /** Staff numbers of those who competed. */
  readonly candidates: ReadonlySet<string>;
  readonly hires: readonly Decision[];
  /** The raw county with what the journal changes in it. */
  readonly county: County;
  /** Everything decided before. */
  readonly earlier: readonly Decision[];
  readonly isOpen: (group: PostGroup) => boolean;
  /** I03: before the in-school competition; who is not decided still holds post and place of the own school. */
  readonly first: boolean;
  /** The solve of the step; null = none on record. */
  readonly solve: StageSolve | null;
}

type Draft = Pick<Step, 'name' | 'round' | 'hires' | 'isOpen'> & {
  readonly mayCompete: (person: Teacher) => boolean;
};

export interface Replay {
  readonly raw: County;
  readonly state: SummerState;
  readonly isWorkday: IsWorkday;
}

/** @param ofStage the decisions of a stage that are played; by default those before all appeals */
export function replay(
  { raw, state, isWorkday }: Replay,
  ofStage: (record: StageRecord) => readonly Decision[] = decidedFirst,
): Step[] {
  const policy = state.policy.values;
  const past: Decision[] = [];
  const steps: Step[] = [];
  for (const record of state.stages) {
    const played = ofStage(record);
    const county = stageRecords({ raw, state, isWorkday }, record);
    const scope = county.teachers.filter((person) => isInScope(person, policy));
    const before = [...past];
    past.push(...played.filter((each) => isBefore(each, record.stage)));
    for (const { mayCompete, ...draft } of drafts(record, played, { county, policy })) {
      const decided = new Set(past.map(({ teacherId }) => teacherId));
      const open = scope.filter((person) => !decided.has(person.id));
      steps.push({
        ...draft,
        stage: record.stage,
        county,
        candidates: new Set(open.filter(mayCompete).map(({ id }) => id)),
        earlier: [...past],
        first: record.stage === 'direct-hire',
        solve: record.solves.find(({ name }) => name === draft.name) ?? null,
      });
      past.push(...draft.hires);
    }
    past.splice(0, past.length, ...before, ...record.decisions);
  }
  return steps;
}

/** The raw county with what a stage knew: the journal that it read, and the rulings about direct hires before it. */
export function stageRecords({ raw, state, isWorkday }: Replay, record: StageRecord): County {
  const direct = state.stages.find(({ stage }) => stage === 'direct-hire');
  const ruled = direct === undefined || record === direct ? [] : appellants(direct);
  return withRecords(raw, journalOf(record, state.journal), { isWorkday, ruled });
}

/** Direct hires are decided before the solves of their stage; those of D07 after. */
const isBefore = ({ kind }: Decision, stage: SummerStage) =>
  stage === 'direct-hire' && kind === 'direct';

/** Hired in a competition. */
export const isHire = ({ kind }: Decision): boolean => kind !== 'direct' && kind !== 'standby';

function drafts(
  record: StageRecord,
  played: readonly Decision[],
  { county, policy }: { readonly county: County; readonly policy: Policy },
): Draft[] {
  const hires = played.filter(isHire);
  const everybody = () => true;
  switch (record.stage) {
    case 'direct-hire':
      return policy.volunteersFirst ? volunteerDrafts(hires, county) : [];
    case 'in-school':
      return policy.inSchool.batches.map((batch, k) => {
        const kinds = new Set(policy.inSchool.batches.slice(0, k + 1).flat());
        const categories = new Set(batch.flatMap((kind) => BATCH_POSTS[kind]));
        return {
          name: `in-school/${k + 1}`,
          round: 'in-school',
          hires: hires.filter((each) => each.batch === k + 1),
          mayCompete: (person) => kinds.has(batchKind(person)),
          isOpen: ({ category }) => categories.has(category),
        };
      });
    case 'in-district':
    case 'cross-district': {
      const round = record.stage === 'in-district' ? 'in-district' : 'placement';
      return [{ name: record.stage, round, hires, mayCompete: everybody, isOpen: everybody }];
    }
    case 'standby':
      return [];
  }
}

/** X17, X18: junior teachers whose first wish is a primary school: of the own district, then, to the mountains, another. */
function volunteerDrafts(hires: readonly Decision[], county: County): Draft[] {
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const homes = new Map(county.teachers.map(({ id, schoolId }) => [id, schools.get(schoolId)]));
  const isPrimary = ({ schoolId, postGroupId }: Teacher['wishes'][number]) => {
    if (postGroupId !== null) return groups.get(postGroupId)?.stage === 'P';
    return schools.get(schoolId)?.parts.some(({ stage }) => stage === 'P') ?? false;
  };
  const applies = ({ volunteer, formLate, stage, category, wishes: [first] }: Teacher) =>
    volunteer &&
    !formLate &&
    stage === 'J' &&
    category === 'T' &&
    first !== undefined &&
    isPrimary(first);
  const wishesNear = ({ id, wishes: [first] }: Teacher) =>
    schools.get(first?.schoolId ?? '')?.districtId === homes.get(id)?.districtId;
  const isNear = ({ teacherId, postGroupId }: Decision) => {
    const school = schools.get(groups.get(postGroupId ?? '')?.schoolId ?? '');
    return school?.districtId === homes.get(teacherId)?.districtId;
  };
  return [
    {
      name: 'volunteers/in-district',
      round: 'in-district',
      hires: hires.filter(isNear),
      mayCompete: (person) => applies(person) && wishesNear(person),
      isOpen: ({ stage }) => stage === 'P',
    },
    {
      name: 'volunteers/cross-district',
      round: 'placement',
      hires: hires.filter((each) => !isNear(each)),
      mayCompete: (person) =>
        applies(person) && !wishesNear(person) && homes.get(person.id)?.tier !== 'R',
      isOpen: ({ stage, schoolId }) => stage === 'P' && schools.get(schoolId)?.zone === 'mountain',
    },
  ];
}
