export { readAnswer } from './reading/reading.ts';
export { plan } from './schedule/plan.ts';
