/** A planner's what-if in the words of the program: which bounds it moves, or which data it changes. */
import type { Change } from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { stageCap } from '../rules/caps.ts';
import type { GroupFacts, SchoolFacts } from '../rules/round.ts';
import { Bounds } from './replan-bounds.ts';
import { type CapPlace, capsByName, type ReadyProgram } from './replan-program.ts';

export type PlanChange =
  /** A person must, or must not, get this post; null = no post (placement: standby, rotation: stays). */
  | {
      readonly kind: 'force' | 'ban';
      readonly teacherId: string;
      readonly postGroupId: string | null;
    }
  /** More or fewer posts in a group; in a placement open ones. */
  | { readonly kind: 'openings'; readonly postGroupId: string; readonly by: number }
  /** More or fewer posts of a group that must be filled; a placement's. */
  | { readonly kind: 'must-fill'; readonly postGroupId: string; readonly by: number }
  /** A cap of the program by the name of its row or column, e.g. `school-quota:S1`; only its right side moves. */
  | { readonly kind: 'cap'; readonly row: string; readonly by: number }
  /** Another policy; the last one counts. */
  | { readonly kind: 'policy'; readonly policy: Policy };

export type BoundChange = Exclude<PlanChange, { kind: 'policy' }>;
type OpeningsChange = Extract<PlanChange, { kind: 'openings' }>;
type FloorChange = Extract<PlanChange, { kind: 'must-fill' }>;
/** What a question changes in the post table. */
export type PostChange = OpeningsChange | FloorChange;

/** Where people and posts stand in a program. */
interface Places {
  readonly person: ReadonlyMap<string, number>;
  readonly group: ReadonlyMap<string, number>;
  /** Pairs of person p: `firstPair[p]` … `firstPair[p + 1]` − 1. */
  readonly firstPair: Int32Array;
  readonly caps: ReadonlyMap<string, CapPlace>;
}

const known = new WeakMap<ReadyProgram, Places>();

function placesOf(program: ReadyProgram): Places {
  const found = known.get(program);
  if (found !== undefined) return found;
  const { round, pairs } = program.formulation;
  const firstPair = new Int32Array(round.people.length + 1);
  for (const p of pairs.person) firstPair[p + 1] = (firstPair[p + 1] as number) + 1;
  for (let p = 0; p < round.people.length; p++)
    firstPair[p + 1] = (firstPair[p + 1] as number) + (firstPair[p] as number);
  const places: Places = {
    person: new Map(round.people.map(({ teacher }, p) => [teacher.id, p])),
    group: new Map(round.groups.map(({ group }, g) => [group.id, g])),
    firstPair,
    caps: capsByName(program.formulation),
  };
  known.set(program, places);
  return places;
}

/** @throws InputError naming the id that is not of this round */
function unknown(code: string, id: string, what: string): never {
  throw new InputError([{ code, message: `${what}「${id}」不在本轮中 (not in this round)。` }]);
}

/**
 * Changes of bounds only.
 * @returns 'rebuild' when the change adds pairs, steps or rows; null when nothing legal can be left
 * @throws InputError when a person, post or cap is not of this round, or `by` is no whole number
 */
export function boundChanges(
  program: ReadyProgram,
  changes: readonly BoundChange[],
): Change[] | 'rebuild' | null {
  const bounds = new Bounds(program);
  let possible = true;
  for (const change of withOpeningsSummed(changes)) {
    const done =
      change.kind === 'openings'
        ? moveOpenings(program, bounds, change)
        : change.kind === 'cap'
          ? moveCap(program, bounds, change.row, wholeBy(change.by))
          : change.kind === 'must-fill'
            ? moveFloor(program, bounds, change)
            : change.kind === 'force'
              ? force(program, bounds, change.teacherId, change.postGroupId)
              : ban(program, bounds, change.teacherId, change.postGroupId);
    if (done === 'rebuild') return 'rebuild';
    possible &&= done;
  }
  return possible ? bounds.changes() : null;
}

/** One change of posts a group. */
function withOpeningsSummed(changes: readonly BoundChange[]): BoundChange[] {
  const by = summed(changes.filter((change) => change.kind === 'openings'));
  return [
    ...[...by].map(([postGroupId, sum]) => ({ kind: 'openings' as const, postGroupId, by: sum })),
    ...changes.filter((change) => change.kind !== 'openings'),
  ];
}

