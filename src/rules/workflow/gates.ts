/** All gates of the summer in the order in which they stand; `src/planning/summer/advance.ts` asks them. */
import { APPEAL_GATES } from './appeal-gates.ts';
import { CONTRACTS_SIGNED } from './contract-gates.ts';
import type { Gate } from './gate.ts';
import {
  EXEMPTION_PAPERS,
  FORMS_IN_TIME,
  LATE_OBJECTIONS,
  NO_OPEN_OBJECTION,
  NOT_HIRED_PROOF,
  OFFERS_RECORDED,
  TRAINING_ARRANGED,
} from './person-gates.ts';
import { PUBLICITY_GATES } from './publicity-gates.ts';
import { DIRECT_WITHOUT_PAPERS, RULING_GATES } from './ruling-gates.ts';
import {
  CROSS_DISTRICT_VACANCIES,
  IN_DISTRICT_VACANCIES,
  INTENTIONS_APPROVED,
  LIST_APPROVED,
  PLAN_PASSED,
  POSTS_SET,
} from './step-gates.ts';

export type { Gate, GateFacts } from './gate.ts';

/** Every name is listed in the rulebook as `acts.gate`. */
export const GATES: readonly Gate[] = [
  POSTS_SET,
  EXEMPTION_PAPERS,
  PUBLICITY_GATES.direct,
  DIRECT_WITHOUT_PAPERS,
  PLAN_PASSED,
  PUBLICITY_GATES.inSchool,
  RULING_GATES.inDistrict,
  IN_DISTRICT_VACANCIES,
  NOT_HIRED_PROOF,
  PUBLICITY_GATES.inDistrict,
  APPEAL_GATES.inDistrict,
  RULING_GATES.crossDistrict,
  CROSS_DISTRICT_VACANCIES,
  FORMS_IN_TIME,
  INTENTIONS_APPROVED,
  PUBLICITY_GATES.crossDistrict,
  LIST_APPROVED,
  NO_OPEN_OBJECTION,
  APPEAL_GATES.crossDistrict,
  RULING_GATES.standby,
  PUBLICITY_GATES.rotation,
  LATE_OBJECTIONS,
  APPEAL_GATES.late,
  RULING_GATES.late,
  OFFERS_RECORDED,
  TRAINING_ARRANGED,
  CONTRACTS_SIGNED,
];
