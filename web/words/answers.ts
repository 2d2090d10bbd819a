import type { Answering, AnswerValue } from '../api.ts';
import { type AnswerWords, en } from './answers-en.ts';
import { es } from './answers-es.ts';
import { browserLanguages } from './browser-languages.ts';
import { catalogue } from './catalogue.ts';
import { number } from './formats.ts';
import { useLanguage } from './words.ts';

const useCatalogue = catalogue<AnswerWords>({ en, es });

/** Says an answer, with the labels and the unit of what was asked, and why a text belongs to a question. */
export function useAnswerWords() {
  const words = useCatalogue();
  const language = useLanguage();

  function value(value: AnswerValue, answering?: Answering): string {
    if (value.kind === 'choice') {
      const choices = answering && 'choices' in answering ? answering.choices : [];
      const { yes, no } = words;
      const labelOf = (id: string) => choices.find((each) => each.id === id)?.label ?? { yes, no }[id] ?? id;
      return value.ids.map(labelOf).join(', ');
    }
    if (value.kind === 'number') {
      const unit = answering?.kind === 'number' ? answering.unit : undefined;
      return [number(value.number), unit].filter(Boolean).join(' ');
    }
    const locale = browserLanguages().find((tag) => tag.startsWith(language)) ?? language;
    const of = (options: Intl.DateTimeFormatOptions, at: string) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(at));
    if (value.kind === 'time') return of({ timeStyle: 'short' }, `2024-01-01T${value.time}Z`);
    if (value.kind === 'date') return of({ weekday: 'short', day: 'numeric', month: 'short' }, `${value.date}T12:00Z`);
    return value.kind === 'text' ? value.text : words.photo;
  }
  return { value, why: (reason: string) => words.why[reason] ?? reason };
}
