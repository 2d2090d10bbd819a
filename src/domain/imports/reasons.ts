/** Why rows are left out, by the sentence with which each is kept. */
const spanish: Record<string, string> = {
  'There is no phone number in this row.': 'En esta fila no hay número de teléfono.',
  'Type a phone number.': 'Falta el número de teléfono.',
  'This is too long to be a phone number.': 'Es demasiado largo para ser un número de teléfono.',
  'This is too short: a person has a whole phone number.': 'Es demasiado corto: hace falta el número completo.',
  'A number with an extension cannot get texts.': 'Un número con extensión no puede recibir mensajes.',
  'Type the number in digits, with the country code, like +1 415 555 2671.':
    'El número tiene que estar en cifras, con el prefijo del país, como +1 415 555 2671.',
  'This is not a phone number. Type it with the country code, like +1 415 555 2671.':
    'No es un número de teléfono. Hace falta el prefijo del país, como +1 415 555 2671.',
  'No phone can have this number: it has too few or too many digits.':
    'Ningún teléfono puede tener este número: le faltan o le sobran cifras.',
  'A spreadsheet has shortened this number, and its last digits are lost. Correct it there: make the column text.':
    'Una hoja de cálculo ha acortado este número y sus últimas cifras se han perdido. Corríjalo allí: ponga la columna como texto.',
  'A person can have 10 numbers.': 'Una persona puede tener 10 números.',
  'A person can have 100 fields.': 'Una persona puede tener 100 campos.',
  'A team can have 500 groups.': 'Un equipo puede tener 500 grupos.',
  'The numbers in this row belong to different people.': 'Los números de esta fila son de personas distintas.',
  'This row has more cells than there are columns.': 'Esta fila tiene más celdas que columnas hay.',
  'A name can have 200 characters.': 'Un nombre puede tener 200 caracteres.',
  'The name of a group can have 100 characters.': 'El nombre de un grupo puede tener 100 caracteres.',
  'A person can be in 100 groups.': 'Una persona puede estar en 100 grupos.',
  'A field can have 2,000 characters.': 'Un campo puede tener 2000 caracteres.',
  'There is no such time zone.': 'No existe esa zona horaria.',
  'Whether they have opted out is not clear: write yes, no or a date.':
    'No está claro si se ha dado de baja: escriba sí, no o una fecha.',
  'Somebody got this number while the import was under way.': 'Alguien recibió este número mientras se importaba.',
  'This person was removed or merged while the import was under way.':
    'Esta persona se quitó o se unió a otra mientras se importaba.',
  'Write the date as 2026-11-27.': 'Escriba la fecha así: 2026-11-27.',
  'Write yes or no.': 'Escriba sí o no.',
  'Write the number without commas between the digits.': 'Escriba el número sin comas entre las cifras.',
  'Write a number of up to 15 digits.': 'Escriba un número de 15 cifras como máximo.',
};

/** A sentence with what may be chosen in it. */
const choose = /^Choose one of: (.*)\.$/s;

/**
 * Says why a row is left out, or was not written whole, in a language; undefined where there are no words for it. The page
 * and the file of rejected rows say the same.
 */
export function sayReason(reason: string, language: 'en' | 'es'): string | undefined {
  if (language === 'en') return reason;
  const choices = choose.exec(reason)?.[1];
  return choices === undefined ? spanish[reason] : `Elija una de estas opciones: ${choices}.`;
}
