import type { AnswerWords } from './words-en.ts';

export const es: AnswerWords = {
  yes: 'Sí',
  no: 'No',
  photo: 'Foto',
  answered: 'Respondieron',
  unclear: 'Por revisar',
  silent: 'Sin respuesta aún',
  noAnswer: 'Sin respuesta',
  later: 'Aún sin preguntar',
  skipped: 'Omitido',
  beside: 'No hizo falta',
  because: {
    skipped: 'fecha excluida',
    holiday: 'festivo',
    no_such_day: 'ese día no existe',
    paused: 'en pausa',
    on_leave: 'de permiso',
    day_off: 'día libre',
    opted_out: 'dado de baja',
    no_number: 'sin número',
    no_line: 'sin línea desde la que escribir',
    too_late: 'ya era tarde para preguntar',
    filled: 'ya no quedaban lugares',
    archived: 'la pregunta se archivó',
  },
};