function summed(changes: readonly PostChange[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { postGroupId, by } of changes)
    sums.set(postGroupId, (sums.get(postGroupId) ?? 0) + wholeBy(by));
  return sums;
}

function wholeBy(by: number): number {
  if (Number.isSafeInteger(by)) return by;
  throw new InputError([{ code: 'not-whole', message: `变动数「${by}」应为整数 (not whole)。` }]);
}

/** @returns the columns of a person: those of pairs by post group, and standby or stay */
function columnsOf(program: ReadyProgram, teacherId: string, postGroupId: string | null) {
  const { person, group, firstPair } = placesOf(program);
  const { round, pairs, columns } = program.formulation;
  const p = person.get(teacherId) ?? unknown('unknown-teacher', teacherId, '职工号');
  const atHome = round.policy.round === 'rotation' && round.people[p]?.homeGroup?.group.id;
  const wanted = postGroupId === atHome ? null : postGroupId;
  const g = wanted === null ? -1 : (group.get(wanted) ?? unknown('unknown-post', wanted, '岗位组'));
  const list: { readonly group: number; readonly at: readonly number[] }[] = [];
  for (let k = firstPair[p] as number; k < (firstPair[p + 1] as number); k++) {
    const at = [columns.pair[k] as number, columns.first[k] as number];
    list.push({ group: pairs.group[k] as number, at });
  }
  const standby = columns.standby[p] as number;
  const home = standby === -1 ? (columns.stay[p] as number) : standby;
  return { list, wanted: g, home };
}

function force(
  program: ReadyProgram,
  bounds: Bounds,
  teacherId: string,
  postGroupId: string | null,
): boolean {
  const { list, wanted, home } = columnsOf(program, teacherId, postGroupId);
  for (const { group, at } of list) if (group !== wanted) for (const j of at) bounds.shut(j);
  if (wanted === -1) return true;
  bounds.shut(home);
  return list.some(({ group }) => group === wanted);
}

function ban(
  program: ReadyProgram,
  bounds: Bounds,
  teacherId: string,
  postGroupId: string | null,
): boolean {
  const { list, wanted, home } = columnsOf(program, teacherId, postGroupId);
  if (wanted === -1) bounds.shut(home);
  for (const { group, at } of list) if (group === wanted) for (const j of at) bounds.shut(j);
  return true;
}

function moveOpenings(
  program: ReadyProgram,
  bounds: Bounds,
  { postGroupId, by }: OpeningsChange,
): boolean | 'rebuild' {
  const { formulation } = program;
  const g =
    placesOf(program).group.get(postGroupId) ?? unknown('unknown-post', postGroupId, '岗位组');
  const facts = formulation.round.groups[g] as GroupFacts;
  const filled = formulation.columns.filled.get(postGroupId);
  const arts = formulation.columns.artsSteps.some(
    ({ part }) => part.site.at === facts.site.at && part.stage === facts.group.stage,
  );
  if (filled === undefined || (by > 0 && arts)) return by === 0 || 'rebuild';
  return formulation.round.policy.round === 'rotation'
    ? movePosts(program, bounds, facts, filled, by)
    : moveVacancies(program, bounds, facts, filled, by);
}

/** Placement: arrivals up to the openings. */
function moveVacancies(
  program: ReadyProgram,
  bounds: Bounds,
  { group, site }: GroupFacts,
  filled: number,
  by: number,
): boolean | 'rebuild' {
  const { round, model } = program.formulation;
  bounds.column(filled)[1] += by;
  if (by <= 0) return true;
  const hasStageRow = model.rowNames.includes(`stage-quota:${group.stage}`);
  const ofStage = openings(program, bounds, (facts) => facts.group.stage === group.stage);
  // A post that nobody could be put on has no pairs; a stage that had room has no row.
  if (group.openings === 0 || (!hasStageRow && ofStage > stageCap(group.stage, round)))
    return 'rebuild';
  return bounds.openSteps(site.at, headsAt(program, bounds, site)) || 'rebuild';
}

/** The least arrivals of a post: a floor of its arc. */
function moveFloor(
  program: ReadyProgram,
  bounds: Bounds,
  { postGroupId, by }: FloorChange,
): boolean | 'rebuild' {
  const { columns, round } = program.formulation;
  const filled = columns.filled.get(postGroupId);
  if (!placesOf(program).group.has(postGroupId)) unknown('unknown-post', postGroupId, '岗位组');
  if (filled === undefined || round.policy.round === 'rotation')
    return wholeBy(by) === 0 || 'rebuild';
  bounds.column(filled)[0] += wholeBy(by);
  return true;
}

