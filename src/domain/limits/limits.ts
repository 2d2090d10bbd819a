export {
  abroadInHour,
  countReached,
  giveBackAbroad,
  newAbroad,
  reachedAbroad,
  untilNextHour,
  type WaitAbroad,
  waitAbroad,
} from './abroad.ts';
export { type Blocked, mustNotBeBlocked, whyBlocked } from './blocked.ts';
export { mayAnswerByItself } from './by-itself.ts';
export { change, mustStayCounted } from './change.ts';
export type { Hours } from './hours.ts';
export { charge, giveBack, purse, rules, untilNextMonth, warnedAt } from './purse.ts';
export { type Limits, readLimits } from './read-limits.ts';
export { spent, warning, wouldExceed } from './spent.ts';
export { takeWarnings } from './warnings.ts';
export { hadEnough } from './weekly.ts';
export { openingFor } from './when-open.ts';
