import { plurals } from '../words/plural.ts';
import type { SignInWords } from './words-en.ts';

const plural = plurals('es');

export const es: SignInWords = {
  title: 'Entrar',
  email: 'Correo',
  password: 'Contraseña',
  act: 'Entrar',
  wrong: 'Nadie del equipo tiene ese correo con esa contraseña. Revise los dos e inténtelo de nuevo.',
  deactivated: 'Esta cuenta está desactivada. Pregunte a un propietario del equipo.',
  throttled: (seconds) =>
    plural(seconds, {
      one: 'Demasiados intentos. Espere # segundo e inténtelo de nuevo.',
      other: 'Demasiados intentos. Espere # segundos e inténtelo de nuevo.',
    }),
};