function openings(
  { formulation: { round, columns } }: ReadyProgram,
  bounds: Bounds,
  counts: (facts: GroupFacts) => boolean,
): number {
  return round.groups.filter(counts).reduce((sum, { group }) => {
    const at = columns.filled.get(group.id);
    return at === undefined ? sum : sum + bounds.column(at)[1];
  }, 0);
}

/** As many heads as quota and pool let in, and in a placement the openings. */
function headsAt(program: ReadyProgram, bounds: Bounds, site: SchoolFacts): number {
  const { caps } = placesOf(program);
  const most = (name: string) => {
    const cap = caps.get(name);
    return cap?.place === 'upper' ? bounds.column(cap.at)[1] : 0;
  };
  const { id } = site.school;
  const heads = most(`school-quota:${id}`) + most(`lent:${id}`);
  return program.formulation.round.policy.round === 'rotation'
    ? heads
    : Math.min(
        heads,
        openings(program, bounds, (facts) => facts.site === site),
      );
}

/** Rotation: people up to the posts or those present, and the donor's floor with them (X06). */
function movePosts(
  { formulation }: ReadyProgram,
  bounds: Bounds,
  { at, group, present, stayFloor, capacity }: GroupFacts,
  filled: number,
  by: number,
): boolean | 'rebuild' {
  const posts = group.posts + by;
  const surplusChanges = present > group.posts !== present > posts;
  if (surplusChanges || capacity === stayFloor) return 'rebuild';
  const most = Math.max(posts, present);
  const floor = formulation.round.policy.rotation.donorFloor ? Math.min(posts, present) : 0;
  bounds.column(filled)[1] = most;
  const stays = formulation.caps.find(
    ({ family, key1, key2 }) => family === 'cap:post-openings' && key1 === at && key2 === 1,
  );
  if (stays !== undefined && stays.at !== filled) bounds.column(stays.at)[0] = floor;
  return true;
}

function moveCap(program: ReadyProgram, bounds: Bounds, name: string, by: number): boolean {
  const cap = placesOf(program).caps.get(name) ?? unknown('unknown-cap', name, '限额');
  const { place, at } = cap;
  if (place === 'rowUpper') bounds.row(at)[1] += by;
  if (place === 'rowLower') bounds.row(at)[0] += by;
  if (place === 'lower') bounds.column(at)[0] += by;
  if (place === 'upper') bounds.column(at)[1] += by;
  const school = program.formulation.round.schools.find(({ school: { id } }) =>
    [`school-quota:${id}`, `lent:${id}`].includes(name),
  );
  if (school === undefined || by <= 0) return true;
  if (bounds.openSteps(school.at, headsAt(program, bounds, school))) return true;
  throw new InputError([
    {
      code: 'cap-too-far',
      message: `「${name}」一次增加太多，请改政策或数据后重算 (too many heads at once).`,
    },
  ]);
}

/**
 * The county after changes of posts: posts and, in a placement, openings by as many; and of what must be filled.
 * @throws InputError when a post is not of this round, or would have fewer than 0 posts or posts that must be filled
 */
export function countyAfter(
  county: County,
  policy: Policy,
  changes: readonly PostChange[],
): County {
  if (changes.length === 0) return county;
  const by = summed(changes.filter((change) => change.kind === 'openings'));
  const floorBy = summed(changes.filter((change) => change.kind === 'must-fill'));
  const postGroups = county.postGroups.map((group) => {
    const more = by.get(group.id) ?? 0;
    const mustFill = group.mustFill + (floorBy.get(group.id) ?? 0);
    by.delete(group.id);
    floorBy.delete(group.id);
    const openings = policy.round !== 'rotation' ? group.openings + more : group.openings;
    const posts = Math.max(group.posts + more, openings, 0);
    if (openings >= 0 && group.posts + more >= 0 && mustFill >= 0)
      return { ...group, posts, openings, mustFill };
    throw new InputError([
      { code: 'below-zero', message: `岗位组「${group.id}」的岗位数不能为负 (below 0)。` },
    ]);
  });
  for (const id of [...by.keys(), ...floorBy.keys()]) unknown('unknown-post', id, '岗位组');
  return { ...county, postGroups };
}
