/** Fingerprint of the rotation rows: who counts in the backbone share and in the school targets, read off the columns. */
import type { Formulation } from './formulation.ts';

type Add = (key1: number, key2: number, value: number) => void;

/** Adds the families `rotation-backbone` and `rotation-school`, where the program has their rows. */
export function addRotationSides(formulation: Formulation, into: (family: string) => Add): void {
  const { rotation } = formulation;
  if (rotation === null) return;
  if (rotation.backbone !== null)
    addSide(formulation, 'rotation-backbone', new Set([rotation.backbone]), into);
  if (rotation.bySchool.size > 0)
    addSide(formulation, 'rotation-school', new Set(rotation.bySchool.values()), into);
}

function addSide(
  { round, pairs, columns, model }: Formulation,
  family: string,
  own: ReadonlySet<number>,
  into: (family: string) => Add,
): void {
  const [add, addOdd] = [into(family), into(`${family}/first`)];
  const counted = (column: number): number => {
    let sum = 0;
    for (let k = model.start[column] as number; k < (model.start[column + 1] as number); k++)
      if (own.has(model.index[k] as number)) sum += model.value[k] as number;
    return sum;
  };
  for (let k = 0; k < pairs.person.length; k++) {
    const t = round.people[pairs.person[k] as number]?.at as number;
    const g = round.groups[pairs.group[k] as number]?.at as number;
    const value = counted(columns.pair[k] as number);
    add(t, g, value);
    const first = columns.first[k] as number;
    // A `first` column that does not count like its pair would be a different program.
    if (first !== -1 && counted(first) !== value) addOdd(t, g, 1);
  }
}
