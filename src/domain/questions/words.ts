import type { Answering } from './kinds.ts';
import type { Content, Step } from './question.ts';

type Language = Content['language'];

/** What a question says by itself, in its language. */
const phrases = {
  en: {
    tagged: (tag: string) => `(Start your answer with ${tag}.)`,
    again: 'Sorry, I did not understand.',
    yes_no: 'Please answer yes or no.',
    choice: 'Please answer with one of these:',
    choices: 'Please answer with one or more of these:',
    number: 'Please answer with a number',
    between: (min: number, max: number) => `from ${min} to ${max}`,
    atLeast: (min: number) => `of at least ${min}`,
    atMost: (max: number) => `of at most ${max}`,
    time: 'Please answer with a time, such as 7:30 am.',
    date: 'Please answer with a date, such as 28 November.',
    text: 'Please answer in words.',
    photo: 'Please answer with a picture.',
  },
  es: {
    tagged: (tag: string) => `(Empiece su respuesta con ${tag}.)`,
    again: 'Perdón, no lo entendí.',
    yes_no: 'Por favor, responda sí o no.',
    choice: 'Por favor, responda con una de estas opciones:',
    choices: 'Por favor, responda con una o varias de estas opciones:',
    number: 'Por favor, responda con un número',
    between: (min: number, max: number) => `del ${min} al ${max}`,
    atLeast: (min: number) => `de ${min} o más`,
    atMost: (max: number) => `de ${max} o menos`,
    time: 'Por favor, responda con una hora, por ejemplo 7:30 am.',
    date: 'Por favor, responda con una fecha, por ejemplo 28 de noviembre.',
    text: 'Por favor, responda con palabras.',
    photo: 'Por favor, responda con una foto.',
  },
};

/** The text in which a step is asked: its words, what there is to choose from, and how to tell it from another. */
export function askingWords(step: Step, language: Language, tag: string | null): string {
  const choices = choicesOf(step.answering);
  const words = [step.words, ...choices].join('\n');
  return tag ? `${tag}) ${words}\n${phrases[language].tagged(tag)}` : words;
}

/** The text that asks again whom we did not understand. */
export function askingAgainWords({ answering }: Step, language: Language, tag: string | null): string {
  const { again, tagged } = phrases[language];
  const words = [`${again} ${wanted(answering, language)}`, ...choicesOf(answering)].join('\n');
  return tag ? `${words}\n${tagged(tag)}` : words;
}

function choicesOf(answering: Answering): string[] {
  return 'choices' in answering ? answering.choices.map(({ label }, at) => `${at + 1} ${label}`) : [];
}

function wanted(answering: Answering, language: Language): string {
  const say = phrases[language];
  if (answering.kind !== 'number' && answering.kind !== 'scale') return say[answering.kind];
  const { min, max } = answering;
  const bounds =
    min !== undefined && max !== undefined
      ? say.between(min, max)
      : min !== undefined
        ? say.atLeast(min)
        : max !== undefined
          ? say.atMost(max)
          : '';
  return `${[say.number, bounds].filter(Boolean).join(' ')}.`;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What tells a question from those that are open beside it: the first letter that none of them has. */
export const nextTag = (taken: string[]): string =>
  [...letters].find((letter) => !taken.includes(letter)) ?? (letters.at(-1) as string);
