import { plurals } from '../words/plural.ts';
import type { PaletteWords } from './words-en.ts';

const plural = plurals('es');

export const es: PaletteWords = {
  title: 'Buscar de todo',
  hint: 'Personas, páginas, acciones, palabras en los mensajes',
  whom: 'Escribir a alguien',
  whomHint: 'Nombre o número',
  close: 'Cerrar',
  people: 'Personas',
  recent: 'Últimas abiertas',
  acts: 'Acciones',
  pages: 'Páginas',
  texts: 'Mensajes',
  searchFor: (text) => `Buscar «${text}» en los mensajes`,
  searchTexts: 'Buscar en los mensajes',
  none: (text) => `No hay nada para «${text}».`,
  nobody: 'Todavía no hay nadie.',
  found: (n) => plural(n, { one: 'Hay # resultado.', other: 'Hay # resultados.' }),
  keySheet: 'Teclas',
  singleKeys: 'Teclas sueltas',
  singleKeysHint: 'Las letras y los signos actúan sin Ctrl ni Alt. Desactívelas si dicta al ordenador.',
  keys: {
    search: 'Buscar en los mensajes',
    newText: 'Escribir a alguien',
    newQuestion: 'Hacer una pregunta',
    newBroadcast: 'Escribir a muchos',
    keys: 'Mostrar las teclas',
  },
  ways: {
    inbox: 'Ir a la bandeja',
    people: 'Ir a personas',
    'people/import': 'Importar personas',
    broadcasts: 'Ir a las difusiones',
    questions: 'Ir a las preguntas',
    delivery: 'Ir a entregas',
    lines: 'Ir a configuración',
    settings: 'Ir a ajustes',
    replies: 'Ir a las respuestas guardadas',
    limits: 'Ir a los límites',
    team: 'Ir al equipo',
  },
};
