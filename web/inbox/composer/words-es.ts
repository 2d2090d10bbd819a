import { plurals } from '../../words/plural.ts';
import type { ComposerWords } from './words-en.ts';

const plural = plurals('es');

export const es: ComposerWords = {
  sendingIn: (n) => plural(n, { one: 'Se envía en # s', other: 'Se envía en # s' }),
  undo: 'Deshacer',
  undoLabel: 'Deshacer el envío',
  leftAlready: 'Ya había salido, así que no se pudo recuperar.',
  notTakenBack: 'No se pudo recuperar: el servidor no respondió. Mira su estado arriba.',
  sentAgain: (time) => `enviado otra vez ${time}`,
};
