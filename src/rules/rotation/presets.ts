/** 预设: rotation policies that a planner can name instead of writing them out. */
import type { ObjectiveTierId, Policy } from '../../domain/policy.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';

export interface RotationPreset {
  readonly name: string;
  readonly sentence: Bilingual;
  /** Keys of `policy.rotation` that it sets. */
  readonly rotation: Partial<Policy['rotation']>;
  /** Goals that come right after the soft rules, and goals that come after the fit, each in this order. */
  readonly early: readonly ObjectiveTierId[];
  readonly late: readonly ObjectiveTierId[];
}

export const ROTATION_PRESETS: readonly RotationPreset[] = [
  {
    name: 'national',
    // L08, 教师〔2014〕4号.
    sentence: {
      zh: '国家：每年交流不低于应交流教师的 10%，其中骨干教师不低于 20%',
      en: 'national: 10 % of the due each year, 20 % of those who move backbone teachers',
    },
    // Exactly as many as asked for: then the backbone target is the share of those who move.
    rotation: { duePct: 10, totalPct: 0, backbonePct: 20, maxSharePct: 100 },
    // Rotation is there to even out the schools: who goes is decided first by the coefficients that the state
    // supervises and people decide (L04).
    early: ['fewest-moves', 'balance-arts', 'balance-backbone', 'balance-degree'],
    late: [],
  },
  {
    name: 'exchange',
    sentence: {
      zh: '对等交流：学科底线按交流后在岗人数计，有出有进，指标年年可完成',
      en: 'like for like: the floor of a subject counts who is there after the exchange, so that targets can be met year after year',
    },
    rotation: { floorCounts: 'people', maxSharePct: 100 },
    // Like for like fills no shortage: where the tilt comes first it is hours before it is proven, and it moves nobody.
    early: ['fewest-moves'],
    late: ['shortage-tilt'],
  },
];

/** The preset of that name; null when there is none. */
export function rotationPreset(name: string): RotationPreset | null {
  return ROTATION_PRESETS.find((preset) => preset.name === name) ?? null;
}

/**
 * The policy with the preset's keys set, and the round a rotation. A preset moves no more people than its targets ask for:
 * fewest moves stand next to the soft rules.
 */
export function withPreset(policy: Policy, preset: RotationPreset | null): Policy {
  if (preset === null) return { ...policy, round: 'rotation' };
  return {
    ...policy,
    round: 'rotation',
    rotation: { ...policy.rotation, ...preset.rotation },
    objective: { ...policy.objective, order: presetOrder(policy.objective.order, preset) },
  };
}

function presetOrder(
  order: readonly ObjectiveTierId[],
  { early, late }: RotationPreset,
): ObjectiveTierId[] {
  const moved = [...early, ...late.filter((id) => order.includes(id))];
  const rest = order.filter((id) => !moved.includes(id));
  const first = after(rest, 'soft-rules', early);
  return after(
    first,
    'fit',
    late.filter((id) => order.includes(id)),
  );
}

/** The order with the goals behind another one; in front where that is missing. */
function after(
  order: readonly ObjectiveTierId[],
  id: ObjectiveTierId,
  goals: readonly ObjectiveTierId[],
): ObjectiveTierId[] {
  const at = order.indexOf(id) + 1;
  return [...order.slice(0, at), ...goals, ...order.slice(at)];
}
