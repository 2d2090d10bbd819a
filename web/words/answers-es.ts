import type { AnswerWords } from './answers-en.ts';

export const es: AnswerWords = {
  yes: 'Sí',
  no: 'No',
  photo: 'una foto',
  why: {
    only_open: 'Única pregunta abierta',
    only_fitting: 'Solo encaja con esta pregunta',
    tag: 'Por su letra',
    quoted: 'La citaron',
    correction: 'Corrige su respuesta',
    late: 'Llegó tarde',
    several_open: 'Hay varias preguntas abiertas',
    several_fit: 'Encaja con varias preguntas',
    colleague_wrote: 'Un compañero escribió entre medias',
    not_understood: 'No se entendió',
    about_another_text: 'Sobre otro mensaje',
    by_hand: 'Puesto a mano',
  },
};
