import type { SetUpWords } from './words-en.ts';

export const es: SetUpWords = {
  title: 'Preparar Hearback',
  lead: 'Escriba a su gente. Reciba respuesta. Todo queda en este equipo hasta que conecte un número.',
  team: 'Nombre del equipo',
  name: 'Su nombre',
  email: 'Correo',
  password: 'Contraseña',
  passwordHint: 'Al menos 8 caracteres. Varias palabras sirven bien.',
  timeZone: 'Zona horaria',
  country: 'País',
  countryHint: 'Así leemos los números sin código de país.',
  act: 'Crear el equipo',
  signIn: 'Entrar',
};
