import type { NarrowedWords } from './narrowed-words-en.ts';

export const es: NarrowedWords = {
  oneGroup: 'Un grupo',
  oneAnswer: 'Una respuesta',
  everybody: 'Mostrar a toda la gente',
  answers: {
    yes: 'Sí',
    no: 'No',
    answered: 'Respondieron',
    silent: 'Sin respuesta',
    unclear: 'Hay que mirarlo',
    later: 'Aún por preguntar',
    skipped: 'No se le pregunta',
  },
};
