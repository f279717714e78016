/** 环节 5 待岗: everybody was offered what there was; who is still without a post goes on the standby list (B01, X04). */
import type { Decision } from '../../domain/summer.ts';
import { withoutPost } from './between-schools.ts';
import type { RunStage } from './context.ts';

export const runStandby: RunStage = async (context) => {
  const decisions = [...withoutPost(context, context.standing)].map(onStandby);
  return { kind: 'decided', decisions, solves: [], announced: [] };
};

export function onStandby(teacherId: string): Decision {
  return {
    teacherId,
    kind: 'standby',
    postGroupId: null,
    ground: null,
    batch: null,
    contractMonths: null,
  };
}
