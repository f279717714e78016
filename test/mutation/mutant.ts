/** A mutant: one rule function of the program put out of action, and the tests that should notice. */
export interface Mutant {
  /** Speaking name, unique. */
  readonly name: string;
  /** Rules that are no longer kept. */
  readonly rules: readonly string[];
  /** The module that is changed, from the root of the project. */
  readonly file: string;
  readonly change: Change;
  /** Test files or folders, from the root, asked one after the other until a test fails. */
  readonly tests: readonly string[];
}

export type Change =
  /** The function `shadow` answers `body` instead; `original` is the function itself, `args` its arguments. */
  | { readonly shadow: string; readonly body: string }
  /** The only place where `find` stands reads `put`. */
  | { readonly find: string; readonly put: string }
  /** Statements at the end of the module. */
  | { readonly append: string };

/** What a change that does not apply says; never a kill. */
export const NOT_APPLIED = 'mutation not applied';

/** @throws Error when the module does not have the function or text exactly once */
export function mutate(code: string, change: Change): string {
  if ('append' in change) return `${code}\n${change.append}\n`;
  if ('find' in change) {
    once(code.split(change.find).length - 1, change.find);
    return code.replace(change.find, () => change.put);
  }
  const { shadow, body } = change;
  const declaration = new RegExp(`(export )?function ${shadow}\\b`, 'g');
  const found = [...code.matchAll(declaration)];
  once(found.length, shadow);
  const renamed = code.replace(declaration, `function ${shadow}__original`);
  const call = `const original: any = ${shadow}__original; ${body}`;
  return `${renamed}\n${found[0]?.[1] ?? ''}function ${shadow}(...args: any[]): any { ${call} }\n`;
}

function once(count: number, what: string): void {
  if (count !== 1) throw new Error(`${NOT_APPLIED}: ${count} times ${what}`);
}
