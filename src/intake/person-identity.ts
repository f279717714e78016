/** 身份证号, 出生年月 and 性别 of a roster row: a valid ID number decides, the text cells stand in for it. */
import { parseMonth } from './cells.ts';
import type { Fields } from './fields.ts';
import { type Identity, type IdentityFault, readIdentity } from './identity.ts';
import type { Row } from './table.ts';
import { SEXES } from './vocabulary.ts';

type RosterFields = Fields<'roster'>;

const FAULTS: Record<IdentityFault, string> = {
  'lost-digits': '「身份证号」以数值存放，末尾数字已丢失。',
  invalid: '「身份证号」位数、日期或校验码有误。',
};

/** Birth month and sex; null after a remark when neither the ID number nor the text gives them. */
export function readBirthAndSex(
  fields: RosterFields,
  identities: Map<Identity['key'], Row<'roster'>>,
): { birth: string | null; sex: 'M' | 'F' | null } {
  const identity = readIdentity(fields.raw('idNumber'));
  if (identity === null) return { birth: writtenBirth(fields), sex: writtenSex(fields) };
  if (typeof identity === 'string') {
    remarkFault(fields, identity);
    return { birth: writtenBirth(fields), sex: writtenSex(fields) };
  }
  claimIdentity(fields, identity, identities);
  noteForm(fields, identity);
  return { birth: decidedBirth(fields, identity), sex: decidedSex(fields, identity) };
}

/** Lower-case x, text marks and the fifteen digits of before 1999 are put into the standard form. */
function noteForm(fields: RosterFields, { key }: Identity): void {
  const written = fields.row.word('idNumber');
  if (written === key) return;
  const isOld = /^\d{15}$/.test(written);
  fields.mended('idNumber', {
    code: isOld ? 'old-id-number' : 'id-number-form',
    message: isOld ? '「身份证号」是 15 位的旧号码。' : '「身份证号」的写法不规范。',
    suggestion: isOld ? '已换算为 18 位。' : '已按规范写法处理。',
    takenFor: key,
  });
}

function remarkFault(fields: RosterFields, fault: IdentityFault): void {
  // Lost digits cannot be restored; a wrong digit leaves the text cells to stand alone.
  const report = fault === 'lost-digits' ? fields.error.bind(fields) : fields.warn.bind(fields);
  report('idNumber', {
    code: fault === 'lost-digits' ? 'id-number-lost-digits' : 'invalid-id-number',
    message: FAULTS[fault],
    suggestion:
      fault === 'lost-digits'
        ? '请把该列设为文本格式后重新填写。'
        : '未采用该号码，出生年月和性别以文字列为准；请核对。',
  });
}

function claimIdentity(
  fields: RosterFields,
  identity: Identity,
  identities: Map<string, Row<'roster'>>,
): void {
  const twin = identities.get(identity.key);
  if (twin === undefined) {
    identities.set(identity.key, fields.row);
    return;
  }
  fields.error('idNumber', {
    code: 'duplicate-id-number',
    message: `身份证号与单元格 ${twin.address('idNumber')} 相同，同一人出现两次。`,
    suggestion: '请删去重复行或改正身份证号。',
  });
}

function writtenBirth(fields: RosterFields): string | null {
  if (fields.row.text('birth') === '') fields.required('birth');
  return fields.month('birth');
}

function writtenSex(fields: RosterFields): 'M' | 'F' | null {
  return fields.oneOf('sex', SEXES);
}

function decidedBirth(fields: RosterFields, identity: Identity): string {
  const written = fields.tryMonth('birth');
  if (written === identity.birth) noteConfirmed(fields, written);
  else if (written === 'missing') remarkBlankBirth(fields);
  else {
    fields.warn('birth', {
      code: 'birth-differs-from-id',
      message: '「出生年月」与身份证号不一致，或无法识别。',
      suggestion: '以身份证号为准；如以干部任免审批表为准，请清空身份证号。',
    });
  }
  return identity.birth;
}

/** 「75.3」 or 「1968.1」 beside an ID number that says the same month leaves no doubt. */
function noteConfirmed(fields: RosterFields, month: string): void {
  const parsed = parseMonth(fields.raw('birth'));
  if (typeof parsed === 'string' || parsed.doubt === null) return;
  fields.mended('birth', {
    code: 'date-form',
    message: '「出生年月」可作两种理解，其一与身份证号一致。',
    suggestion: '按身份证号处理。',
    takenFor: month,
  });
}

function remarkBlankBirth(fields: RosterFields): void {
  if (!fields.row.table.columns.has('birth')) return;
  fields.warn('birth', {
    code: 'birth-from-id',
    message: '「出生年月」为空。',
    suggestion: '按身份证号取得；请补填。',
  });
}

function decidedSex(fields: RosterFields, identity: Identity): 'M' | 'F' {
  const written = fields.oneOfOr('sex', SEXES, null);
  if (written !== null && written !== identity.sex) {
    fields.warn('sex', {
      code: 'sex-differs-from-id',
      message: '「性别」与身份证号不一致。',
      suggestion: '以身份证号为准；请核对。',
    });
  }
  return identity.sex;
}
