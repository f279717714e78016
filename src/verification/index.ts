/** The independent check: of one round, and of the summer as a whole. */
export type { Claim, Verification } from './claim.ts';
export { deriveProgram } from './fingerprint.ts';
export { verifyRotationPlan } from './rollover/plan.ts';
export { verifyRollover } from './rollover/rollover.ts';
export { type SummerVerification, verifySummer } from './summer/index.ts';
export { verify } from './verify.ts';
