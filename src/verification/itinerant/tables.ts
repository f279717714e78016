/** Checks on the tables of an itinerant plan: researchers, and the lessons of every place before and after. */
import type { Coverage } from '../../domain/itinerant.ts';
import { Subject } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { type Claimed, daysOf, isAway } from './checks.ts';
import { loadOf, needAt } from './lessons.ts';
import { lackAt } from './pairs.ts';
import { researcherGives, yearsSince } from './supply.ts';

/** W06: what each researcher gives, where, and who owes a year in a school. */
export function researchers({ scene, plan }: Claimed): Result {
  const { county, policy, spots } = scene;
  const wrong = county.researchers.filter((each) => {
    const rows = plan.researchers.filter(({ researcherId }) => researcherId === each.id);
    const [row] = rows;
    const years = yearsSince(each, policy);
    return (
      rows.length !== 1 ||
      row?.fifths !== researcherGives(each, policy, spots).gives ||
      row.years !== years ||
      row.owesYear !== years >= 5 ||
      row.schoolId !== each.schoolId ||
      row.subject !== each.subject ||
      row.stage !== each.stage
    );
  });
  const isExtra = plan.researchers.length > county.researchers.length;
  const given = sum(plan.researchers.map(({ fifths }) => fifths));
  return {
    name: 'researchers',
    rules: ['W06'],
    status: must(wrong.length === 0 && !isExtra),
    measured: given / 5,
    limit: null,
    text: `教研员兼课每周 ${given / 5} 节；与规定不符 ${wrong.length} 人。`,
    offenders: wrong.map(({ id }) => id),
  };
}

/** W01: what every place needs, has and gets. */
export function lessonTable({ scene, plan }: Claimed): Result {
  const expected = expectedRows({ scene, plan });
  const claimedRows = new Map(plan.coverage.map((row) => [`${row.placeId}/${row.subject}`, row]));
  const wrong = [...expected].filter(([key, row]) => {
    const claim = claimedRows.get(key);
    return (Object.keys(row) as (keyof Coverage)[]).some((each) => claim?.[each] !== row[each]);
  });
  const isComplete = claimedRows.size === expected.size && plan.coverage.length === expected.size;
  return {
    name: 'lesson-table',
    rules: ['W01'],
    status: must(wrong.length === 0 && isComplete),
    measured: plan.coverage.length,
    limit: expected.size,
    text: `校点·学科 ${expected.size} 项；课时数不符 ${wrong.length} 项。`,
    offenders: wrong.map(([key]) => key),
  };
}

function expectedRows({ scene, plan }: Claimed): Map<string, Coverage> {
  const rows = new Map<string, Coverage>();
  for (const spot of scene.spots.values()) {
    for (const subject of Subject.options.filter((each) =>
      scene.policy.itinerant.subjects.includes(each),
    )) {
      const key = `${spot.id}/${subject}`;
      const need = needAt(spot, subject);
      if (need === 0) continue;
      const lack = lackAt(scene, spot, subject);
      const there = plan.trips.filter(
        (each) => each.placeId === spot.id && each.subject === subject,
      );
      const given = (away: boolean) =>
        loadOf(spot.stage, subject) * daysOf(there.filter((each) => isAway(each) === away));
      const home = Math.min(lack, given(false));
      const travelling = Math.min(lack - home, given(true));
      const told = sum((scene.groups.get(key)?.members ?? []).map((one) => one.told));
      rows.set(key, {
        ...{ placeId: spot.id, schoolId: spot.school.id, siteId: spot.site?.id ?? null },
        ...{ stage: spot.stage, subject, need, before: Math.min(need, told) },
        researchers: Math.min(need, scene.researchersAt(key)),
        ...{ home, travelling, after: need - lack + home + travelling },
      });
    }
  }
  return rows;
}

/** W01: whether every lesson of the subjects is given after all. */
export function lessonsOpen({ plan }: Claimed): Result {
  const open = plan.coverage.filter(({ need, after }) => after < need);
  const missing = sum(open.map(({ need, after }) => need - after));
  return {
    name: 'lessons-open',
    rules: ['W01'],
    status: should(open.length === 0),
    measured: Math.ceil(missing / 5),
    limit: 0,
    text: `走教之后每周还缺 ${Math.ceil(missing / 5)} 节（${open.length} 项）。`,
    offenders: open.map(({ placeId, subject }) => `${placeId}/${subject}`),
  };
}
