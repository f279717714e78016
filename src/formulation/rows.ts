/**
 * Rows of the program: one node for each person and each level of the quota tree, and the side rows.
 * Arcs between nodes carry the caps, so the tree is a network (one +1, one −1 a column).
 */

import type { ModelBuilder } from '../../solver/index.ts';
import { nonTeachingCap, STAGES, stageTitleRoom, titleRoom } from '../rules/caps.ts';
import type { GroupFacts, Round, SchoolFacts } from '../rules/round.ts';
import {
  type AttributeRows,
  addArtsNodes,
  addFairShareRows,
  type FairShareRows,
} from './attributes.ts';
import { addCoupleRows, type CoupleRows } from './couples.ts';
import type { CapMark } from './formulation.ts';
import type { Pairs } from './pairs.ts';
import { addRotationRows, type RotationRows } from './rotation-rows.ts';

/** Row numbers by meaning. */
export interface Rows {
  readonly teacher: readonly number[];
  /** By post-group id. */
  readonly group: ReadonlyMap<string, number>;
  readonly first: ReadonlyMap<string, number>;
  readonly stays: ReadonlyMap<string, number>;
  /** `school position/stage` of parts with a non-teaching cap. */
  readonly nonTeaching: ReadonlyMap<string, number>;
  /** Arts posts of the compared parts (tier `balance-arts`). */
  readonly arts: AttributeRows;
  /** By school position. */
  readonly school: readonly number[];
  readonly key: ReadonlyMap<number, number>;
  readonly quota: readonly number[];
  /** `district position/ledger`. */
  readonly district: ReadonlyMap<string, number>;
  readonly ledger: ReadonlyMap<string, number>;
  readonly pool: number | null;
  readonly side: SideRows;
}

export interface SideRows {
  readonly senior: readonly number[];
  readonly seniorMiddle: readonly number[];
  readonly overflowMax: number | null;
  /** By stage code; rows of title-total. */
  readonly stageSenior: ReadonlyMap<string, number>;
  readonly stageSeniorMiddle: ReadonlyMap<string, number>;
  readonly ruralFloor: number | null;
  readonly keyOutsiders: ReadonlyMap<number, number>;
  readonly rotation: RotationRows | null;
  /** By attribute (tiers `balance-backbone`, `-degree`, `-senior`). */
  readonly fairShares: readonly FairShareRows[];
  /** C15; empty where no request is read. */
  readonly couples: readonly CoupleRows[];
}

/** Groups that the program has a node for: those of the post table and missing home groups of a rotation. */
export function nodeGroups(round: Round): GroupFacts[] {
  const listed = round.groups.filter(({ capacity, present }) => capacity > 0 || present > 0);
  const missing = new Map<string, GroupFacts>();
  for (const { homeGroup } of round.people) {
    if (homeGroup !== null && homeGroup.at === -1) missing.set(homeGroup.group.id, homeGroup);
  }
  return [...listed, ...missing.values()];
}

