import { plurals } from '../words/plural.ts';
import type { SessionWords } from './sessions-words-en.ts';

const plural = plurals('es');

export const es: SessionWords = {
  title: 'Dónde tiene la sesión abierta',
  lead: 'Si no conoce alguna, ciérrela y pregunte a un propietario si afecta a más gente.',
  here: 'este navegador',
  since: (day) => `desde el ${day}`,
  used: (day) => `último uso el ${day}`,
  end: 'Cerrar',
  endOne: (device) => `Cerrar: ${device}`,
  endOthers: 'Cerrar todas las demás',
  ended: (n) => plural(n, { one: '# sesión se ha cerrado.', other: '# sesiones se han cerrado.' }),
  notEnded: 'No se cerró ninguna sesión.',
  alone: 'No tiene la sesión abierta en ningún otro sitio.',
};
