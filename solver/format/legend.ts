/** Comments at the head of a written file: what the short names in it stand for. */
import type { Model, Objective } from '../model.ts';

/** What each format says about itself. */
interface LegendOptions {
  /** What begins a comment. */
  readonly mark: string;
  /** What the objective is called in the file. */
  readonly objectiveName: string;
  /** Written as a minimisation whatever the sense? */
  readonly negates: boolean;
}

/** One comment line each for the model, the objective, every row R1 … and every column C1 …. */
export function legend(
  model: Model,
  objective: Objective,
  { mark, objectiveName, negates }: LegendOptions,
): string[] {
  const turned = negates && objective.sense === 'max';
  const negated = turned ? ' (a maximisation, negated: minimise)' : '';
  return [
    `${mark} model ${oneLine(model.name)}`,
    `${mark} ${objectiveName} ${oneLine(objective.name)}${negated}`,
    ...model.rowNames.map((name, i) => `${mark} R${i + 1} ${oneLine(name)}`),
    ...Array.from(model.lower, (_, j) => `${mark} C${j + 1} ${oneLine(model.columnNames.at(j)!)}`),
  ];
}

/** A name must not break out of its comment line. */
function oneLine(name: string): string {
  return name.replace(/[\r\n\u2028\u2029]+/g, ' ');
}
