import type { Answering, AnswerValue } from '../api.ts';
import { dayOfWeek, number, time } from './formats.ts';

/** An answer as the member reads it, with the labels and the unit of what was asked, as far as that is known. */
export function sayAnswer(
  value: AnswerValue,
  answering: Answering | undefined,
  { yes, no, photo }: { yes: string; no: string; photo: string },
): string {
  switch (value.kind) {
    case 'choice': {
      const choices = answering && 'choices' in answering ? answering.choices : [];
      return value.ids.map((id) => choices.find((each) => each.id === id)?.label ?? { yes, no }[id] ?? id).join(', ');
    }
    case 'number': {
      const unit = answering?.kind === 'number' ? answering.unit : undefined;
      return [number(value.number), unit].filter(Boolean).join(' ');
    }
    case 'time':
      return time(`2024-01-01T${value.time}`);
    case 'date':
      return dayOfWeek(`${value.date}T12:00`);
    case 'text':
      return value.text;
    case 'photo':
      return photo;
  }
}
