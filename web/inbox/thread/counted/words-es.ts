import type { CountedWords } from './words-en.ts';

export const es: CountedWords = {
  countedAs: 'Cuenta como',
  forQuestion: 'en',
  late: 'tarde',
  askedAgain: 'No se entendió, se preguntó otra vez',
  needsLook: 'Por revisar',
  notCounted: 'No cuenta',
  byHand: (name) => `Puesto por ${name}`,
  change: 'Cambiar',
  changeOf: (text) => `Cambiar cómo cuenta «${text}»`,

  title: 'Qué es este mensaje',
  which: 'Responde a',
  step: 'Parte',
  value: 'Cuenta como',
  save: 'Contarlo así',
  detach: 'No es una respuesta',
  none: 'Últimamente no se ha preguntado nada aquí.',
  board: 'Ver todas las respuestas',
  changed: 'El mensaje cuenta de otro modo',

  inAnswerTo: (name) => `en respuesta a «${name}»`,
  toMany: (name) => `enviado a muchos: «${name}»`,

  parts: {
    question: (name) => `lo envía «${name}»`,
    nudge: (name) => `recordatorio de «${name}»`,
    again: (name) => `«${name}» pregunta otra vez`,
    thanks: (name) => `lo envía «${name}»`,
    filled: (name) => `lo envía «${name}»`,
    rule: (name) => `lo envía «${name}»`,
  },
};
