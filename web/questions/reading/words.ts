import { catalogue } from '../../words/catalogue.ts';

/** How answers are said. */
export interface AnswerWords {
  yes: string;
  no: string;
  photo: string;
  answered: string;
  unclear: string;
  silent: string;
  noAnswer: string;
  later: string;
  skipped: string;
  beside: string;
  because: Record<string, string>;
}

const en: AnswerWords = {
  yes: 'Yes',
  no: 'No',
  photo: 'Picture',
  answered: 'Answered',
  unclear: 'Needs a look',
  silent: 'No answer yet',
  noAnswer: 'No answer',
  later: 'Not asked yet',
  skipped: 'Skipped',
  beside: 'Not needed',
  because: {
    skipped: 'this date is left out',
    holiday: 'holiday',
    no_such_day: 'no such day',
    paused: 'paused',
    on_leave: 'on leave',
    day_off: 'day off',
    opted_out: 'opted out',
    no_number: 'no number',
    no_line: 'no line to text from',
    too_late: 'it was too late to ask',
    archived: 'the question was put away',
  },
};

const es: AnswerWords = {
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
    archived: 'la pregunta se archivó',
  },
};

export const useAnswerWords = catalogue<AnswerWords>({ en, es });
