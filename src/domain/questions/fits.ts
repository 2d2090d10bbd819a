import type { Answering, AnswerValue } from './kinds.ts';

/** Whether a value can be the answer to what is asked, as somebody sets it by hand: bounds are for those who text. */
export function fits(answering: Answering, value: AnswerValue): boolean {
  switch (answering.kind) {
    case 'yes_no':
      return value.kind === 'choice' && value.ids.length === 1 && value.ids.every((id) => id === 'yes' || id === 'no');
    case 'choice':
    case 'choices': {
      const known = new Set(answering.choices.map(({ id }) => id));
      const isOne = answering.kind === 'choices' || (value.kind === 'choice' && value.ids.length === 1);
      return value.kind === 'choice' && isOne && value.ids.every((id) => known.has(id));
    }
    case 'number':
    case 'scale':
      return value.kind === 'number' && Number.isFinite(value.number);
    default:
      return value.kind === answering.kind;
  }
}
