import type { Answering, AnswerValue } from '../../api.ts';

/** More than these are typed, not chosen. */
const most = 12;

/** The answers to a question that can be chosen; none where they are typed or several are ticked. */
export function offersOf(answering: Answering): AnswerValue[] {
  switch (answering.kind) {
    case 'yes_no':
      return ['yes', 'no'].map((id) => ({ kind: 'choice', ids: [id] }));
    case 'choice':
      return answering.choices.map(({ id }) => ({ kind: 'choice', ids: [id] }));
    case 'scale': {
      const count = answering.max - answering.min + 1;
      if (count > most) return [];
      return Array.from({ length: count }, (_, at) => ({ kind: 'number', number: answering.min + at }));
    }
    case 'photo':
      return [{ kind: 'photo' }];
    default:
      return [];
  }
}
