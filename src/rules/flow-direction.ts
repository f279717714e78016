/** 流动方向: listed order, fallback, no reverse flow (X01, X02, A1, A3, D10). */
import type { Policy } from '../domain/policy.ts';
import { type SchoolTier, TIER_RANK } from '../domain/vocabulary.ts';

export type FlowArc = `${SchoolTier}${SchoolTier}`;

export function flowArc(from: SchoolTier, to: SchoolTier): FlowArc {
  return `${from}${to}`;
}

/** X02: from rural or street toward the county seat. */
export function isUpward(from: SchoolTier, to: SchoolTier): boolean {
  return TIER_RANK[to] < TIER_RANK[from];
}

/** D10: an upward move by a person whose finished rural term opens the way back. */
export function isReturn(
  from: SchoolTier,
  to: SchoolTier,
  returnRight: boolean,
  policy: Policy,
): boolean {
  return isUpward(from, to) && policy.returnRight && returnRight;
}

/** Whether the direction is open at all. The listed order is one of the cross-district round; competitions only bar the way up. */
export function flowAllowed(
  from: SchoolTier,
  to: SchoolTier,
  returnRight: boolean,
  policy: Policy,
): boolean {
  if (isReturn(from, to, returnRight, policy)) return true;
  if (policy.round === 'rotation') return policy.rotation.twoWay || !isUpward(from, to);
  if (policy.round !== 'placement') return !isUpward(from, to);
  const arc = flowArc(from, to);
  return policy.flow.arcs.includes(arc) || (arc === 'BR' && policy.flow.skip !== 'strict');
}

/** A1: a B→R placement beside the listed order, allowed as a fallback at a price. */
export function isFallback(from: SchoolTier, to: SchoolTier, policy: Policy): boolean {
  return (
    policy.round === 'placement' &&
    policy.flow.skip === 'fallback' &&
    flowArc(from, to) === 'BR' &&
    !policy.flow.arcs.includes('BR')
  );
}
