import { plurals } from '../../words/plural.ts';
import type { UnclearWords } from './words-en.ts';

const plural = plurals('es');

export const es: UnclearWords = {
  title: 'Por revisar',
  lead: 'Nada se adivina: diga qué significan estos mensajes y los recuentos cambian solos.',
  none: 'Nada por revisar',
  noneText: 'Se entendieron todas las respuestas. Lo que no se entienda llegará aquí y bastará un clic.',
  toQuestions: 'Ver las preguntas',
  more: 'Se muestran los 50 más antiguos; los demás aparecen cuando estos estén listos.',
  noAnswer: 'No es una respuesta',
  type: 'Decir qué significa…',
  meaning: (name) => `Qué quiere decir ${name}`,
  countedAs: (what) => `Contado como ${what}.`,
  isChat: 'No cuenta como respuesta.',
  change: 'Elegir otra vez',
  teach: 'Enseñar esta frase…',
  teachTitle: (question) => `Enseñar a «${question}»`,
  phrase: (what) => `Desde ahora esto significa ${what}`,
  look: 'Ver qué cambiaría',
  others: (n) =>
    plural(n, {
      one: '# mensaje más se entendería de otra manera:',
      other: '# mensajes más se entenderían de otra manera:',
    }).replace(/^0 .*/, 'No cambiaría ningún otro mensaje.'),
  turns: (before, after) => `${before} → ${after}`,
  teachIt: 'Enseñar',
  taught: (phrase, what) => `«${phrase}» significa ${what} desde ahora.`,
};
