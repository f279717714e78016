/** What sliders turn: the weights and the caps of a round, with the widest range that a slider offers. */

/** Value of a key of the policy in force. */
type ValueOf = (key: string) => unknown;

export interface Turned {
  readonly key: string;
  readonly least: number;
  readonly most: number;
  /** Where the handle stands when there is no limit: a cap is at its most then, a floor at its least. */
  readonly unlimited?: 'least' | 'most';
  /** Whether the key matters under the other rules; always where it is left out. */
  readonly when?: (value: ValueOf) => boolean;
}

const inRound =
  (...rounds: readonly string[]) =>
  (value: ValueOf) =>
    rounds.includes(String(value('round')));
const competition = inRound('in-school', 'in-district');
const acrossSchools = inRound('placement', 'in-district', 'rotation');
const acrossDistricts = inRound('placement', 'rotation');
const rotation = inRound('rotation');

export const TURNED: Readonly<Record<'weights' | 'caps', readonly Turned[]>> = {
  weights: [
    { key: 'ruralTilt.rural', least: 0, most: 100, when: acrossSchools },
    { key: 'ruralTilt.street', least: 0, most: 100, when: acrossSchools },
    { key: 'ruralTilt.bureau', least: 0, most: 100, when: acrossSchools },
    { key: 'ruralTilt.weak', least: 0, most: 100, when: acrossSchools },
    {
      key: 'titleTilt.pct',
      least: 0,
      most: 30,
      when: (value) => value('titleTilt.mode') !== 'off',
    },
    { key: 'merit.classTeacherBonus', least: 0, most: 10, when: competition },
    { key: 'merit.backboneBonus', least: 0, most: 10, when: competition },
    { key: 'merit.fullLoadBonus', least: 0, most: 10, when: competition },
  ],
  caps: [
    {
      key: 'ruralTilt.floorPct',
      least: 0,
      most: 100,
      unlimited: 'least',
      when: inRound('placement'),
    },
    { key: 'titleOverflow.max', least: 0, most: 100, unlimited: 'most' },
    { key: 'pool.size', least: 0, most: 100, when: (value) => !rotation(value) },
    { key: 'distance.softLimitKm', least: 1, most: 100, when: acrossSchools },
    { key: 'distance.maxKm', least: 1, most: 100, unlimited: 'most', when: acrossSchools },
    {
      key: 'keySchool.cap',
      least: 0,
      most: 50,
      when: (value) => acrossDistricts(value) && value('zones') === true,
    },
    { key: 'nonTeaching.primaryPct', least: 0, most: 30 },
    { key: 'nonTeaching.juniorPct', least: 0, most: 30 },
    { key: 'nonTeaching.seniorPct', least: 0, most: 30 },
    { key: 'inDistrictMinMatchPct', least: 0, most: 100, when: inRound('in-district') },
    { key: 'rotation.duePct', least: 0, most: 100, when: rotation },
    { key: 'rotation.totalPct', least: 0, most: 30, when: rotation },
    { key: 'rotation.maxSharePct', least: 100, most: 300, when: rotation },
    { key: 'rotation.backbonePct', least: 0, most: 100, unlimited: 'least', when: rotation },
  ],
};

/** The key that orders the tiers of the objective in a round: in a program of tiers that is its strongest weight. */
export function orderKey(value: ValueOf): string {
  const own: Readonly<Record<string, string>> = {
    'in-school': 'inSchool.order',
    'in-district': 'inDistrict.order',
  };
  return own[String(value('round'))] ?? 'objective.order';
}
