/** What `tiaopei math solve` answers with. */
import { dualBound, type Problem, proves, relativeGap, type Solution } from '../../solver/index.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

export interface MathResult {
  readonly status: Solution['termination'];
  /** What stopped it before the end. */
  readonly limit: Solution['limit'] | null;
  /** In the file's own sense and with its constant, as is the bound; null without a solution. */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  /** Of the solve alone, without reading. */
  readonly timeMs: number;
  readonly backend: string;
  readonly version: string;
  readonly nodes: number;
  readonly iterations: number;
  readonly columns: number;
  readonly rows: number;
  readonly nonZeros: number;
  /** 'dual': our own exact arithmetic proves it; 'solver': the backend says so; 'none': not optimal. */
  readonly proof: 'dual' | 'solver' | 'none';
  readonly message?: string;
}

/** @param timeMs how long the solve took */
export function mathResult(problem: Problem, solution: Solution, timeMs: number): MathResult {
  const { model, constant } = problem;
  const { termination, limit, backend, version, nodes, iterations, message } = solution;
  const shifted = (value: number | null) => (value === null ? null : value + constant);
  const objective = shifted(solution.objective);
  const bound = shifted(solution.bound);
  return {
    status: termination,
    limit: limit ?? null,
    objective,
    bound,
    gap: objective === null || bound === null ? null : relativeGap(objective, bound),
    timeMs: Math.round(timeMs),
    backend,
    version,
    nodes,
    iterations,
    columns: model.lower.length,
    rows: model.rowLower.length,
    nonZeros: model.value.length,
    proof: termination === 'optimal' ? proofOf(problem, solution) : 'none',
    ...(message !== undefined && { message }),
  };
}

function proofOf(
  { model, objective }: Problem,
  { duals, ...solution }: Solution,
): 'dual' | 'solver' {
  if (duals === null || solution.objective === null) return 'solver';
  const value = objective.sense === 'min' ? solution.objective : 0 - solution.objective;
  return proves(dualBound(model, objective, duals.rows), value) ? 'dual' : 'solver';
}

/** Name and value of each column that is not 0. */
export function nonZeroValues({ model }: Problem, { values }: Solution): [string, number][] {
  const found: [string, number][] = [];
  values?.forEach((value, j) => {
    if (value !== 0) found.push([model.columnNames.at(j)!, value]);
  });
  return found;
}

const LABELS: Record<keyof MathResult, Bilingual> = {
  status: { zh: '状态', en: 'status' },
  limit: { zh: '限制', en: 'limit' },
  objective: { zh: '目标值', en: 'objective' },
  bound: { zh: '界', en: 'bound' },
  gap: { zh: '差距', en: 'gap' },
  timeMs: { zh: '求解毫秒', en: 'time (ms)' },
  backend: { zh: '求解器', en: 'backend' },
  version: { zh: '版本', en: 'version' },
  nodes: { zh: '分支节点', en: 'nodes' },
  iterations: { zh: '迭代', en: 'iterations' },
  columns: { zh: '列', en: 'columns' },
  rows: { zh: '行', en: 'rows' },
  nonZeros: { zh: '非零元', en: 'non-zeros' },
  proof: { zh: '证明', en: 'proof' },
  message: { zh: '说明', en: 'message' },
};

const WORDS: Record<string, Bilingual> = {
  optimal: { zh: '最优', en: 'optimal' },
  feasible: { zh: '可行，未证明最优', en: 'feasible, not proven optimal' },
  infeasible: { zh: '无可行解', en: 'infeasible' },
  unbounded: { zh: '无界', en: 'unbounded' },
  none: { zh: '限制内没有解', en: 'no solution within the limit' },
  failed: { zh: '求解失败', en: 'failed' },
};

const PROOFS: Record<MathResult['proof'], Bilingual> = {
  dual: { zh: '对偶证明（整数精确）', en: 'dual (exact integers)' },
  solver: { zh: '求解器所称', en: "the solver's word" },
  none: { zh: '无', en: 'none' },
};

/** The result as lines of a table; what is not known is left out. */
export function mathLines(result: MathResult, say: Say): string[] {
  const shown = {
    ...result,
    status: say(WORDS[result.status]!),
    proof: say(PROOFS[result.proof]),
  };
  const rows = Object.entries(shown).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [[say(LABELS[key as keyof MathResult]), String(value)]],
  );
  return table(rows);
}