/** Adds all rows. Balance rows are equalities at 0 (inflow −1, outflow +1). */
export function addRows(builder: ModelBuilder, round: Round, pairs: Pairs, caps: CapMark[]): Rows {
  const rotation = round.policy.round === 'rotation';
  const node = (name: string) => builder.addRow(name, 0, 0);
  const groups = nodeGroups(round);
  const byGroup = (prefix: string, list: readonly GroupFacts[]) =>
    new Map(list.map(({ group }) => [group.id, node(`${prefix}:${group.id}`)]));
  return {
    teacher: round.people.map(({ teacher }) => builder.addRow(`teacher:${teacher.id}`, 1, 1)),
    group: byGroup('post-openings', groups),
    first: byGroup(
      'first-opening',
      groups.filter((facts) => facts.lacksSubject && facts.capacity > 0),
    ),
    stays: rotation
      ? byGroup(
          'donor-floor',
          groups.filter((facts) => facts.present > 0),
        )
      : new Map(),
    nonTeaching: new Map(
      round.schools.flatMap((site) =>
        site.school.parts
          .filter((part) => nonTeachingCap(site, part, round) !== null)
          .map((part) => [
            `${site.at}/${part.stage}`,
            node(`non-teaching:${site.school.id}/${part.stage}`),
          ]),
      ),
    ),
    arts: addArtsNodes(builder, round),
    school: round.schools.map(({ school }) => node(`school:${school.id}`)),
    key: new Map(
      round.policy.round === 'placement'
        ? round.schools
            .filter(({ school }) => school.keySchool)
            .map(({ at, school }) => [at, node(`key-school-cap:${school.id}`)])
        : [],
    ),
    quota: round.schools.map(({ school }) => node(`school-quota:${school.id}`)),
    district: new Map(
      districtKeys(round.schools).map((key) => [
        key,
        node(`district-quota:${districtName(key, round)}`),
      ]),
    ),
    ledger: new Map(
      [...new Set(round.schools.map((site) => site.ledger))].map((ledger) => [
        ledger,
        node(`ledger-quota:${ledger}`),
      ]),
    ),
    pool: round.poolSize > 0 ? node('turnover-pool') : null,
    side: addSideRows(builder, round, pairs, caps),
  };
}

export function districtKey(site: SchoolFacts): string {
  return `${site.districtAt}/${site.ledger}`;
}

function districtKeys(schools: readonly SchoolFacts[]): string[] {
  return [...new Set(schools.map(districtKey))];
}

function districtName(key: string, round: Round): string {
  const [at, ledger] = key.split('/');
  return `${round.county.districts[Number(at)]?.id}/${ledger}`;
}

function addSideRows(builder: ModelBuilder, round: Round, pairs: Pairs, caps: CapMark[]): SideRows {
  const { policy, schools } = round;
  const rotation = policy.round === 'rotation';
  const atMost = (name: string, limit: number) => builder.addRow(name, -Infinity, limit);
  const marked = (name: string, limit: number, family: string, key1: number, key2: number) => {
    const at = atMost(name, limit);
    caps.push({ family, key1, key2, place: 'rowUpper', at });
    return at;
  };
  const stageRow = (kind: 'senior' | 'seniorMiddle', label: string, key2: number) =>
    new Map(
      (['P', 'J', 'H'] as const).map((stage) => [
        stage as string,
        marked(
          `title-total:${stage}/${label}`,
          stageTitleRoom(stage, round)[kind],
          'cap:title-total',
          STAGES.indexOf(stage),
          key2,
        ),
      ]),
    );
  const { max } = policy.titleOverflow;
  return {
    senior: schools.map((site) =>
      marked(
        `title-senior:${site.school.id}`,
        titleRoom(site, round).senior,
        'cap:title',
        site.at,
        0,
      ),
    ),
    seniorMiddle: schools.map((site) =>
      marked(
        `title-senior-middle:${site.school.id}`,
        titleRoom(site, round).seniorMiddle,
        'cap:title',
        site.at,
        1,
      ),
    ),
    overflowMax: max === null ? null : atMost('title-overflow-max', max),
    stageSenior: stageRow('senior', 'H', 0),
    stageSeniorMiddle: stageRow('seniorMiddle', 'HM', 1),
    ruralFloor:
      policy.ruralTilt.floorPct === null ? null : builder.addRow('rural-floor', 0, Infinity),
    keyOutsiders: new Map(
      rotation
        ? schools
            .filter(({ school }) => school.keySchool)
            .map(({ at, school }) => [
              at,
              marked(`key-school-cap:${school.id}`, policy.keySchool.cap, 'cap:key-school', at, 0),
            ])
        : [],
    ),
    rotation: rotation ? addRotationRows(builder, round, caps) : null,
    fairShares: addFairShareRows(builder, round, caps),
    couples: addCoupleRows(builder, round, pairs),
  };
}
