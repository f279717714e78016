/**
 * The balance of one attribute of the staff (README: Attribute balance): arts nodes and their unit steps in the quota
 * tree, fair-share side rows with their shortfall. All of it exists only when the order of the round names the tier.
 */
import type { ModelBuilder } from '../../solver/index.ts';
import {
  ARTS_SUBJECTS,
  type Attribute,
  type AttributePart,
  attributeParts,
  fairShare,
  hasAttribute,
  PERSON_ATTRIBUTES,
  type PersonAttribute,
  partKey,
} from '../rules/attributes.ts';
import { STAGES } from '../rules/caps.ts';
import type { GroupFacts, PersonFacts, Round } from '../rules/round.ts';
import { tierOrder } from '../rules/tier-order.ts';
import { type Entries, push } from './entries.ts';
import type { CapMark, Columns } from './formulation.ts';

/** A part with the row that stands for it. */
interface AttributeRow {
  readonly part: AttributePart;
  readonly row: number;
}
/** By `school position/stage`. */
export type AttributeRows = ReadonlyMap<string, AttributeRow>;

/** The fair-share rows of one attribute. */
export interface FairShareRows {
  readonly attribute: PersonAttribute;
  readonly rows: AttributeRows;
}

/** Whether the policy asks for the balance of an attribute. */
function isAsked(attribute: Attribute, { policy }: Round): boolean {
  return tierOrder(policy).includes(`balance-${attribute}`);
}

/** A node for the arts posts of each compared part. */
export function addArtsNodes(builder: ModelBuilder, round: Round): AttributeRows {
  if (!isAsked('arts', round)) return new Map();
  return new Map(
    attributeParts('arts', round).map((part) => {
      const { site, stage } = part;
      const row = builder.addRow(`arts:${site.school.id}/${stage}`, 0, 0);
      return [partKey(site.at, stage), { part, row }];
    }),
  );
}

/** Whether a post counts as PE or art teaching. */
export function isArtsGroup({ group }: GroupFacts): boolean {
  return group.category === 'T' && ARTS_SUBJECTS.has(group.subject);
}

/** Unit steps from each arts node to its school: as many as its posts can hold. */
export function addArtsSteps(
  groups: readonly GroupFacts[],
  arts: AttributeRows,
  arc: (name: string, tail: number, schoolAt: number) => number,
): Columns['artsSteps'] {
  const capacity = new Map<string, number>();
  for (const facts of groups) {
    if (!isArtsGroup(facts)) continue;
    const key = partKey(facts.site.at, facts.group.stage);
    capacity.set(key, (capacity.get(key) ?? 0) + facts.capacity);
  }
  return [...arts].flatMap(([key, { part, row }]) =>
    Array.from({ length: capacity.get(key) ?? 0 }, (_, k) => {
      const { site, stage } = part;
      const name = `arts-step:${site.school.id}/${stage}/${k + 1}`;
      return { part, m: k + 1, at: arc(name, row, site.at) };
    }),
  );
}

/** Fair-share rows of the attributes the policy asks for, where the part lacks anybody. */
export function addFairShareRows(
  builder: ModelBuilder,
  round: Round,
  caps: CapMark[],
): FairShareRows[] {
  return PERSON_ATTRIBUTES.filter((attribute) => isAsked(attribute, round)).map((attribute) => {
    const rows = new Map<string, AttributeRow>();
    for (const part of attributeParts(attribute, round)) {
      const lacking = fairShare(part);
      if (lacking === 0) continue;
      const { site, stage } = part;
      const name = `fair-share:${attribute}/${site.school.id}/${stage}`;
      const row = builder.addRow(name, lacking, Infinity);
      rows.set(partKey(site.at, stage), { part, row });
      const family = `cap:fair-share-${attribute}`;
      caps.push({ family, key1: site.at, key2: STAGES.indexOf(stage), place: 'rowLower', at: row });
    }
    return { attribute, rows };
  });
}

/** Heads short of each fair share. */
export function addShortColumns(
  builder: ModelBuilder,
  fairShares: readonly FairShareRows[],
): Columns['attributeShort'] {
  return fairShares.flatMap(({ attribute, rows }) =>
    [...rows.values()].map(({ part, row }) => {
      const name = `short:${attribute}/${part.site.school.id}/${part.stage}`;
      return { attribute, part, at: builder.addColumn(name, 0, fairShare(part), true, [row], [1]) };
    }),
  );
}

/** Where a person at a post (a move, or a stay in the home group) counts in the fair-share rows. */
export function attributeEntries(
  { teacher }: PersonFacts,
  { group, site }: GroupFacts,
  round: Round,
  fairShares: readonly FairShareRows[],
  entries: Entries,
): void {
  if (fairShares.length === 0 || group.category !== 'T') return;
  const key = partKey(site.at, group.stage);
  for (const { attribute, rows } of fairShares) {
    const found = rows.get(key);
    if (found !== undefined && hasAttribute(attribute, teacher, group.stage, round.policy))
      push(entries, found.row, 1);
  }
}
