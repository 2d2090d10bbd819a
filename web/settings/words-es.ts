import { plurals } from '../words/plural.ts';
import type { SettingsWords } from './words-en.ts';

const plural = plurals('es');

export const es: SettingsWords = {
  title: 'Preferencias',
  lead: 'Son suyas, en cada uno de sus navegadores. Se guardan en cuanto las elige.',
  look: 'Aspecto',
  theme: 'Tema',
  themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' },
  density: 'Filas',
  densities: { comfortable: 'Amplias', compact: 'Compactas' },
  language: 'Idioma',
  browserLanguage: 'Como el navegador',
  keys: 'Teclas y envío',
  singleKeys: 'Las letras sueltas son teclas',
  singleKeysHint: 'E es hecho, J y K bajan y suben. Desactívelo si dicta o si pulsa teclas sin querer.',
  undo: 'Retener un mensaje antes de que salga',
  undoHint: 'Durante ese tiempo puede retirarlo. Después nadie puede.',
  undoOff: 'Nada',
  seconds: (n: number) => plural(n, { one: '# segundo', other: '# segundos' }),
  notify: 'Avisos',
  notifyOf: 'Avisarme de',
  notifyMine: 'Mensajes en conversaciones que son mías',
  notifyUnassigned: 'Mensajes en conversaciones que no son de nadie',
  notifyMentions: 'Notas que me mencionan',
  notifyWords: 'Mostrar lo escrito',
  notifyWordsHint: 'Otros pueden leer una pantalla bloqueada. Sin esto, solo dice quién escribió.',
};
