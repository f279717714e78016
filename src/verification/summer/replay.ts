/** The summer again, solve by solve: who competed for what, by the county and the decisions alone. */
import type { County, PostGroup, Teacher } from '../../domain/county.ts';
import type { Policy, RoundKind } from '../../domain/policy.ts';
import type {
  Decision,
  StageRecord,
  StageSolve,
  SummerStage,
  SummerState,
} from '../../domain/summer.ts';
import { type IsWorkday, journalOf, withRecords } from './journal.ts';
import { BATCH_POSTS, batchKind, isInScope } from './people.ts';

/** One solve as it must have been. */
export interface Step {
  /** As in {@link StageSolve.name}. */
  readonly name: string;
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
  /** The solve of the step, before all appeals; null = none on record. */
  readonly solve: StageSolve | null;
}

type Draft = Pick<Step, 'name' | 'round' | 'hires' | 'isOpen'> & {
  readonly mayCompete: (person: Teacher) => boolean;
};

/** F04: an appeal re-opens the latest competition. */
export const isAppeal = ({ name }: StageSolve): boolean => name.startsWith('appeal/');

export function replay(raw: County, state: SummerState, isWorkday: IsWorkday): Step[] {
  const policy = state.policy.values;
  const past: Decision[] = [];
  const steps: Step[] = [];
  for (const record of state.stages) {
    const { stage, decisions } = record;
    const county = withRecords(raw, journalOf(record, state.journal), isWorkday);
    const scope = county.teachers.filter((person) => isInScope(person, policy));
    past.push(...decisions.filter((each) => isBefore(each, stage)));
    for (const { mayCompete, ...draft } of drafts(record, county, policy)) {
      const decided = new Set(past.map(({ teacherId }) => teacherId));
      const open = scope.filter((person) => !decided.has(person.id));
      steps.push({
        ...draft,
        county,
        candidates: new Set(open.filter(mayCompete).map(({ id }) => id)),
        earlier: [...past],
        first: stage === 'direct-hire',
        solve: record.solves.find(({ name }) => name === draft.name) ?? null,
      });
      past.push(...draft.hires);
    }
    const known = new Set(past);
    past.push(...decisions.filter((each) => !known.has(each)));
  }
  return steps;
}

/** Direct hires are decided before the solves of their stage; those of D07 after. */
const isBefore = ({ kind }: Decision, stage: SummerStage) =>
  stage === 'direct-hire' && kind === 'direct';

function drafts(record: StageRecord, county: County, policy: Policy): Draft[] {
  const hires = record.decisions.filter(({ kind }) => kind !== 'direct' && kind !== 'standby');
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
