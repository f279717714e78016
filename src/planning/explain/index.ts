/** The only door of the explanations: a proposal is opened once, then asked. */

export { otherPeople, otherPosts, type Ranking } from './alternatives.ts';
export { type AppealPack, appealPack, notesOf } from './appeal.ts';
export {
  boundEn,
  correctionEn,
  cutOffEn,
  envyEn,
  goalEn,
  headCountEn,
  hereEn,
  moveEn,
  nearEn,
  noteEn,
  softEn,
  testEn,
  unfilledEn,
  whyNotEn,
  wishEn,
} from './english.ts';
export { answerInEnglish, type PlannersAnswer } from './english-answer.ts';
export { type EnvyReport, envyReport } from './envy.ts';
export { type Explainer, openProposal, personOf } from './explainer.ts';
export { explainInfeasible, type InfeasibleReport } from './infeasible.ts';
export {
  type NearPost,
  nearestPosts,
  type UnfilledPost,
  unfilledPost,
  unfilledPosts,
} from './standby.ts';
export { explainTeacher, type TeacherExplanation } from './teacher.ts';
export type { WhyHere } from './why-here.ts';
export { isConfirmed, type WhyNot, whyNot } from './why-not.ts';
export { goalName, RANK_ZH, testSentence } from './words.ts';
