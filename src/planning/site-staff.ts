/**
 * The second program (Q20): a central school gives its 教学点 their heads out of its own teachers.
 *
 * Whole numbers, one network for all central schools. Arcs: subject → teacher → site; `within` (at most the sites'
 * share of the subject by classes) and `beyond` feed a subject, `unfilled` feeds a site up to its heads.
 *
 *     Σ_z x_tz = y_t ≤ 1     Σ_{t of k} y_t = within_k + beyond_k     Σ_t x_tz + unfilled_z = heads_z
 *
 * Tiers in strict order: fewest unfilled heads; most who stay; fewest beyond the share, so that the central school
 * keeps teachers of every subject; most generalists (语文, 数学); shortest ways; then the published lot (A20).
 */
import {
  chosenBackend,
  exactProblem,
  type Model,
  ModelBuilder,
  type Objective,
  solveLexicographic,
} from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import type { Establishment } from '../domain/establishment.ts';
import type { Policy } from '../domain/policy.ts';
import { tieHasher } from '../domain/tie-hash.ts';
import {
  type CentralSchool,
  centralSchools,
  type SiteCandidate,
  type SubjectShare,
} from '../rules/establishment/site-candidates.ts';

interface Sending {
  readonly teacherId: string;
  readonly siteId: string;
  readonly column: number;
  /** Coefficients in the order of {@link TIERS}; the first and third belong to other columns. */
  readonly worth: readonly number[];
}

interface SiteProgram {
  readonly model: Model;
  readonly sendings: readonly Sending[];
  readonly objectives: readonly Objective[];
}

const TIERS = [
  { name: 'site-coverage', sense: 'min' },
  { name: 'site-stays', sense: 'max' },
  { name: 'campus-share', sense: 'min' },
  { name: 'site-generalists', sense: 'max' },
  { name: 'site-distance', sense: 'min' },
  { name: 'hash-high', sense: 'min' },
  { name: 'hash-low', sense: 'min' },
] as const;
/** Position of a tier that prices columns of its own. */
const COVERAGE = 0;
const CAMPUS = 2;

/** @returns null for a county without sites */
export async function staffSites(
  county: County,
  policy: Policy,
): Promise<Pick<Establishment, 'siteProgram'> & { teachers: ReadonlyMap<string, string[]> }> {
  const schools = centralSchools(county, policy);
  if (schools.length === 0) return { siteProgram: null, teachers: new Map() };
  const { model, sendings, objectives } = siteProgram(schools, policy);
  const inexact = objectives.map((each) => exactProblem(model, each)).find((each) => each !== null);
  if (inexact !== undefined) throw new Error(`no exact proof is possible: ${inexact}`);
  const { values, tiers, message } = await solveLexicographic(model, objectives);
  // Every site may stay unfilled, so there always is a point.
  if (values === null) {
    const { backend } = chosenBackend(model, 'auto');
    throw new Error(`the site program has no answer from ${backend}: ${message ?? ''}`);
  }
  const teachers = new Map<string, string[]>();
  for (const { siteId, teacherId, column } of sendings) {
    if (values[column] !== 1) continue;
    teachers.set(siteId, [...(teachers.get(siteId) ?? []), teacherId]);
  }
  return {
    teachers,
    siteProgram: tiers.map(({ name, sense, value, bound, proof }) => ({
      ...{ name, sense, value: value ?? 0, bound },
      proof: proof === 'backend' ? 'solver' : proof,
    })),
  };
}

/** Columns that one tier prices alone: unfilled heads, and heads beyond the share. */
interface Priced {
  readonly column: number;
  readonly tier: number;
}

function siteProgram(schools: readonly CentralSchool[], policy: Policy): SiteProgram {
  const builder = new ModelBuilder('site-staff');
  const sendings: Sending[] = [];
  const priced: Priced[] = [];
  for (const school of schools) {
    const siteRows = new Map<string, number>();
    for (const { site, heads } of school.sites) {
      const row = builder.addRow(`site:${site.id}`, -heads, -heads);
      siteRows.set(site.id, row);
      const column = arc(builder, `unfilled:${site.id}`, heads, [{ row, value: -1 }]);
      priced.push({ column, tier: COVERAGE });
    }
    for (const subject of school.subjects) {
      priced.push(addSubject(builder, school, subject));
      const subjectRow = builder.rows - 1;
      for (const candidate of subject.candidates) {
        sendings.push(...addTeacher(builder, candidate, { subjectRow, siteRows, policy }));
      }
    }
  }
  const model = builder.build();
  return { model, sendings, objectives: objectivesOf(model.lower.length, sendings, priced) };
}

const arc = (
  builder: ModelBuilder,
  name: string,
  upper: number,
  entries: readonly { row: number; value: number }[],
): number => builder.addColumn(name, 0, upper, true, entries);

/** The subject's row is the last one added. */
function addSubject(
  builder: ModelBuilder,
  { school }: CentralSchool,
  { id, candidates, share }: SubjectShare,
): Priced {
  const key = `${school.id}/${candidates[0]?.teacher.stage}/${id}`;
  const row = builder.addRow(`subject:${key}`, 0, 0);
  arc(builder, `within:${key}`, share, [{ row, value: -1 }]);
  const beyond = arc(builder, `beyond:${key}`, candidates.length, [{ row, value: -1 }]);
  return { column: beyond, tier: CAMPUS };
}

function addTeacher(
  builder: ModelBuilder,
  { teacher, sites, generalist }: SiteCandidate,
  context: { subjectRow: number; siteRows: ReadonlyMap<string, number>; policy: Policy },
): Sending[] {
  const row = builder.addRow(`teacher:${teacher.id}`, 0, 0);
  arc(builder, `sent:${teacher.id}`, 1, [
    { row: context.subjectRow, value: 1 },
    { row, value: -1 },
  ]);
  const lot = tieHasher(context.policy.objective.tieSeed, teacher.id);
  return sites.map(({ site, stays, distance }) => ({
    teacherId: teacher.id,
    siteId: site.id,
    column: arc(builder, `at:${teacher.id}>${site.id}`, 1, [
      { row, value: 1 },
      { row: context.siteRows.get(site.id) as number, value: -1 },
    ]),
    worth: [0, stays ? 1 : 0, 0, generalist, distance, lot.high(site.id), lot.low(site.id)],
  }));
}

function objectivesOf(
  columns: number,
  sendings: readonly Sending[],
  priced: readonly Priced[],
): Objective[] {
  return TIERS.map(({ name, sense }, tier) => {
    const coefficients = new Int32Array(columns);
    for (const { column, worth } of sendings) coefficients[column] = worth[tier] ?? 0;
    for (const each of priced) if (each.tier === tier) coefficients[each.column] = 1;
    return { name, sense, coefficients };
  });
}
