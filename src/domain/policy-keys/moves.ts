/** Policy keys of the cross-district placement and of rotation. */
import { entriesOf } from './entry.ts';

const cross = entriesOf('cross-district');
const rotation = entriesOf('rotation');

/** Points of the tier `shortage-tilt`, in which every teaching post that is filled counts 100. */
const tilt = (place: string, english: string) =>
  cross(
    [`${place}倾斜`, `tilt: ${english}`],
    [
      `补短板时每补上一个专任教师岗位计 100 分；岗位在${place}学校的，再加这么多分。`,
      `Every teaching post that is filled counts 100 points; at a ${english} school so many more.`,
    ],
    { unit: 'points' },
  );

export const MOVE_KEYS = {
  'flow.arcs': cross(
    ['流动方向', 'directions'],
    [
      '允许的学区类别流向，如 BU = 局直→街道；不得含逆向。',
      'Allowed directions between school tiers, e.g. BU = bureau-run → street; never upward.',
    ],
    { decisions: ['A1'] },
  ),
  'flow.skip': cross(
    ['局直直接到农村', 'bureau-run → rural'],
    [
      '列明次序之外的局直→农村：兜底并计罚分、不允许，或不限。',
      'Beside the listed order: as a fallback with a penalty, never, or freely.',
    ],
    {
      choices: {
        fallback: ['兜底', 'fallback'],
        strict: ['不允许', 'never'],
        free: ['不限', 'free'],
      },
      decisions: ['A1'],
    },
  ),
  'flow.tierOf': cross(
    ['类别的认定', 'tier of a school'],
    ['学校类别按学校自身标注，或按所在学区。', 'By the own tag of the school, or its district.'],
    {
      choices: { school: ['按学校', 'school'], district: ['按学区', 'district'] },
      decisions: ['A16'],
    },
  ),
  'flow.mode': cross(
    ['联合或逐级', 'joint or cascade'],
    [
      '三个流向联合求解，或按局直→街道→农村逐级进行。',
      'One joint program, or three successive rounds.',
    ],
    {
      choices: { joint: ['联合', 'joint'], cascade: ['逐级', 'cascade'] },
      decisions: ['A1'],
    },
  ),
  returnRight: cross(
    ['农村服务期满返回', 'right to return'],
    ['农村交流期满的人员可向上返回。', 'People with a finished rural term may return upward.'],
  ),
  examForEntry: cross(
    ['进局直学校须考试', 'exam for entry'],
    [
      '进入局直学校和向上流动须通过考试。',
      'Entry to bureau-run schools and upward moves need the exam.',
    ],
  ),
  'stage.up': cross(
    ['到高学段', 'to a higher stage'],
    ['到更高学段任教：凭教师资格，或不允许。', 'Needs its certificate, or is closed.'],
    {
      choices: { cert: ['凭资格证', 'with certificate'], never: ['不允许', 'never'] },
      decisions: ['A19'],
    },
  ),
  'stage.down': cross(
    ['到低学段', 'to a lower stage'],
    ['到更低学段任教的范围。', 'Open, only junior → primary, or closed.'],
    {
      choices: {
        free: ['允许', 'open'],
        'junior-to-primary': ['仅初中到小学', 'junior → primary'],
        never: ['不允许', 'never'],
      },
      decisions: ['A19'],
    },
  ),
  kindergartenNeedsOwnCert: cross(
    ['幼儿园须幼教资格', 'kindergarten certificate'],
    ['小学教师资格不能任教幼儿园。', 'A primary certificate does not open kindergarten posts.'],
  ),
  nonCompulsoryExam: cross(
    ['跨到非义务教育学段须考试', 'exam for other stages'],
    [
      '跨到幼儿园、高中、中职须通过考试。',
      'A change into kindergarten, senior or vocational needs the exam.',
    ],
  ),
  zones: cross(
    ['坝区山区规则', 'zone rules'],
    ['启用坝区、山区和重点校的流动规则。', 'Rules of plain, mountain and key schools apply.'],
  ),
  'keySchool.cap': cross(
    ['重点校选调上限', 'cap of key schools'],
    ['一所重点校可选调外校教师的人数上限。', 'Outsiders that a key school may take.'],
    { unit: 'heads' },
  ),
  couples: cross(
    ['夫妻同调', 'couples'],
    [
      '申请同一乡镇的夫妻：同去或都不去；或不处理此类申请。',
      'Couples who ask for one town: both or neither; or not read.',
    ],
    { choices: { off: ['不处理', 'off'], 'same-town': ['同一乡镇', 'same town'] } },
  ),
  'distance.roadFactorPct': cross(
    ['道路系数', 'road factor'],
    ['道路里程与直线距离之比。', 'Road kilometres per straight kilometre.'],
    { unit: 'percent' },
  ),
  'distance.maxKm': cross(
    ['距离上限', 'longest distance'],
    ['调配距离的硬上限；空为不限。', 'Hard limit; empty = none.'],
    { unit: 'km' },
  ),
  'distance.softLimitKm': cross(
    ['距离提醒', 'soft limit of distance'],
    ['超过此距离的调配计一次软性违规。', 'Beyond it a placement counts as a soft violation.'],
    { unit: 'km' },
  ),
  'ruralTilt.rural': tilt('农村', 'rural'),
  'ruralTilt.street': tilt('街道', 'street'),
  'ruralTilt.bureau': tilt('局直', 'bureau-run'),
  'ruralTilt.weak': tilt('薄弱', 'weak'),
  'rotation.twoWay': rotation(
    ['双向交流', 'two-way'],
    ['交流轮岗可双向，有期限。', 'Rotation may go both ways, for a fixed term.'],
    { decisions: ['A3'] },
  ),
  'rotation.duePct': rotation(
    ['应交流人员交流比例', 'share of the due'],
    ['应交流人员每年交流的比例。', 'Share of the due that rotate each year.'],
    { unit: 'percent', decisions: ['A9'] },
  ),
  'rotation.totalPct': rotation(
    ['教师总数交流比例', 'share of the staff'],
    ['每年交流人数占义务教育教师总数的比例。', 'Share of the compulsory-stage staff.'],
    { unit: 'percent', decisions: ['A10'] },
  ),
  'rotation.totalBase': rotation(
    ['教师总数的口径', 'base of the share'],
    ['在编教职工，或专任教师。', 'All staff on quota, or full-time teachers.'],
    {
      choices: { staff: ['在编教职工', 'staff'], teachers: ['专任教师', 'teachers'] },
      decisions: ['A10'],
    },
  ),
  'rotation.dueFrom': rotation(
    ['应交流的界限', 'due from'],
    ['超过两个聘期，或满两个聘期起。', 'After more than two hire terms, or from two on.'],
    {
      choices: {
        'over-two-terms': ['超过两个聘期', 'more than two terms'],
        'two-terms': ['满两个聘期', 'two full terms'],
      },
      decisions: ['A11'],
    },
  ),
  'rotation.maxSharePct': rotation(
    ['交流人数上限', 'most moves'],
    ['交流人数不超过指标的比例。', 'Most moves as a share of the target.'],
    { unit: 'percent' },
  ),
  'rotation.donorFloor': rotation(
    ['派出校学科底线', 'floor of the donor'],
    ['派出学校保留本学科岗位数的教师。', 'A donor keeps at least its posts of the subject.'],
  ),
  'rotation.floorCounts': rotation(
    ['学科底线计谁', 'who counts for the floor'],
    [
      '计留下的人，或交流后在岗的人（对等交流）。',
      'Those who stay, or everybody there afterwards.',
    ],
    { choices: { stays: ['留下的人', 'who stays'], people: ['交流后在岗', 'who is there'] } },
  ),
  'rotation.backbonePct': rotation(
    ['骨干教师比例', 'share of backbone teachers'],
    ['交流人员中骨干教师的最低比例；空为不设。', 'Least share among those who move.'],
    { unit: 'percent' },
  ),
  'rotation.bySchool': rotation(
    ['指标分解到校', 'targets by school'],
    ['应交流指标分解到每所学校。', 'The target of the due is broken down to the schools.'],
  ),
  'rotation.termYears': rotation(
    ['交流年限', 'length of an exchange'],
    ['一次交流的年数。', 'Years of one exchange.'],
    { unit: 'years' },
  ),
  hireTermYears: rotation(['聘期', 'hire term'], ['一个聘期的年数。', 'Years of one hire term.'], {
    unit: 'years',
    decisions: ['A11'],
  }),
} as const;
