import { plurals } from '../words/plural.ts';
import type { SearchWords } from './words-en.ts';

const plural = plurals('es');

export const es: SearchWords = {
  title: 'Búsqueda',
  label: 'Buscar mensajes y personas',
  placeholder: 'Palabras, un nombre, un número',
  toBox: 'Ir al campo de búsqueda',
  narrow: 'Afinar la búsqueda',
  hints: {
    'from:': 'quién lo escribió: un nombre, o yo',
    'to:': 'a quién se envió',
    'group:': 'personas de un grupo',
    'before:': 'antes de un día, como 2026-03-31',
    'after:': 'después de un día, un mes o un año',
    'is:waiting': 'esperan una respuesta',
    'is:unread': 'usted no lo ha visto',
    'is:failed': 'no entregado',
    'is:note': 'una nota entre colegas',
    'has:picture': 'llegó con una imagen o un archivo',
    phrase: 'palabras seguidas, entre comillas',
  },
  people: 'Personas',
  texts: 'Mensajes y notas, los más recientes primero',
  found: (n, isMore) =>
    isMore
      ? plural(n, { one: 'Se encontró # mensaje, y hay más.', other: 'Se encontraron # mensajes, y hay más.' })
      : plural(n, { one: 'Se encontró # mensaje.', other: 'Se encontraron # mensajes.' }),
  nothing: (q) => `No se encontró nada para «${q}».`,
  quoteNames: 'Un nombre de varias palabras va entre comillas, como from:"Ana María".',
  further: 'No está en los mensajes recientes. Se miran los más antiguos.',
  change: 'Cambiar la búsqueda',
  notDelivered: 'No entregado',
  by: (name) => `${name}:`,
  noteBy: (name) => `Nota de ${name}:`,
  us: 'Usted:',
  blank: '(en blanco)',
  picture: 'Imagen o archivo',
};
