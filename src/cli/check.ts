/** `tiaopei check <county>`: what the intake finds, without solving. */
import { readCountyFrom } from '../intake/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { intakeLines } from './terminal.ts';

export async function checkCommand(path: string, json: boolean, say: Say): Promise<ExitCode> {
  const { county, issues } = await readCountyFrom({ path });
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  const warnings = issues.length - errors;
  if (json) {
    const size =
      county === null
        ? null
        : {
            schools: county.schools.length,
            postGroups: county.postGroups.length,
            teachers: county.teachers.length,
          };
    process.stdout.write(
      `${JSON.stringify({ clean: errors === 0, county: size, issues }, null, 2)}\n`,
    );
  } else {
    const head =
      county === null
        ? say({ zh: '不能求解', en: 'cannot be solved' })
        : say({
            zh: `可以求解：${county.schools.length} 校、${county.postGroups.length} 个岗位组、${county.teachers.length} 人`,
            en: `can be solved: ${county.schools.length} schools, ${county.postGroups.length} post groups, ${county.teachers.length} people`,
          });
    const counts = say({
      zh: `错误 ${errors}，提醒 ${warnings}`,
      en: `${errors} errors, ${warnings} warnings`,
    });
    process.stdout.write(`${[`${head}; ${counts}`, ...intakeLines(issues, say)].join('\n')}\n`);
  }
  return errors === 0 ? EXIT.ok : EXIT.badInput;
}
