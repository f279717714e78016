/** An explanation as lines of a terminal, or of the appeal pack's text. */
import type {
  AppealPack,
  EnvyReport,
  InfeasibleReport,
  NearPost,
  Ranking,
  TeacherExplanation,
  UnfilledPost,
  WhyHere,
  WhyNot,
} from '../planning/explain/index.ts';
import {
  boundEn,
  cutOffEn,
  envyEn,
  goalEn,
  goalName,
  hereEn,
  moveEn,
  nearEn,
  noteEn,
  RANK_ZH,
  softEn,
  testEn,
  testSentence,
  unfilledEn,
  whyNotEn,
  wishEn,
} from '../planning/explain/index.ts';
import { infeasibleLines } from './explain-infeasible-lines.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

export type Answer = { readonly notes?: readonly string[] } & (
  | ({ readonly kind: 'teacher'; readonly ranking: Ranking | null } & TeacherExplanation)
  | { readonly kind: 'why-not'; readonly answer: WhyNot; readonly confirmed: boolean | null }
  | ({ readonly kind: 'post'; readonly ranking: Ranking | null } & UnfilledPost)
  | ({ readonly kind: 'envy' } & EnvyReport)
  | {
      readonly kind: 'standby';
      readonly people: readonly { teacherId: string; nearest: readonly NearPost[] }[];
      readonly posts: readonly UnfilledPost[];
    }
  | ({ readonly kind: 'infeasible' } & InfeasibleReport)
  | ({ readonly kind: 'appeal' } & AppealPack)
);

/** Most lines of a list on the terminal; `--json` has all. */
const SHOWN = 12;

export function answerLines(answer: Answer, say: Say): string[] {
  const notes = (answer.notes ?? []).map((note) => `! ${say({ zh: note, en: noteEn(note) })}`);
  return [...notes, ...linesOf(answer, say)];
}

function linesOf(answer: Answer, say: Say): string[] {
  switch (answer.kind) {
    case 'teacher':
      return [...teacherLines(answer, say), ...rankingLines(answer.ranking, say)];
    case 'why-not':
      return whyNotLines(answer.answer, answer.confirmed, say);
    case 'post':
      return [...postLines(answer, say), ...rankingLines(answer.ranking, say)];
    case 'envy':
      return envyLines(answer, say);
    case 'standby':
      return [
        ...answer.people.flatMap(({ teacherId, nearest }) => [
          `${say({ zh: '职工号', en: 'staff number' })} ${teacherId}`,
          ...nearest.map((near) => `  ${say({ zh: near.sentence, en: nearEn(near) })}`),
        ]),
        ...answer.posts.flatMap((post) => postLines(post, say)),
      ];
    case 'infeasible':
      return infeasibleLines(answer, say);
    case 'appeal':
      return appealLines(answer, say);
  }
}

function shortened(lines: readonly string[], say: Say): string[] {
  const more = lines.length - SHOWN;
  if (more <= 0) return [...lines];
  const rest = say({ zh: `  ……另有 ${more} 条（--json）`, en: `  … and ${more} more (--json)` });
  return [...lines.slice(0, SHOWN), rest];
}

function hereLines(here: WhyHere, say: Say): string[] {
  const head = `${say({ zh: '职工号', en: 'staff number' })} ${here.teacherId}${say({ zh: `：${here.sentence}`, en: `: ${hereEn(here)}` })}`;
  const parts = here.fit?.parts;
  const fit =
    parts === undefined
      ? []
      : [
          say({
            zh: `  适配 ${here.fit?.total}（学科 ${parts.subject}、学段 ${parts.stage}、志愿 ${parts.wish}、就近 ${parts.near}、职称 ${parts.title}；百分之一分）`,
            en: `  fit ${here.fit?.total} (subject ${parts.subject}, stage ${parts.stage}, wish ${parts.wish}, near ${parts.near}, title ${parts.title}; hundredths)`,
          }),
        ];
  const terms = here.terms.filter(({ value }) => value !== 0);
  return [
    head,
    ...fit,
    ...terms.map(
      ({ tier, value }) =>
        `  ${say({ zh: `${goalName(tier)}：${value}`, en: `${goalEn(tier)}: ${value}` })}`,
    ),
    ...here.soft.map((sentence) => `  ${say({ zh: sentence, en: softEn(sentence) })}`),
    ...boundLines(here.binding, say),
  ];
}

