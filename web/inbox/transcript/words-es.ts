import { plurals } from '../../words/plural.ts';
import type { TranscriptWords } from './words-en.ts';

const plural = plurals('es');

export const es: TranscriptWords = {
  open: 'Transcripción',
  title: (name) => `Conversación con ${name}`,
  lead: (n, zone) =>
    plural(n, { one: `# mensaje. Las horas son de ${zone}.`, other: `# mensajes. Las horas son de ${zone}.` }),
  none: 'Todavía no se ha escrito ningún mensaje.',
  print: 'Imprimir',
  file: 'Guardar como CSV',
  back: 'A la conversación',
  by: (name, team) => `${name}, ${team}`,
  picture: (what) => `Imagen: ${what}`,
};
