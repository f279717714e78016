/** Why somebody stays, moves, leaves or is appointed, in the bureau's words; staff numbers and school codes only. */
import type { Relaxation } from '../../domain/principals.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import {
  type HeadPerson,
  type HeadRound,
  personObstacles,
} from '../../rules/principals/head-round.ts';
import { OBSTACLES } from '../../rules/principals/obstacles.ts';

const YEAR = 12;

/** Years and months, e.g. 6年2个月. */
function span(months: number): Bilingual {
  const [years, rest] = [Math.floor(months / YEAR), months % YEAR];
  return {
    zh: `${years}年${rest === 0 ? '' : `${rest}个月`}`,
    en: `${years} y${rest === 0 ? '' : ` ${rest} m`}`,
  };
}

/** Why a serving head stands where he or she stands. */
export function standingReason(person: HeadPerson, { policy }: HeadRound): Bilingual {
  const { standing, months } = person;
  const { termYears, maxTerms, mustMoveYears } = policy.principals;
  const here = months === null ? null : span(Math.max(0, months));
  switch (standing) {
    case 'retired':
      return { zh: '已到法定退休年龄', en: 'statutory retirement reached (L03)' };
    case 'dismissed':
      return {
        zh: '考核不合格或连续两年基本合格，应予解聘（P04）',
        en: 'dismissed by the reviews (P04)',
      };
    case 'must-move': {
      const six = (months ?? 0) >= YEAR * mustMoveYears;
      const twoTerms = (months ?? 0) >= YEAR * termYears * maxTerms;
      const why = [
        ...(twoTerms ? [`满${maxTerms}届`] : []),
        ...(six ? [`满${mustMoveYears}年`] : []),
      ];
      const rules = [...(twoTerms ? ['P01'] : []), ...(six ? ['P02'] : [])].join(', ');
      return {
        zh: `在本校任职${here?.zh}，${why.join('、')}，应交流（${rules}）`,
        en: `${here?.en} at this school: must move (${rules})`,
      };
    }
    case 'in-term':
      return here === null
        ? {
            zh: '任现职时间未填，按任期内不动（P01）',
            en: 'start unknown: kept as inside a term (P01)',
          }
        : { zh: `任职${here.zh}，任期内（P01）`, en: `${here.en}, inside a term (P01)` };
    default:
      return { zh: `任职${here?.zh}，本届期满`, en: `${here?.en}, a term has ended` };
  }
}

/** Why a serving head who might lead on is to lead no school. */
export function leavingReason(person: HeadPerson, round: HeadRound): Bilingual {
  const reason = standingReason(person, round);
  if (person.standing !== 'must-move' && person.standing !== 'free') return reason;
  const short = personObstacles(person, round).includes('full-term');
  return short
    ? {
        zh: `${reason.zh}；距退休不足一届，不另任`,
        en: `${reason.en}; less than a term to retirement`,
      }
    : { zh: `${reason.zh}；无合适学校可任`, en: `${reason.en}; no school left that fits` };
}

/** Why this person is to lead this school. */
export function appointmentReason(
  person: HeadPerson,
  kind: 'stay' | 'move' | 'new',
  round: HeadRound,
): Bilingual {
  const { standing, leadership } = person;
  const { deputyYears, middleYears, teachingYears } = leadership;
  const reason = standingReason(person, round);
  if (kind === 'new') {
    return {
      zh: `新任：副职${deputyYears}年、中层${middleYears}年、教龄${teachingYears}年（P03）`,
      en: `new: ${deputyYears} y deputy, ${middleYears} y middle level, ${teachingYears} y teaching (P03)`,
    };
  }
  if (kind === 'stay') {
    return standing === 'free' ? { zh: `${reason.zh}，续任`, en: `${reason.en}, goes on` } : reason;
  }
  return standing === 'must-move' || standing === 'dismissed'
    ? reason
    : { zh: `${reason.zh}，调任`, en: `${reason.en}, moved` };
}

/** What is set aside, for whom, by which rule. */
export function relaxationSentence({ kind, teacherId, schoolId }: Relaxation): Bilingual {
  const { relaxed, rules, protected: guarded } = OBSTACLES[kind];
  const who = schoolId === null ? teacherId : `${teacherId} → ${schoolId}`;
  const book = rules.length === 0 ? '' : ` [${rules.join(', ')}]`;
  return {
    zh: `${who}：${relaxed.zh}${book}${guarded ? '（受保护规则，别无他法才列出）' : ''}`,
    en: `${who}: ${relaxed.en}${book}${guarded ? ' (protected; listed only because nothing else helps)' : ''}`,
  };
}
