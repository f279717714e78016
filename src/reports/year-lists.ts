/** The lists that the whole summer fills where its state is at hand, and the proposal alone where it is not. */
import type { SheetToWrite } from '../workbook/port.ts';
import { directHireList } from './direct-hire-list.ts';
import { personnelChanges } from './personnel-changes.ts';
import { itinerantList, publicHead, publicityList, publicityOf } from './publicity-list.ts';
import type { ReportContext } from './sources.ts';
import {
  changedUnitsSheet,
  directHireSheet,
  listSource,
  publicList,
  vacancySheet,
} from './summer-lists.ts';
import { internalHead } from './table.ts';
import { vacancies, vacancyHead } from './vacancies.ts';

/** 公示名单: one list, or one for each stage that is done, and the itinerant teachers where there is a plan. */
export function publicityLists(context: ReportContext): SheetToWrite[] {
  const { county, summer } = context;
  if (summer === undefined) return [publicityList(context)];
  const source = listSource(county, summer);
  const { span, phone } = publicityOf(context);
  const lists = summer.stages.map((record) => publicList(source, record, { span, phone }));
  return [...lists, itinerantList(context)]
    .filter((sheet) => sheet !== null)
    .map((sheet) => {
      const stage = sheet.name.replace('公示·', '');
      return { ...sheet, ...publicHead(context, `${county.name}教师${stage}公示名单`) };
    });
}

/** 空缺岗位公告 of the round, or of each stage that announced its vacancies (F00). */
export function vacancyLists(context: ReportContext): SheetToWrite[] {
  const { county, summer } = context;
  if (summer === undefined) return [vacancies(context)];
  const source = listSource(county, summer);
  const lists = summer.stages.map((record) => vacancySheet(source, record));
  return lists
    .filter((sheet) => sheet !== null)
    .map((sheet) => ({ ...sheet, ...vacancyHead(context, sheet) }));
}

export function directHires(context: ReportContext): SheetToWrite {
  const { county, summer } = context;
  if (summer === undefined) return directHireList(context);
  const sheet = directHireSheet(listSource(county, summer));
  return { ...sheet, name: '直聘·豁免名单', ...internalHead(context, '直聘·豁免名单', '人') };
}

export function changedUnits(context: ReportContext): SheetToWrite {
  const { county, summer } = context;
  if (summer === undefined) return personnelChanges(context);
  const sheet = changedUnitsSheet(listSource(county, summer));
  const title = '人事关系调整清单（编办、人社、财政）';
  return { ...sheet, name: '人事关系调整清单', ...internalHead(context, title, '人') };
}
