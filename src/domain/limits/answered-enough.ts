/** So often the program answers somebody by itself… */
export const mostAnswers = 3;

/** …within so long, unless a member has written in between. */
export const answersWithinMs = 10 * 60_000;

/** What is asked by a plan, which ends, is no answer. */
export const plannedParts = ['question', 'nudge'] as const;
