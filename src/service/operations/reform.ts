/** reform: the summer stage by stage, from nothing or from a state file, until it is over, stops at a gate, or `to` is done. */
import { InputError } from '../../domain/errors.ts';
import { SUMMER_STAGES, type SummerState } from '../../domain/summer.ts';
import { journalFromJson, readJournalFrom } from '../../intake/index.ts';
import { workCalendar } from '../../planning/index.ts';
import {
  type Advance,
  advance,
  freshState,
  nearestPosts,
  parseState,
  resumed,
  type Summer,
  stateText,
} from '../../planning/summer/index.ts';
import { summerPublicWorkbook, summerWorkbook } from '../../reports/summer-workbook.ts';
import { parseJson } from '../load.ts';
import type { NamedFile } from '../messages.ts';
import { jsonFile, roundOf, textOf } from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';
import type { Watch } from './watch.ts';

export async function reform(
  spec: SpecOf<'reform'>,
  input: OperationInput,
  watch: Watch,
): Promise<OperationResult> {
  const { county, policy } = roundOf(input);
  const calendar = workCalendar();
  const certificates: NamedFile[] = [];
  const summer: Summer = {
    ...{ county, policy, calendar },
    watch: {
      onSolve: () => watch.phase('build'),
      onProgress: watch.solving,
      onCertificate: (name, bytes) =>
        certificates.push({ name: `certificate-${name.replaceAll('/', '-')}.json`, bytes }),
    },
  };
  const first = await startState(spec, input, summer);
  const { state, end } = await run(summer, first, stageLimit(spec));
  const files = [
    { name: 'state.json', bytes: new TextEncoder().encode(stateText(state)) },
    ...certificates,
    ...(state.stages.length === 0 ? [] : await workbooks(summer, state)),
  ];
  return { kind: 'answer', files: [jsonFile('answer.json', answerOf(state, end)), ...files] };
}

/** A binding run follows its journal and stops at gates; a rehearsal has none. @throws InputError */
async function startState(
  { mode, state, journal: file }: SpecOf<'reform'>,
  input: OperationInput,
  { county, policy, calendar }: Summer,
): Promise<SummerState> {
  if (mode === 'binding' && file === null) {
    refuse('journal-missing', '正式运行须附工作台账 (a binding run needs a journal)。');
  }
  const bytes = file === null ? null : (input.files[file.hash] as Uint8Array);
  const journal =
    file === null || bytes === null || mode === 'rehearsal'
      ? null
      : /\.json$/i.test(file.name)
        ? journalFromJson(parseJson(textOf(bytes), file.name), county)
        : await readJournalFrom({ bytes, fileName: file.name }, county);
  if (state === null) return freshState(county, policy, journal, calendar);
  const text = textOf(input.files[state.hash] as Uint8Array);
  return resumed(parseState(text, state.name), county, policy, journal, calendar);
}

/** Stages to be done at most. @throws InputError for a stage that does not exist */
function stageLimit({ to }: SpecOf<'reform'>): number {
  if (to === null) return SUMMER_STAGES.length;
  const at = (SUMMER_STAGES as readonly string[]).indexOf(to);
  return at === -1 ? refuse('unknown-stage', `没有环节「${to}」 (no such stage)。`) : at + 1;
}

type End = Exclude<Advance, { kind: 'done' }> | { readonly kind: 'to'; readonly stage: string };

async function run(
  summer: Summer,
  first: SummerState,
  most: number,
): Promise<{ readonly state: SummerState; readonly end: End }> {
  for (let state = first; ; ) {
    if (most < SUMMER_STAGES.length && state.stages.length >= most) {
      return { state, end: { kind: 'to', stage: SUMMER_STAGES[most - 1] as string } };
    }
    const step = await advance(summer, state);
    if (step.kind !== 'done') return { state, end: step };
    state = step.state;
  }
}

/** As `tiaopei reform --json` tells it. */
function answerOf({ mode, stages }: SummerState, end: End): unknown {
  return {
    ...end,
    mode,
    stages: stages.map(({ decisions, ...record }) => ({ ...record, decisions: decisions.length })),
  };
}

async function workbooks(summer: Summer, state: SummerState): Promise<NamedFile[]> {
  const { county } = summer;
  const nearest = nearestPosts(summer, state);
  return [
    { name: 'summer.xlsx', bytes: await summerWorkbook(county, state, nearest) },
    { name: 'summer-public.xlsx', bytes: await summerPublicWorkbook(county, state) },
  ];
}

function refuse(code: string, message: string): never {
  throw new InputError([{ code, message }]);
}
