import type { PlotWords } from './words-en.ts';

export const es: PlotWords = {
  title: 'En imágenes',
  numbers: 'Los números',
  noneYet: 'Aún no hay respuestas.',
  share: 'Qué respondieron',
  shareSaid: (label, count, of, share) => `${label}: ${count} de ${of} respuestas, ${share}.`,
  answer: 'Respuesta',
  people: 'Personas',
  portion: 'Proporción',
  overTime: 'Cuándo llegaron',
  timeSaid: (count, of, median, last) =>
    `Han respondido ${count} de ${of}${median === null ? '' : `, la mitad antes de ${median}`}. La última: ${last}.`,
  until: 'Hasta',
  answers: 'Respuestas',
  rounds: 'Ronda a ronda',
  roundsSaid: (now, usual) => `En esta ronda respondió el ${now}; en las demás, el ${usual} de media.`,
  firstRound: 'Aún no hay otra ronda con la que comparar.',
  round: 'Ronda',
};
