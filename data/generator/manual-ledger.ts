/** The official's note sheet: who sits where, what is still open, how much title room a school has. */
import {
  type County,
  type PostGroup,
  type School,
  schoolQuota,
  type Teacher,
} from '../../src/domain/county.ts';
import { type Atlas, atlasOf } from './eligibility.ts';

/**
 * The tilt (T02, default policy) moves 9 to 10 % of the title posts of street schools to rural and weak ones.
 * The official does not compute it: room is judged on the safe side (at most these percents of the posts), and a
 * school is called full only if it is full whatever the exact tilt.
 */
const ROOM_PCT = { receiver: 100, donor: 85 } as const;
const FULL_PCT = { receiver: 115, donor: 92 } as const;

interface Heads {
  /** Counted heads that stay. */
  staying: number;
  /** Of them with senior, and with senior or middle title; arrivals are added. */
  senior: number;
  seniorOrMiddle: number;
  arrivals: number;
}

const side = (school: School) => (school.tier === 'R' || school.weak ? 'receiver' : 'donor');
const capOf = (school: School, levels: readonly ('H' | 'M')[]) =>
  school.parts.reduce(
    (sum, part) => sum + levels.reduce((own, level) => own + part.titleCaps[level], 0),
    0,
  );

export class Ledger {
  readonly atlas: Atlas;
  readonly #open = new Map<string, number>();
  readonly #heads = new Map<string, Heads>();
  readonly #placed = new Map<string, string>();
  readonly #slipSchools = new Set<string>();

  constructor(county: County) {
    this.atlas = atlasOf(county);
    for (const group of county.postGroups) this.#open.set(group.id, group.openings);
    for (const school of county.schools) {
      this.#heads.set(school.id, { staying: 0, senior: 0, seniorOrMiddle: 0, arrivals: 0 });
    }
    for (const teacher of county.teachers) {
      if (teacher.hiring === 'unplaced' || !teacher.countsAgainstPosts) continue;
      const heads = this.#heads.get(teacher.schoolId)!;
      heads.staying++;
      this.#addTitle(heads, teacher);
    }
  }

  #addTitle(heads: Heads, teacher: Teacher): void {
    if (teacher.title === 'H') heads.senior++;
    if (teacher.title !== 'E') heads.seniorOrMiddle++;
  }

  isPlaced(teacher: Teacher): boolean {
    return this.#placed.has(teacher.id);
  }

  placementOf(teacher: Teacher): string | undefined {
    return this.#placed.get(teacher.id);
  }

  isOpen(group: PostGroup): boolean {
    return (this.#open.get(group.id) ?? 0) > 0;
  }

  /** No headroom left: heads that stay and arrivals reach the quota. */
  isFull(schoolId: string): boolean {
    const { staying, arrivals } = this.#heads.get(schoolId)!;
    return staying + arrivals >= schoolQuota(this.atlas.schools.get(schoolId)!);
  }

  hasTitleRoom(teacher: Teacher, schoolId: string): boolean {
    if (teacher.title === 'E') return true;
    const school = this.atlas.schools.get(schoolId)!;
    const share = ROOM_PCT[side(school)];
    const { senior, seniorOrMiddle } = this.#heads.get(schoolId)!;
    const room = (cap: number, used: number) => used < Math.floor((cap * share) / 100);
    return (
      room(capOf(school, ['H', 'M']), seniorOrMiddle) &&
      (teacher.title === 'M' || room(capOf(school, ['H']), senior))
    );
  }

  /** Any further senior or middle title is beyond the posts after the tilt. */
  isFullOfTitles(schoolId: string): boolean {
    const school = this.atlas.schools.get(schoolId)!;
    const share = FULL_PCT[side(school)];
    const { seniorOrMiddle } = this.#heads.get(schoolId)!;
    return seniorOrMiddle >= Math.ceil((capOf(school, ['H', 'M']) * share) / 100);
  }

  hasSlip(schoolId: string): boolean {
    return this.#slipSchools.has(schoolId);
  }

  markSlip(schoolId: string): void {
    this.#slipSchools.add(schoolId);
  }

  place(teacher: Teacher, group: PostGroup): void {
    const heads = this.#heads.get(group.schoolId)!;
    heads.arrivals++;
    this.#addTitle(heads, teacher);
    this.#open.set(group.id, (this.#open.get(group.id) ?? 0) - 1);
    this.#placed.set(teacher.id, group.id);
  }
}
