/** 生师比 and 班师比 (Q07, Q08): how much of a stage's total a school part can claim by pupils and by classes. */
import type { SchoolPart } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { STAGE_ZH, type Stage } from '../../domain/vocabulary.ts';
import { sum } from './sums.ts';

export interface Ratio {
  /** 10 ρ: pupils for ten heads of staff. */
  readonly pupilsPerTen: number;
  /** 100 λ: weight of the pupil ratio, percent. */
  readonly pupilPct: number;
}

/** null in the stages for which the rules name no ratio (幼儿园, 中职, 特教). */
export function ratioOf(stage: Stage, { quota }: Policy): Ratio | null {
  if (stage === 'P') {
    return { pupilsPerTen: quota.pupilsPerTenStaffPrimary, pupilPct: quota.pupilWeightPrimaryPct };
  }
  if (stage === 'J') {
    return { pupilsPerTen: quota.pupilsPerTenStaffJunior, pupilPct: quota.pupilWeightJuniorPct };
  }
  if (stage !== 'H') return null;
  return { pupilsPerTen: quota.pupilsPerTenStaffSenior, pupilPct: quota.pupilWeightSeniorPct };
}

/** The claim of one part: parts of a common whole number of units. */
export interface Claim {
  readonly pupils: number;
  readonly growth: number;
  readonly classes: number;
  readonly entered: number;
}

/**
 * Claims λ·P/ρ + (1−λ)·κ·C with κ = total/ΣC, times a common factor that makes them whole. Growing schools (Q19)
 * count `quota.growthPct` percent of the pupils they expect beyond the present ones. Without a ratio the quotas
 * that were entered are the claims.
 * @param parts all parts of the stage
 * @throws InputError `stage-too-large`, path `approved/<stage>`, when a stage is too large for exact arithmetic
 */
export function claimsOf(
  stage: Stage,
  total: number,
  parts: readonly SchoolPart[],
  policy: Policy,
): Claim[] {
  const ratio = ratioOf(stage, policy);
  if (ratio === null) {
    return parts.map(({ quota }) => ({ pupils: 0, growth: 0, classes: 0, entered: quota }));
  }
  const { pupilsPerTen, pupilPct } = ratio;
  const { growthPct } = policy.quota;
  const allClasses = sum(parts.map(({ classes }) => classes));
  // Times 100 (percent) · 10 ρ · ΣC, and by 100 more where growth counts by percent.
  const scale = growthPct === 0 ? 1 : 100;
  const byPupils = pupilPct * 10 * Math.max(1, allClasses);
  const byClasses = (100 - pupilPct) * total * pupilsPerTen * scale;
  const claims = parts.map(({ pupils, classes, expectedPupils }) => ({
    pupils: byPupils * pupils * scale,
    growth: byPupils * growthPct * Math.max(0, (expectedPupils ?? 0) - pupils),
    classes: byClasses * classes,
    entered: 0,
  }));
  if (!Number.isSafeInteger(sum(claims.map(weightOf)))) {
    throw tooLarge(stage, { total, allClasses, pupils: sum(parts.map(({ pupils }) => pupils)) });
  }
  return claims;
}

/** Each number may be possible alone, all of them together are not: no county is a thousand times the largest one. */
function tooLarge(
  stage: Stage,
  { total, allClasses, pupils }: { total: number; allClasses: number; pupils: number },
): InputError {
  return new InputError([
    {
      code: 'stage-too-large',
      path: `approved/${stage}`,
      message:
        `「${STAGE_ZH[stage]}」的编制总量 ${total} 名、学生 ${pupils} 人、班级 ${allClasses} 个合在一起过大，无法精确分配。` +
        '请核对编制总量表和学校基本情况表的数字 (too large to be shared out exactly).',
    },
  ]);
}

export const weightOf = ({ pupils, growth, classes, entered }: Claim): number =>
  pupils + growth + classes + entered;
