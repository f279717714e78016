/** Draws the staff: who sits on which post, age, sex, name, years of service, merit. */
import type { Teacher } from '../../src/domain/county.ts';
import { REFERENCE_MONTH, yearMonth } from './months.ts';
import { drawName, identityNumber } from './names.ts';
import type { Person, Slot } from './person.ts';
import { type Dice, dice, gamma } from './random.ts';
import { AGE_BANDS, AGE_SHARES, OLDEST_WOMEN, WOMEN, YEARS_AT_SCHOOL } from './rates.ts';
import type { StaffedPart } from './staffing.ts';

const ADULT = 22 * 12;
const SIXTY_TRACK = 55 * 12;
/** The cut at the working life shortens the mean; this factor brings the number of people due for rotation back to ≈ 2000. */
const CUT_LOSS = 1.15;

function slotsOf(part: StaffedPart): Slot[] {
  const teaching = part.subjects.flatMap(({ subject, staff }) =>
    Array.from({ length: staff }, (): Slot => ({ part, category: 'T', subject })),
  );
  const support = part.support.flatMap(({ category, posts }) =>
    Array.from({ length: posts }, (): Slot => ({ part, category, subject: null })),
  );
  return [...teaching, ...support];
}

/** Months of age; the two oldest bands thin out towards the retirement age. */
function drawAge(source: Dice, { part }: Slot): number {
  const band = source.weighted(AGE_SHARES[part.unit.tier]);
  const [from, to] = AGE_BANDS[band]!;
  const share = source.next();
  const position = band >= 3 ? 1 - Math.sqrt(1 - share) : share;
  return Math.min(to - 1, from + Math.floor((to - from) * position));
}

/** The county's share of women holds overall although few serve beyond 55; women workers (W) leave at 50. */
function drawSex(source: Dice, { part, category }: Slot, age: number): 'M' | 'F' {
  if (category === 'W' && age >= 50 * 12) return 'M';
  const { tier } = part.unit;
  const oldest = (AGE_SHARES[tier][4] ?? 0) / 100;
  const women = WOMEN[part.stage][tier];
  const younger = Math.min(1, (women - oldest * OLDEST_WOMEN) / (1 - oldest));
  return source.chance(age >= SIXTY_TRACK ? OLDEST_WOMEN : younger) ? 'F' : 'M';
}

/** Months at the present school: gamma, cut at the working life so far. */
function drawMonthsAtSchool(source: Dice, { part }: Slot, age: number): number {
  const mean = YEARS_AT_SCHOOL[part.unit.tier] * CUT_LOSS;
  const months = Math.round(12 * gamma(source, 1.6, mean));
  return Math.min(months, age - ADULT);
}

/** Beta(5, 2) is the fifth of six ordered uniforms; whole hundredths of 100. */
function drawMerit(source: Dice): number {
  const draws = Array.from({ length: 6 }, () => source.below(10_001)).sort((a, b) => a - b);
  return draws[4]!;
}

function ruralYears(source: Dice, tier: string, monthsAtSchool: number, longest: number): number {
  const before = Math.floor((longest - monthsAtSchool) / 12);
  const share = tier === 'R' ? 0.6 : source.chance(0.3) ? 0.4 : 0;
  const earlier = Math.floor(before * share * source.next());
  return earlier + (tier === 'R' ? Math.floor(monthsAtSchool / 12) : 0);
}

/** Distinct numbers among people of one sex born in one month. */
type IdentitySerials = Map<string, number>;

function nextIdentity(serials: IdentitySerials, birth: string, sex: 'M' | 'F'): string {
  const count = serials.get(birth + sex) ?? 0;
  serials.set(birth + sex, count + 1);
  return identityNumber(birth, sex, 977 * count + Number(birth.slice(5)));
}

function drawPerson(
  source: Dice,
  slot: Slot,
  { serial, serials }: { serial: number; serials: IdentitySerials },
): Person {
  const { part, category, subject } = slot;
  const age = drawAge(source, slot);
  const sex = drawSex(source, slot, age);
  const monthsAtSchool = drawMonthsAtSchool(source, slot, age);
  const birth = yearMonth(REFERENCE_MONTH - age);
  const career =
    monthsAtSchool + Math.floor((age - ADULT - monthsAtSchool) * Math.sqrt(source.next()));
  const teacher: Teacher = {
    id: part.unit.code.slice(1) + String(serial).padStart(3, '0'),
    name: drawName(source, sex),
    sex,
    birth,
    schoolId: part.unit.code,
    employment: 'established',
    countsAgainstPosts: true,
    category,
    stage: part.stage,
    leader: false,
    mainSubject: subject,
    otherSubjects: [],
    certificates: [],
    title: 'E',
    schoolStart: yearMonth(REFERENCE_MONTH - Math.max(1, monthsAtSchool)),
    ruralYears: ruralYears(source, part.unit.tier, monthsAtSchool, career),
    merit: drawMerit(source),
    backbone: false,
    degree: 'college',
    hiring: 'hired',
    unplacedReason: null,
    exemption: null,
    statutoryTrack: sex === 'F' && age >= SIXTY_TRACK ? 'men60' : null,
    boundUntil: null,
    teachable: true,
    examPassed: false,
    returnRight: false,
    documentsComplete: true,
    kinSchoolIds: [],
    refusedPostGroupIds: [],
    homeDistrictId: null,
    wishes: [],
    obeys: null,
    volunteer: false,
    siteId: null,
    classTeacher: false,
    weeklyHours: null,
    optsIn: false,
    formLate: false,
    partnerId: null,
    assessments: [],
    monitoringFails: 0,
    exchange: null,
    exchangeMonths: 0,
    leadership: null,
  };
  return {
    teacher,
    part,
    age,
    idNumber: nextIdentity(serials, birth, sex),
    workStart: yearMonth(REFERENCE_MONTH - Math.max(1, career)),
    duty: null,
  };
}

/** The whole staff, school by school; inside a school the order of the serial numbers says nothing. */
export function drawPeople(parts: readonly StaffedPart[], seed: number): Person[] {
  const source = dice(seed, 'people');
  const serials: IdentitySerials = new Map();
  const codes = [...new Set(parts.map((part) => part.unit.code))].sort();
  return codes.flatMap((code) => {
    const slots = parts.filter((part) => part.unit.code === code).flatMap(slotsOf);
    return source
      .shuffled(slots)
      .map((slot, index) => drawPerson(source, slot, { serial: index + 1, serials }));
  });
}
