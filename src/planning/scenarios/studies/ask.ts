/** A study by what is asked: for whoever gets the question as data, a command or a worker thread. */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { ObjectiveTierId, Policy } from '../../../domain/policy.ts';
import type { StudyResult } from '../../../domain/studies.ts';
import { envyStudy } from './envy.ts';
import { gainPerMove } from './moves.ts';
import { paretoFront } from './pareto.ts';
import { pinStudy } from './pin.ts';
import { priceList } from './prices.ts';
import { refusalStudy } from './refusals.ts';
import type { NoPlan, Published } from './study.ts';

export type StudyQuestion =
  | { readonly kind: 'prices' | 'envy' }
  | { readonly kind: 'moves'; readonly tier: ObjectiveTierId; readonly most: number }
  | {
      readonly kind: 'pareto';
      readonly first: ObjectiveTierId;
      readonly second: ObjectiveTierId;
      readonly most: number;
    }
  | {
      readonly kind: 'refusals';
      readonly percent: number;
      readonly draws: number;
      readonly seed: number;
      /** null = the optimum. */
      readonly published: Published | null;
    }
  | { readonly kind: 'pin'; readonly published: Published; readonly most: number };

export interface StudyOptions {
  /** Of each solve. */
  readonly limits?: Limits;
  /** Solves done, and about how many there will be. */
  readonly onStep?: (done: number, of: number) => void;
}

/** @throws InputError as the study does */
export async function askStudy(
  county: County,
  policy: Policy,
  question: StudyQuestion,
  { limits = {}, onStep = () => {} }: StudyOptions = {},
): Promise<StudyResult | NoPlan> {
  if (question.kind === 'prices') return priceList(county, policy, { limits, onPrice: onStep });
  let done = 0;
  const of = solvesOf(question);
  const onSolve = () => onStep(++done, Math.max(of, done));
  const options = { limits, onSolve };
  switch (question.kind) {
    case 'moves':
      return gainPerMove(county, policy, { ...question, ...options });
    case 'pareto':
      return paretoFront(county, policy, { ...question, ...options });
    case 'refusals': {
      const { published, ...rest } = question;
      const plan = published === null ? {} : { published };
      return refusalStudy(county, policy, { ...rest, ...options, ...plan });
    }
    case 'pin':
      return pinStudy(county, policy, { ...question, ...options });
    case 'envy':
      return envyStudy(county, policy, options);
  }
}

/** About how many solves; a study may end earlier, or (pareto) need some more. */
function solvesOf(question: Exclude<StudyQuestion, { kind: 'prices' }>): number {
  switch (question.kind) {
    case 'moves':
      return question.most + 2;
    case 'refusals':
      return 2 * question.draws + 1;
    case 'pareto':
    case 'pin':
      return question.most + 1;
    default:
      return 2;
  }
}
