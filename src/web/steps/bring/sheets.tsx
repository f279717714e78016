/** 识别: which table each sheet was taken for and which field each column; both can be told by hand. */

import type { RecognisedSheet } from '../../../domain/finding.ts';
import type { Mends } from '../../../domain/mends.ts';
import { call } from '../../api/request.ts';
import type { IntakeTable, VersionView } from '../../api/shapes.ts';
import { useAsked } from '../../components/use-asked.ts';
import { Wide } from '../../components/wide.tsx';
import { t } from '../../messages/index.ts';
import { mendsOf, pendingMends, withColumn, withSheet } from '../../state/intake.ts';
import { language } from '../../state/language.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

const IGNORE = 'ignore';

export function Sheets({ version }: { version: VersionView }) {
  const [asked] = useAsked(() => call('GET /intake/tables', {}), []);
  useStore(pendingMends);
  if (version.sheets.length === 0) return null;
  const tables = asked.state === 'there' ? asked.value.items : [];
  return (
    <section class="card">
      <h2>{t('sheets.title')}</h2>
      <p class="soft">{t('sheets.help')}</p>
      {version.sheets.map((sheet) => (
        <Sheet key={`${sheet.file}${sheet.sheet}`} {...{ sheet, tables, version }} />
      ))}
    </section>
  );
}

interface SheetProps {
  readonly sheet: RecognisedSheet;
  readonly tables: readonly IntakeTable[];
  readonly version: VersionView;
}

function Sheet({ sheet, tables, version }: SheetProps) {
  const mends = mendsOf(version);
  const told = mends.sheets.find((each) => each.sheet === sheet.sheet && each.file === sheet.file);
  const table = tables.find(({ key }) => key === (told?.table ?? sheet.table));
  const unknown = sheet.columns.filter(({ field }) => field === null).length;
  return (
    <details>
      <summary>
        <strong>{sheet.sheet}</strong>{' '}
        <span class="soft">
          {sheet.file} · {t('sheets.rows', { rows: sheet.rows })} ·{' '}
          {sheet.table === null
            ? t('sheets.not-used')
            : table === undefined
              ? sheet.table
              : tableName(table)}
        </span>{' '}
        {unknown > 0 && sheet.table !== null && (
          <span class="chip warn">{t('sheets.unknown', { unknown })}</span>
        )}
      </summary>
      <label class="field">
        <span>{t('sheets.is')}</span>
        <select
          value={told?.table ?? sheet.table ?? IGNORE}
          disabled={!mayAs('planner')}
          onChange={({ currentTarget }) =>
            pendingMends.set(
              withSheet(mends, {
                file: sheet.file,
                sheet: sheet.sheet,
                table: currentTarget.value as Mends['sheets'][number]['table'],
              }),
            )
          }
        >
          {tables.map(({ key, name }) => (
            <option key={key} value={key}>
              {tableName({ key, name })}
            </option>
          ))}
          <option value={IGNORE}>{t('sheets.ignore')}</option>
        </select>
      </label>
      {table !== undefined && <Columns {...{ sheet, table, version }} />}
    </details>
  );
}

function Columns({ sheet, table, version }: Omit<SheetProps, 'tables'> & { table: IntakeTable }) {
  const mends = mendsOf(version);
  return (
    <Wide name={sheet.sheet}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t('sheets.column')}</th>
            <th scope="col">{t('sheets.header')}</th>
            <th scope="col">{t('sheets.field')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map((column) => {
            const told = mends.columns.find(
              (each) =>
                each.sheet === sheet.sheet &&
                each.file === sheet.file &&
                each.column === column.column,
            );
            return (
              <tr key={column.column}>
                <td>{column.column}</td>
                <th scope="row">{column.header}</th>
                <td>
                  <FieldChoice
                    {...{ column, table }}
                    value={told?.field ?? column.field ?? IGNORE}
                    onChoose={(field) =>
                      pendingMends.set(
                        withColumn(mendsOf(version), {
                          file: sheet.file,
                          sheet: sheet.sheet,
                          column: column.column,
                          field,
                        }),
                      )
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

function FieldChoice(props: {
  column: RecognisedSheet['columns'][number];
  table: IntakeTable;
  value: string;
  onChoose: (field: string) => void;
}) {
  const { column, table, value, onChoose } = props;
  const guesses = column.guesses.flatMap((field) =>
    table.columns.filter((each) => each.field === field),
  );
  const rest = table.columns.filter((each) => !guesses.includes(each));
  return (
    <select
      aria-label={t('sheets.field-of', { header: column.header || column.column })}
      value={value}
      disabled={!mayAs('planner')}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value={IGNORE}>{t('sheets.ignore')}</option>
      {[...guesses, ...rest].map(({ field, header, required }) => (
        <option key={field} value={field}>
          {fieldName(field, header)}
          {required ? ' *' : ''}
        </option>
      ))}
    </select>
  );
}

function tableName({ key, name }: Pick<IntakeTable, 'key' | 'name'>): string {
  return language.get() === 'en' ? `${t(`table-name.${key}`)} (${name})` : name;
}

/** The header stands in the file; beside it the field's own name says in English what it means. */
function fieldName(field: string, header: string): string {
  if (language.get() !== 'en') return header;
  return `${header} · ${field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
}
