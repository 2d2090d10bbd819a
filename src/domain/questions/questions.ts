export { plan } from './schedule/plan.ts';
