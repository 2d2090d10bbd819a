export type { Answering, AnswerValue, Reading } from './kinds.ts';
export { readAnswer } from './reading/reading.ts';
export { plan } from './schedule/plan.ts';
