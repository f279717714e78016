/** 骨干教师指标 (C10, L08): the share of those who rotate, as heads. */
import { rotationTargets } from '../caps.ts';
import type { Round } from '../round.ts';

/**
 * The share of the most who may move: whoever moves within that bound, the share holds, and the row stays one of heads.
 * Null without `rotation.backbonePct`.
 */
export function backboneTarget(round: Round): number | null {
  const { backbonePct } = round.policy.rotation;
  return backbonePct === null ? null : Math.ceil((backbonePct * rotationTargets(round).most) / 100);
}
