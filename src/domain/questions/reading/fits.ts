import type { Answering, AnswerValue } from '../kinds.ts';
import { dayOfIso, isoOf } from './days.ts';
import { isWithinTimes } from './time.ts';

/** Whether a value is an answer to this question: of its kind, among its choices, within its bounds. */
export function isAnswerTo(answering: Answering, value: AnswerValue): boolean {
  switch (answering.kind) {
    case 'yes_no':
      return value.kind === 'choice' && value.ids.length === 1 && ['yes', 'no'].includes(value.ids[0]!);
    case 'choice':
    case 'choices': {
      if (value.kind !== 'choice' || value.ids.length === 0) return false;
      if (answering.kind === 'choice' && value.ids.length !== 1) return false;
      const ids = answering.choices.map((choice) => choice.id);
      return new Set(value.ids).size === value.ids.length && value.ids.every((id) => ids.includes(id));
    }
    case 'number':
      return (
        value.kind === 'number' &&
        Number.isFinite(value.number) &&
        value.number >= (answering.min ?? -Infinity) &&
        value.number <= (answering.max ?? Infinity) &&
        (!answering.isWhole || Number.isInteger(value.number))
      );
    case 'scale':
      return (
        value.kind === 'number' &&
        Number.isInteger(value.number) &&
        value.number >= answering.min &&
        value.number <= answering.max
      );
    case 'time':
      return (
        value.kind === 'time' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value.time) && isWithinTimes(value.time, answering)
      );
    case 'date':
      return (
        value.kind === 'date' &&
        isoOf(dayOfIso(value.date)) === value.date &&
        value.date >= (answering.earliest ?? '') &&
        value.date <= (answering.latest ?? '9999-12-31')
      );
    case 'text':
      return value.kind === 'text' && value.text.trim() !== '';
    case 'photo':
      return value.kind === 'photo';
  }
}
