import { plurals } from '../../words/plural.ts';
import type { FieldsWords } from './words-en.ts';

const plural = plurals('es');

export const es: FieldsWords = {
  title: 'Campos',
  lead: 'Lo que se guarda de cada persona además del nombre y los números. Cada campo tiene un tipo, y lo escrito se comprueba.',
  add: 'Campo nuevo',
  none: 'Todavía no hay campos.',
  kinds: { text: 'Texto', number: 'Número', date: 'Fecha', yes_no: 'Sí o no', choice: 'Uno de una lista' },
  oneOf: (choices) => `Uno de: ${choices.join(', ')}`,
  change: 'Cambiar',
  changeNamed: (name) => `Cambiar ${name}`,
  remove: 'Quitar',
  removeNamed: (name) => `Quitar ${name}`,
  removeTitle: (name) => `¿Quitar ${name}?`,
  removeLead: (n) =>
    n === 0
      ? 'Nadie tiene nada en él.'
      : plural(n, {
          one: '# persona tiene algo en él. Se borra con el campo y no se puede recuperar.',
          other: '# personas tienen algo en él. Se borra con el campo y no se puede recuperar.',
        }),
  removeDo: (n) => plural(n, { one: 'Quitar a # persona', other: 'Quitar a # personas' }),
  removed: (name) => `${name}: quitado.`,
  name: 'Nombre',
  kind: 'Tipo',
  kindHint: 'Lo que alguien tenga y no encaje se queda como está hasta que se cambie.',
  choices: 'Qué se puede elegir',
  choicesHint: 'Separado por comas.',
  save: 'Guardar',
  saved: (name) => `${name}: guardado.`,
};
