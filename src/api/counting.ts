import { fewAtOnce } from '../platform/few-at-once.ts';

/** What looks at everybody of a team takes its time, and two of a process's connections at most: the rest is for the others. */
export const counting = fewAtOnce(2);