function boundLines(binding: WhyHere['binding'], say: Say): string[] {
  return (binding ?? []).map(
    (each) => `  ${say({ zh: each.sentence, en: boundEn(each) })} [${each.rules.join(' ')}]`,
  );
}

function teacherLines(answer: TeacherExplanation, say: Say): string[] {
  const { here, wishes, rejected, admissible, nearest } = answer;
  const wish = wishes.map(
    (each) => `  ${each.rank}  ${say({ zh: each.sentence, en: wishEn(each) })}`,
  );
  const tests = rejected.map(({ test, count, rules }) => [
    '  ',
    count,
    say({ zh: testSentence(test), en: testEn(test) }),
    rules.join(' '),
  ]);
  return [
    ...hereLines(here, say),
    ...(wish.length === 0 ? [] : [say({ zh: '志愿：', en: 'Wishes:' }), ...shortened(wish, say)]),
    ...(nearest.length === 0
      ? []
      : [
          say({ zh: '最近的岗位：', en: 'Nearest posts:' }),
          ...nearest.map((near) => `  ${say({ zh: near.sentence, en: nearEn(near) })}`),
        ]),
    ...(tests.length === 0
      ? []
      : [
          say({
            zh: '其余岗位组不符合条件的首个原因：',
            en: 'First reason against the other post groups:',
          }),
          ...table(tests),
        ]),
    say({
      zh: `符合条件的其他岗位组 ${admissible.length} 个。`,
      en: `${admissible.length} other post groups are admissible.`,
    }),
    ...hintLines(admissible, say),
  ];
}

/** Where the proof says nothing of the cost, a re-solve does. */
function hintLines(admissible: TeacherExplanation['admissible'], say: Say): string[] {
  if (admissible.every(({ floor }) => floor !== null)) return [];
  const hint = say({
    zh: '代价须重算的，用 --post <岗位组> 查看。',
    en: 'What takes a re-solve is told by --post <post group>.',
  });
  return [hint];
}

function lossTable(losses: Ranking['best'][number]['losses'], say: Say): string[] {
  const head = [
    '  ',
    '',
    say({ zh: '本方案', en: 'proposal' }),
    say({ zh: '改后', en: 'instead' }),
    say({ zh: '变差', en: 'loss' }),
  ];
  const rows = losses.map(({ tier, proposal, other, loss }) => [
    '  ',
    say({ zh: goalName(tier), en: goalEn(tier) }),
    proposal,
    other,
    loss,
  ]);
  return table([head, ...rows]);
}

function whyNotLines(
  answer: WhyNot | AppealPack['questions'][number],
  confirmed: boolean | null,
  say: Say,
): string[] {
  const sentence = say({ zh: answer.sentence, en: whyNotEn(answer) });
  if (!('losses' in answer)) return [sentence];
  const moves = answer.chains.flatMap((chain, k) => [
    k === 0
      ? say({ zh: '随之变动：', en: 'Who moves:' })
      : say({ zh: '另一条：', en: 'Another chain:' }),
    ...chain.map((move) => `  ${say({ zh: move.sentence, en: moveEn(move) })}`),
  ]);
  const checked =
    confirmed === null
      ? []
      : [
          confirmed
            ? say({
                zh: '该替代方案经独立核查合法，各层数值一致。',
                en: 'The other plan is verified.',
              })
            : say({ zh: '该替代方案未通过独立核查！', en: 'The other plan is refused!' }),
        ];
  return [
    sentence,
    ...boundLines(answer.binding, say),
    ...lossTable(answer.losses, say),
    ...moves,
    ...checked,
  ];
}

function rankingLines(ranking: Ranking | null, say: Say): string[] {
  if (ranking === null) return [];
  const head = say({
    zh: `代价最小的替代（候选 ${ranking.candidates} 个，重算 ${ranking.solved} 个）：`,
    en: `Best alternatives (${ranking.candidates} candidates, ${ranking.solved} solved):`,
  });
  return [
    head,
    ...ranking.best.map(
      (each, k) =>
        `  ${k + 1}  ${each.teacherId} → ${each.postGroupId}${say({ zh: `：${each.sentence}`, en: `: ${whyNotEn(each)}` })}`,
    ),
  ];
}

