/** People who are very likely entered twice: the same name and birth month at the same school, under two numbers. */
import type { Fields } from './fields.ts';
import type { Row } from './table.ts';

export class Namesakes {
  readonly #rows = new Map<string, Row<'roster'>>();

  /** Warns when the row is the second of such a pair. Namesakes of other schools are no concern. */
  check(fields: Fields<'roster'>): void {
    const { row } = fields;
    const name = row.word('name').replace(/\([^)]*\)$/u, '');
    const [unit, birth] = [row.word('unit'), fields.tryMonth('birth')];
    if (name === '' || unit === '' || !/^\d{4}-\d\d$/.test(birth)) return;
    const key = `${name}|${unit}|${birth}`;
    const twin = this.#rows.get(key);
    if (twin === undefined) {
      this.#rows.set(key, row);
      return;
    }
    // The same number is an error of its own.
    if (twin.word('staffNo') === row.word('staffNo')) return;
    fields.warn('name', {
      code: 'near-duplicate-person',
      message: `与单元格 ${twin.address('name')} 的姓名、学校、出生年月都相同，职工号不同。`,
      suggestion: '如是同一人，请删去一行；如是两人，不必处理。',
    });
  }
}
