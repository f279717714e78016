/** Who may teach what where, what lacks there, and the program that follows: recomputed pair by pair. */
import { createHash } from 'node:crypto';
import type { Policy } from '../../domain/policy.ts';
import { type SchoolTier, Subject, TIER_RANK } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { roadDistance } from '../geography.ts';
import { loadOf, needAt, type Spot } from './lessons.ts';
import { certified, type Member, type Scene } from './supply.ts';

/** Fifths of a period that own teachers and researchers leave open. */
export function lackAt(scene: Scene, spot: Spot, subject: Subject): number {
  const key = `${spot.id}/${subject}`;
  const own = scene.groups.get(key)?.own ?? 0;
  return Math.max(0, needAt(spot, subject) - scene.researchersAt(key) - own);
}

/** 100, 60, or 0 for a subject that the person does not travel with. */
export function matchOf({ person }: Member, subject: Subject, policy: Policy): number {
  if (!policy.itinerant.subjects.includes(subject)) return 0;
  if (person.mainSubject === subject) return 100;
  return person.otherSubjects.includes(subject) ? 60 : 0;
}

const rank = (tier: SchoolTier): number => TIER_RANK[tier];

/** W01, W02, W04, W05. */
export function within(from: Spot, to: Spot, { itinerant }: Policy): boolean {
  const same = <Key extends 'id' | 'districtId' | 'community'>(key: Key) =>
    from.school[key] === to.school[key];
  if (same('id')) return true;
  const town =
    itinerant.scope !== 'central-school' &&
    same('districtId') &&
    rank(from.school.tier) <= rank(to.school.tier);
  const community =
    itinerant.scope === 'community' &&
    from.school.community !== null &&
    same('community') &&
    (to.site !== null || to.school.weak);
  return town || community;
}

/** Hundredths of a km one way; null = unknown. */
export function wayBetween(from: Spot, to: Spot, { distance }: Policy): number | null {
  if (from.id === to.id) return 0;
  const a = (from.site ?? from.school).position;
  const b = (to.site ?? to.school).position;
  return a === null || b === null ? null : roadDistance(a, b, distance.roadFactorPct);
}

export const isNear = (way: number | null, { distance }: Policy): boolean =>
  way !== null && (distance.maxKm === null || way <= 100 * distance.maxKm);

/** The program in lines, see `src/formulation/itinerant/README.md`; hashed as the plan claims it. */
export function derivedProgram(scene: Scene): {
  kinds: number;
  pairs: number;
  lacks: number;
  hash: string;
} {
  const { policy, spots, groups } = scene;
  const [pairs, kinds, lacks] = [[] as string[], [] as string[], new Set<string>()];
  for (const group of groups.values()) {
    if (group.spare === 0) continue;
    for (const member of group.members.filter(({ kind, person }) => kind === person.id)) {
      const found: string[] = [];
      const taught = Subject.options.filter((each) => matchOf(member, each, policy) > 0);
      for (const spot of spots.values()) {
        const way = wayBetween(member.spot, spot, policy);
        if (!within(member.spot, spot, policy) || !certified(member.person, spot.stage)) continue;
        if (spot.id !== member.spot.id && !isNear(way, policy)) continue;
        for (const subject of taught) {
          const lack = lackAt(scene, spot, subject);
          if (lack === 0) continue;
          found.push(`pair|${member.person.id}|${spot.id}/${subject}|${way}`);
          lacks.add(`lack|${spot.id}/${subject}|${lack}|${loadOf(spot.stage, subject)}`);
        }
      }
      if (found.length === 0) continue;
      const heads = sum(group.members.map(({ kind }) => (kind === member.kind ? 1 : 0)));
      kinds.push(`kind|${member.kind}|${heads}|${member.daysAway}|${group.id}|${group.spare}`);
      pairs.push(...found);
    }
  }
  const lines = [...pairs, ...kinds, ...lacks].sort().join('\n');
  const hash = createHash('sha256').update(lines).digest('hex');
  return { kinds: kinds.length, pairs: pairs.length, lacks: lacks.size, hash };
}
