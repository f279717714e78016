/** `check --ask`: what the sheets and columns are that were not recognised, and a yes or no to the offered mends. */
import type { IntakeIssue, RecognisedSheet } from '../domain/finding.ts';
import { type Mends, TableKey } from '../domain/mends.ts';
import type { IntakeResult } from '../intake/index.ts';
import { TABLE_LABELS, unclear } from './check-lines.ts';
import type { Say } from './language.ts';

interface Asking {
  readonly read: (mends: Mends) => IntakeResult;
  readonly mends: Mends;
  readonly ask: (question: string) => Promise<string>;
  readonly say: Say;
}

/** The mends with the answers; a blank answer leaves things as they are. */
export async function askMends({ read, mends, ask, say }: Asking): Promise<Mends> {
  let told = mends;
  const { sheets, issues } = read(told);
  for (const sheet of unclear(sheets, issues).filter(({ table }) => table === null)) {
    told = await askSheet(sheet, told, { ask, say });
  }
  for (const sheet of read(told).sheets.filter(({ table }) => table !== null)) {
    told = await askColumns(sheet, told, { ask, say });
  }
  return askOffers(read(told).issues, told, { ask, say });
}

type Voice = Pick<Asking, 'ask' | 'say'>;

async function askSheet(
  { file, sheet }: RecognisedSheet,
  mends: Mends,
  { ask, say }: Voice,
): Promise<Mends> {
  const choices = TableKey.options.map((key, i) => `${i + 1} ${TABLE_LABELS[key]}`).join('  ');
  const question = say({
    zh: `工作表「${sheet}」（${file}）是哪个表？${choices}  0 不用  回车 跳过：`,
    en: `Sheet "${sheet}" (${file}) is which table? ${choices}  0 none  Enter skips: `,
  });
  const answer = await ask(question);
  const table = answer === '0' ? 'ignore' : TableKey.options[Number(answer) - 1];
  if (table === undefined) return mends;
  return { ...mends, sheets: [...mends.sheets, { file, sheet, table }] };
}

async function askColumns(
  { file, sheet, columns }: RecognisedSheet,
  mends: Mends,
  { ask, say }: Voice,
): Promise<Mends> {
  let told = mends;
  for (const { column, header, guesses } of columns) {
    if (guesses.length === 0) continue;
    const choices = guesses.map((guess, i) => `${i + 1} ${guess}`).join('  ');
    const question = say({
      zh: `「${sheet}」${column} 列「${header}」是：${choices}  0 不用  回车 跳过（也可输入字段名）：`,
      en: `Column ${column} "${header}" of "${sheet}" is: ${choices}  0 none  Enter skips (or a field name): `,
    });
    const answer = await ask(question);
    if (answer === '') continue;
    const field = answer === '0' ? 'ignore' : (guesses[Number(answer) - 1] ?? answer);
    told = { ...told, columns: [...told.columns, { file, sheet, column, field }] };
  }
  return told;
}

/** One question a kind of mend. */
async function askOffers(
  issues: readonly IntakeIssue[],
  mends: Mends,
  { ask, say }: Voice,
): Promise<Mends> {
  const kinds = new Map<string, IntakeIssue[]>();
  for (const issue of issues) {
    if (issue.mend === 'offered') kinds.set(issue.code, [...(kinds.get(issue.code) ?? []), issue]);
  }
  let told = mends;
  for (const [code, list] of kinds) {
    const [first] = list;
    const answer = await ask(
      say({
        zh: `${code} ×${list.length}：${first?.message}${first?.suggestion} 同意？(y/n)：`,
        en: `${code} ×${list.length}: ${first?.message}${first?.suggestion} Accept? (y/n): `,
      }),
    );
    if (/^(y|yes|是|同意)$/i.test(answer)) told = { ...told, accept: [...told.accept, { code }] };
  }
  return told;
}
