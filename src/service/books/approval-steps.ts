/** The steps that an approval may take (F01–F06), in words and as statements. */
import type { Actor, ApprovalState, ApprovalView, ProposalView } from '../contract.ts';
import type { Statement } from '../store/database.ts';

/** draft → published → approved; withdrawn from any but approved; superseded only by a later approval. */
export const STEPS: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  draft: ['published', 'withdrawn'],
  published: ['approved', 'withdrawn'],
  approved: [],
  withdrawn: [],
  superseded: [],
};

export const STATE_ZH: Readonly<Record<ApprovalState, string>> = {
  draft: '草案',
  published: '公示',
  approved: '批准',
  withdrawn: '撤回',
  superseded: '被取代',
};

export function refused(code: string, message: string) {
  return { kind: 'refused', code, message } as const;
}

export const OPEN_OBJECTIONS = refused(
  'open-objections',
  '还有未处理的异议 (F02: objections are still open)。',
);
export const CHANGED_MEANWHILE = refused(
  'changed-meanwhile',
  '方案状态或异议刚刚有变，请刷新后再试 (the proposal has just changed: look again)。',
);

export function openObjections(id: string): Statement {
  return {
    sql: `select 1 where not exists (select from objection where proposal_id = $1 and state = 'open')`,
    values: [id],
    expect: 1,
  };
}

interface Step {
  readonly from: ApprovalState;
  readonly to: ApprovalState;
  readonly by: Actor;
  readonly why: string;
  readonly publicity: ApprovalView['publicity'];
}

export function step(id: string, { from, to, by, why, publicity }: Step): Statement {
  return {
    sql: `insert into approval (proposal_id, seq, from_state, to_state, by_actor, why_blob, publicity_start, publicity_end)
      select $1::uuid, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7 from approval where proposal_id = $1::uuid`,
    values: [id, from, to, by.id, why, publicity?.start ?? null, publicity?.end ?? null],
    expect: 1,
  };
}

/** Earlier approved proposals of the same round of the county stand no longer. */
export function supersede(
  { id, countyId, summary }: ProposalView,
  by: Actor,
  why: string,
): Statement[] {
  return [
    {
      sql: `with old as (update proposal set state = 'superseded' where county_id = $1 and id <> $2 and state = 'approved'
          and summary->>'round' = $3 returning id)
        insert into approval (proposal_id, seq, from_state, to_state, by_actor, why_blob)
        select id, (select coalesce(max(seq), 0) + 1 from approval a where a.proposal_id = old.id), 'approved', 'superseded', $4, $5 from old`,
      values: [countyId, id, summary.round, by.id, why],
    },
  ];
}
