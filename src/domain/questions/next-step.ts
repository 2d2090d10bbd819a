import type { AnswerValue } from './kinds.ts';
import type { Condition, Step } from './question.ts';

/** The step that follows on an answer; null at the end. Nothing leads back: a way that did would have none. */
export function nextStep(steps: readonly Step[], step: number, answer: AnswerValue): number | null {
  const branch = steps[step]?.branches?.find(({ when }) => holds(when, answer));
  const next = branch ? branch.goTo : step + 1;
  return next === 'end' || next <= step || next >= steps.length ? null : next;
}

/** Whether an answer is one of these. */
export function holds(condition: Condition, answer: AnswerValue): boolean {
  if ('ids' in condition) return answer.kind === 'choice' && answer.ids.some((id) => condition.ids.includes(id));
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = condition;
  return answer.kind === 'number' && answer.number >= atLeast && answer.number <= atMost;
}