function postLines(post: UnfilledPost, say: Say): string[] {
  const { sentence, standbyRejected, admissible } = post;
  const people = admissible.map(
    ({ teacherId, postGroupId }) => `  ${teacherId}  ${postGroupId ?? '-'}`,
  );
  const rejected = standbyRejected.map((each) => [
    '  ',
    each.count,
    say({ zh: each.sentence, en: testEn(each.test) }),
    each.rules.join(' '),
  ]);
  return [
    say({ zh: sentence, en: unfilledEn(post) }),
    ...(people.length === 0
      ? []
      : [say({ zh: '符合条件者及其去向：', en: 'Admissible, and where they are:' })]),
    ...shortened(people, say),
    ...(rejected.length === 0
      ? []
      : [say({ zh: '待岗人员不能去的首个原因：', en: 'Why people on standby cannot:' })]),
    ...table(rejected),
  ];
}

function envyLines(report: EnvyReport, say: Say): string[] {
  const { lines, explained, unexplained, peopleUnexplained, rankBy, cutOffs } = report;
  return [
    say({
      zh: `正当嫉妒核查（按${RANK_ZH[rankBy]}排序）：${lines.length} 条，其中规则可解释 ${explained} 条；无法解释 ${unexplained} 条，涉及 ${peopleUnexplained} 人`,
      en: `Justified envy (ranked by ${rankBy}): ${lines.length} lines, ${explained} explained by a rule; ${unexplained} unexplained, of ${peopleUnexplained} people`,
    }),
    ...shortened(
      onePerPerson(report, (line) => !line.explained, say),
      say,
    ),
    say({ zh: '规则可解释的：', en: 'Explained:' }),
    ...shortened(
      onePerPerson(report, (line) => line.explained, say),
      say,
    ),
    say({ zh: '各岗位分数线：', en: 'Cut-offs:' }),
    ...shortened(
      cutOffs.map((each) => cutOffLine(each, rankBy, say)),
      say,
    ),
  ];
}

/** The first line of each person, with the number of the others. */
function onePerPerson(
  { lines, rankBy }: EnvyReport,
  isShown: (line: EnvyReport['lines'][number]) => boolean,
  say: Say,
): string[] {
  const people = new Map<string, EnvyReport['lines'][number][]>();
  for (const line of lines.filter(isShown))
    people.set(line.teacherId, [...(people.get(line.teacherId) ?? []), line]);
  return [...people.values()].map((list) => {
    const line = list[0] as EnvyReport['lines'][number];
    const more =
      list.length > 1 ? say({ zh: `（×${list.length}）`, en: ` (×${list.length})` }) : '';
    return `  ${say({ zh: line.sentence, en: envyEn(line, rankBy) })}${more}`;
  });
}

function cutOffLine(cutOff: EnvyReport['cutOffs'][number], rankBy: string, say: Say): string {
  const { postGroupId, sentence } = cutOff;
  return `  ${postGroupId}${say({ zh: `：${sentence}`, en: `: ${cutOffEn(cutOff, rankBy)}` })}`;
}

function appealLines(pack: AppealPack, say: Say): string[] {
  const { decision, questions, cutOffs, basis, replay } = pack;
  return [
    ...basis.notes.map((note) => `! ${say({ zh: note, en: noteEn(note) })}`),
    ...teacherLines(decision, say),
    ...questions.flatMap((question) => ['', ...whyNotLines(question, question.confirmed, say)]),
    '',
    say({ zh: '相关岗位分数线：', en: 'Cut-offs of these posts:' }),
    ...cutOffs.map((each) => cutOffLine(each, 'merit', say)),
    '',
    say({ zh: '依据（SHA-256）：', en: 'Basis (SHA-256):' }),
    ...table([
      ['  ', say({ zh: '县数据', en: 'county' }), basis.county],
      ['  ', say({ zh: '政策', en: 'policy' }), basis.policy],
      ['  ', say({ zh: '模型', en: 'program' }), basis.program ?? '-'],
      ['  ', say({ zh: '证明文件', en: 'certificate' }), basis.certificate ?? '-'],
      ['  ', say({ zh: '软件版本', en: 'version' }), `tiaopei ${basis.product}`],
      [
        '  ',
        say({ zh: '求解器', en: 'solver' }),
        `${basis.solver.backend} ${basis.solver.version}`,
      ],
    ]),
    `${say({ zh: '复现命令：', en: 'Replay: ' })}${replay}`,
  ];
}
