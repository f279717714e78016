/** Where a person stands in the round: hiring result and the optional columns of the roster. */
import type { Teacher } from '../domain/county.ts';
import { comparable } from './cells.ts';
import type { Fields } from './fields.ts';
import * as words from './vocabulary.ts';

type RosterFields = Fields<'roster'>;

/** 聘任结果: blank means hired. The reason belongs to unplaced people only. */
export function readHiring(
  fields: RosterFields,
): Pick<Teacher, 'hiring' | 'unplacedReason'> | null {
  const blank = fields.row.text('hiring') === '';
  const hiring = blank ? 'hired' : fields.oneOf('hiring', words.HIRINGS);
  if (blank) remarkAssumedHired(fields);
  if (hiring === null) return null;
  if (hiring !== 'unplaced') return { hiring, unplacedReason: null };
  const unplacedReason = fields.oneOfOr('unplacedReason', words.UNPLACED_REASONS, null);
  if (fields.row.text('unplacedReason') === '') {
    fields.warn('unplacedReason', {
      code: 'missing-unplaced-reason',
      message: '未聘任人员没有填写未聘原因。',
      suggestion: '按原因不明处理；请填「超编」「学科富余」或「落聘」。',
    });
  }
  return { hiring, unplacedReason };
}

function remarkAssumedHired(fields: RosterFields): void {
  fields.warn('hiring', {
    code: 'assumed-hired',
    message: '「聘任结果」为空。',
    suggestion: '按已聘处理，不参与调配；未聘任的请填「未聘任」。',
  });
}

type Optional = Pick<
  Teacher,
  | 'ruralYears'
  | 'backbone'
  | 'degree'
  | 'statutoryTrack'
  | 'boundUntil'
  | 'teachable'
  | 'examPassed'
  | 'returnRight'
  | 'homeDistrictId'
  | 'volunteer'
>;

/** The columns a bureau may leave out, with their defaults. */
export function readOptional(fields: RosterFields, districts: ReadonlySet<string>): Optional {
  return {
    ruralYears: fields.count('ruralYears', 0),
    backbone: words.isBackbone(fields.row.text('backbone')),
    degree: readDegree(fields),
    statutoryTrack: fields.oneOfOr('retirementTrack', words.TRACKS, null),
    boundUntil: fields.month('boundUntil'),
    teachable: fields.yesNo('teachable', true),
    examPassed: fields.yesNo('examPassed', false),
    returnRight: fields.yesNo('returnRight', false),
    homeDistrictId: readHomeDistrict(fields, districts),
    volunteer: fields.yesNo('volunteer', false),
  };
}

function readDegree(fields: RosterFields): Teacher['degree'] {
  const assumed = '按「大专」处理';
  const degree = fields.oneOfOr('degree', words.DEGREES, 'college', assumed);
  if (fields.row.text('degree') === '' && fields.row.table.columns.has('degree')) {
    fields.warn('degree', {
      code: 'assumed-degree',
      message: '「最高学历」为空。',
      suggestion: `${assumed}；请补填。`,
    });
  }
  return degree;
}

/** A district, or an address that names one. */
function readHomeDistrict(fields: RosterFields, districts: ReadonlySet<string>): string | null {
  const address = comparable(fields.row.text('homeDistrict'));
  if (address === '' || districts.size === 0) return null;
  if (districts.has(address)) return address;
  const named = [...districts].filter((district) => address.includes(district));
  // 「城关街道」 also contains a district 「城关」: the longest name is meant when it covers the others.
  const [longest] = named.toSorted((a, b) => b.length - a.length);
  if (longest !== undefined && named.every((other) => longest.includes(other))) return longest;
  fields.warn('homeDistrict', {
    code: 'unknown-home-district',
    message: '「家庭住址」中没有可识别的学区名称。',
    suggestion: '距离从原学校算起；请填学区（乡镇、街道）名称。',
  });
  return null;
}
