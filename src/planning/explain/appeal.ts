/**
 * 申诉材料: one person's decision with its reasons, what each wish would have cost, the hashes of everything it rests
 * on, and the command that replays it. Other people appear as 人员1, 人员2 … in the order in which they are named.
 */
import { modelHash } from '../../../solver/index.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { formulate } from '../../formulation/index.ts';
import { objectives } from '../solve-tiers.ts';
import { cutOffs } from './envy.ts';
import type { Explainer } from './explainer.ts';
import { explainTeacher, type TeacherExplanation } from './teacher.ts';
import { isConfirmed, type WhyNot, whyNot } from './why-not.ts';
import { WORDS } from './words.ts';

/** An answer without the other plan, which names everybody. */
type Told<T> = T extends unknown
  ? Omit<T, 'allocation'> & { readonly confirmed: boolean | null }
  : never;

export interface AppealPack {
  readonly format: 'tiaopei-appeal/1';
  readonly teacherId: string;
  /** Why here, and what the proof says of every other post. */
  readonly decision: TeacherExplanation;
  /** The wishes, and the posts asked about: each solved again, each plan checked by the verification. */
  readonly questions: readonly Told<WhyNot>[];
  /** Of the own post and those asked about. */
  readonly cutOffs: ReturnType<typeof cutOffs>;
  readonly basis: {
    /** SHA-256 of county, policy, program and certificate. */
    readonly county: string;
    readonly policy: string;
    /** `model` of the certificate's only round; null for a cascade, whose certificate has a model for each round. */
    readonly program: string | null;
    readonly certificate: string | null;
    readonly solver: { readonly backend: string; readonly version: string };
    readonly product: string;
    readonly notes: readonly string[];
  };
  /** Shows the same again from the same files. */
  readonly replay: string;
}

export interface AppealOptions {
  /** Posts asked about beside the wishes. */
  readonly postGroupIds: readonly string[];
  /** Version of this program. */
  readonly product: string;
  readonly replay: string;
}

/** @throws InputError when the county has no such person or post */
export async function appealPack(
  explainer: Explainer,
  teacherId: string,
  { postGroupIds, product, replay }: AppealOptions,
): Promise<AppealPack> {
  const decision = explainTeacher(explainer, teacherId);
  const wished = decision.wishes.map(({ postGroupId }) => postGroupId);
  const asked = [...new Set([...wished, ...postGroupIds])];
  const questions: Told<WhyNot>[] = [];
  for (const postGroupId of asked) {
    questions.push(await question(explainer, teacherId, postGroupId));
  }
  const { proposal, county, policy } = explainer;
  const shown = new Set([...asked, decision.here.postGroupId]);
  const pack: AppealPack = {
    format: 'tiaopei-appeal/1',
    teacherId,
    decision,
    questions,
    cutOffs: cutOffs(explainer).filter(({ postGroupId }) => shown.has(postGroupId)),
    basis: {
      county: proposal.county.hash,
      policy: proposal.policy.hash,
      program: programHash(county, policy),
      certificate: proposal.certificate,
      solver: proposal.solver,
      product,
      notes: notesOf(explainer),
    },
    replay,
  };
  return masked(explainer, pack, teacherId);
}

async function question(
  explainer: Explainer,
  teacherId: string,
  postGroupId: string,
): Promise<Told<WhyNot>> {
  const answer = await whyNot(explainer, teacherId, postGroupId);
  if (!('losses' in answer)) return { ...answer, confirmed: null };
  const { allocation: _, ...told } = answer;
  return { ...told, confirmed: isConfirmed(explainer, answer) };
}

/** Of the program as the round is solved, not as it is kept warm for questions. */
function programHash(county: County, policy: Policy): string | null {
  if (isCascade(policy)) return null;
  const formulation = formulate(county, policy);
  return modelHash(formulation.model, objectives(formulation));
}

function isCascade({ round, flow }: Policy): boolean {
  return round === 'placement' && flow.mode === 'cascade';
}

/** What a reader must know of the proposal before believing a loss. */
export function notesOf({ isOptimum, policy }: Explainer): string[] {
  return [
    ...(isOptimum ? [] : [WORDS.note.notOptimum]),
    ...(policy.objective.mode === 'one-shot' ? [WORDS.note.oneShot] : []),
    ...(isCascade(policy) ? [WORDS.note.cascade] : []),
  ];
}

/** Other staff numbers, alone or in a sentence, become 人员1, 人员2 … */
function masked<T>({ county }: Explainer, value: T, own: string): T {
  const others = new Set(county.teachers.map(({ id }) => id).filter((id) => id !== own));
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const known = names.get(id) ?? `人员${names.size + 1}`;
    names.set(id, known);
    return known;
  };
  const walk = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') {
      if (ID_KEYS.has(key)) return others.has(part) ? nameOf(part) : part;
      return part.replace(WORDS.person, (whole, id) => (others.has(id) ? nameOf(id) : whole));
    }
    if (Array.isArray(part)) return part.map((each) => walk(each, key));
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

const ID_KEYS: ReadonlySet<string> = new Set(['teacherId', 'colleagueId', 'colleagues']);
