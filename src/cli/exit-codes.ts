/** What the process answers with. */
export const EXIT = {
  /** Proposal written; check clean; proposal accepted. */
  ok: 0,
  internal: 1,
  badInput: 2,
  /** No legal allocation, or none found within the limits. */
  noAllocation: 3,
  /** `verify` refuses the proposal. */
  rejected: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
