/** What an entry of the rulebook (规则手册) says, and how a family file writes its entries. */
import type { Bilingual } from '../../domain/vocabulary.ts';

/** Seed documents 000–004, a national measure (§3), or a completion of ours where the seeds are silent. */
export type SourceDocument = '000' | '001' | '002' | '003' | '004' | 'national' | 'completion';

/** 硬性, 软性, 可配置, 数据, 流程, 报告; `lost`: the source breaks off before the rule is stated. */
export type Strength = 'hard' | 'soft' | 'configurable' | 'data' | 'workflow' | 'report' | 'lost';

/**
 * Where a rule takes effect, and what a name there means: an admissibility test, a row family of the program
 * (`src/formulation/README.md`), an objective tier, an establishment step, an indicator, a sheet of a report, an
 * intake finding or `table.column`, a gate of the workflow, a step of the planned calendar whose last day the rule names.
 */
export type ActPlace =
  | 'admissibility'
  | 'row'
  | 'objective'
  | 'establishment'
  | 'indicator'
  | 'report'
  | 'intake'
  | 'gate'
  | 'calendar';

export interface Rule {
  /** Stable id: family letter and number, e.g. `X02`. */
  readonly id: string;
  /** One or two plain sentences with the figures. */
  readonly text: Bilingual;
  /** Verbatim quotes (004 in its garbled form); national measures by name with our confidence in the figure. */
  readonly sources: readonly { readonly document: SourceDocument; readonly quote: string }[];
  readonly strength: Strength;
  /** Dotted keys of the policy; default and range: `policy-values.ts`. */
  readonly policyKeys: readonly string[];
  readonly acts: readonly { readonly where: ActPlace; readonly name: string }[];
  /** Checks that recompute it on a result: `RuleCheck.name`, `establishment:<name>`, `principals:<name>`, `summer:<name>` or `indicator:<id>`. */
  readonly check: readonly string[];
}

/** A rule as a family file writes it: what is empty is left out. */
export interface Entry {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly sources: Partial<Readonly<Record<SourceDocument, readonly string[]>>>;
  readonly strength: Strength;
  readonly policyKeys?: readonly string[];
  readonly acts?: Partial<Readonly<Record<ActPlace, readonly string[]>>>;
  readonly check?: readonly string[];
}

/** One chapter of the book. */
export interface Family {
  /** First letter of its ids. */
  readonly letter: string;
  readonly name: Bilingual;
  readonly rules: readonly Rule[];
}

export function family(letter: string, name: Bilingual, entries: readonly Entry[]): Family {
  return { letter, name, rules: entries.map(ruleOf) };
}

function ruleOf({ id, zh, en, sources, strength, ...rest }: Entry): Rule {
  const { policyKeys = [], acts = {}, check = [] } = rest;
  return {
    id,
    text: { zh, en },
    sources: flat(sources).map(([document, quote]) => ({ document, quote })),
    strength,
    policyKeys,
    acts: flat(acts).map(([where, name]) => ({ where, name })),
    check,
  };
}

/** `{a: [1, 2]}` as [a, 1], [a, 2]. */
function flat<Key extends string>(
  lists: Partial<Readonly<Record<Key, readonly string[]>>>,
): [Key, string][] {
  return (Object.entries(lists) as [Key, readonly string[]][]).flatMap(([key, values]) =>
    values.map((value): [Key, string] => [key, value]),
  );
}
