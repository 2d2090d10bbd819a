import { plurals } from '../words/plural.ts';
import type { RepliesWords } from './words-en.ts';

const plural = plurals('es');

export const es: RepliesWords = {
  title: 'Respuestas guardadas',
  lead: 'Mensajes que su equipo escribe una y otra vez. Al escribir, ponga / y unas letras del nombre.',
  fieldsHint:
    'Los campos se rellenan para cada persona: {first name}, {name}, {my name}, {team} y todo campo que la persona tenga.',
  none: 'Aún no hay ninguna.',
  add: 'Añadir una respuesta',
  name: 'Nombre',
  nameHint: 'Corto, como dirección o gracias.',
  body: 'Mensaje',
  save: 'Guardar',
  cancel: 'Cancelar',
  editIt: 'Editar',
  removeIt: 'Quitar',
  edit: (name) => `Editar ${name}`,
  remove: (name) => `Quitar ${name}`,
  removed: (name) => `Respuesta ${name} quitada`,
  gone: 'Esto se quitó desde que usted lo abrió. Lo que usted escribió sigue aquí: Guardar lo añade de nuevo.',
  texts: (n) => plural(n, { one: '# mensaje', other: '# mensajes' }),
  changedBy: (name) => `último cambio de ${name}`,
};
