import { plurals } from '../words/plural.ts';
import type { PasswordWords } from './password-words-en.ts';

const plural = plurals('es');

export const es: PasswordWords = {
  title: 'Contraseña',
  lead: 'Al cambiarla se cierra su sesión en todas partes menos aquí.',
  present: 'Contraseña actual',
  next: 'Contraseña nueva',
  hint: 'Al menos 8 caracteres. Varias palabras van bien.',
  act: 'Cambiar la contraseña',
  mayHaveChanged: 'Aun así, puede que la contraseña haya cambiado. Si se cierra su sesión, entre con la nueva.',
  changed: (ended) =>
    ended === 0
      ? 'Su contraseña ha cambiado.'
      : plural(ended, {
          one: 'Su contraseña ha cambiado y se ha cerrado # sesión más.',
          other: 'Su contraseña ha cambiado y se han cerrado # sesiones más.',
        }),
};
