import type { Answering, AnswerValue } from '../../api.ts';
import { day, number } from '../../words/formats.ts';
import type { AnswerWords } from './words-en.ts';

export const sayNumber = number;

/** 27 Nov 2026, or only its month. */
export function sayDate(date: string): string {
  return date.length === 10 ? day(`${date}T12:00`) : date;
}

/** An answer as the member reads it. */
export function sayValue(answering: Answering, value: AnswerValue, words: AnswerWords): string {
  switch (value.kind) {
    case 'choice': {
      const choices = 'choices' in answering ? answering.choices : [];
      const label = (id: string) => choices.find((choice) => choice.id === id)?.label ?? known(id, words);
      return value.ids.map(label).join(', ');
    }
    case 'number':
      return 'unit' in answering && answering.unit ? `${number(value.number)} ${answering.unit}` : number(value.number);
    case 'time':
      return value.time;
    case 'date':
      return sayDate(value.date);
    case 'text':
      return value.text;
    case 'photo':
      return words.photo;
  }
}

function known(id: string, words: AnswerWords): string {
  return id === 'yes' ? words.yes : id === 'no' ? words.no : id;
}
