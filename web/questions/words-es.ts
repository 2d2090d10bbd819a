import { plurals } from '../words/plural.ts';
import type { QuestionWords } from './words-en.ts';

const plural = plurals('es');
const nth: Record<number, string> = {
  1: 'primer',
  2: 'segundo',
  3: 'tercer',
  4: 'cuarto',
  5: 'quinto',
  [-1]: 'último',
};

export const es: QuestionWords = {
  title: 'Preguntas',
  add: 'Hacer una pregunta',
  emptyTitle: 'Aún no se pregunta nada',
  empty:
    'Escriba una pregunta una sola vez. Hearback se la envía a todos, lee las respuestas y recuerda a quien no contesta.',
  startFrom: 'O empiece con una de estas',
  archived: 'Guardadas',
  showArchived: 'Mostrar las guardadas',
  hideArchived: 'Ocultar las guardadas',
  mayNotAsk: (who) => `Solo los propietarios y gestores pueden hacer preguntas. Pídaselo a ${who}.`,

  paused: 'En pausa',
  notAgain: 'No se vuelve a preguntar.',
  next: (when) => `próxima vez ${when}`,
  today: 'hoy',
  tomorrow: 'mañana',
  at: (day, time) => `${day} a las ${time}`,
  roundOf: (date) => `Preguntado ${date}`,
  answered: (n, of) => plural(of, { one: `${n} de # ha respondido`, other: `${n} de # han respondido` }),
  unclear: (n) => plural(n, { one: '# por revisar', other: '# por revisar' }),
  isClosed: 'cerrada',
  filling: 'se está preguntando',
  openRound: (name, date) => `Las respuestas a ${name} del ${date}`,

  more: (name) => `Más de ${name}`,
  edit: 'Cambiar',
  askNow: 'Preguntar ahora',
  askNowLead: (whom) => `Esto sale ya para ${whom}, aparte de su horario. No se puede deshacer.`,
  askPeople: (n) => plural(n, { one: 'Preguntar a # persona ahora', other: 'Preguntar a # personas ahora' }),
  cancel: 'Cancelar',
  pause: 'Poner en pausa',
  resume: 'Reanudar',
  archive: 'Guardar',
  restore: 'Recuperar',
  wasAsked: (name) => `${name} sale ahora`,
  wasPaused: (name) => `${name} está en pausa`,
  wasResumed: (name) => `${name} continúa`,
  wasArchived: (name) => `${name} queda guardada`,
  wasRestored: (name) => `${name} vuelve a estar activa`,

  say: {
    once: (date, time) => `una vez, el ${date} a las ${time}`,
    days: (n, time) => plural(n, { one: `cada día a las ${time}`, other: `cada # días a las ${time}` }),
    weeks: (n, days, time) =>
      plural(n, { one: `cada ${days} a las ${time}`, other: `cada # semanas, el ${days} a las ${time}` }),
    workdays: (time) => `de lunes a viernes a las ${time}`,
    monthDay: (n, day, time) =>
      plural(n, { one: `cada mes, el día ${day} a las ${time}`, other: `cada # meses, el día ${day} a las ${time}` }),
    monthWeekday: (n, on, weekday, time) =>
      plural(n, {
        one: `cada ${nth[on]} ${weekday} del mes a las ${time}`,
        other: `cada # meses, el ${nth[on]} ${weekday} a las ${time}`,
      }),
    people: (n) => plural(n, { one: '# persona', other: '# personas' }),
    nobody: 'nadie todavía',
    more: (n) => plural(n, { one: '# más', other: '# más' }),
    minutes: (n) => plural(n, { one: '# minuto', other: '# minutos' }),
    hours: (n) => plural(n, { one: '# hora', other: '# horas' }),
    dayCount: (n) => plural(n, { one: '# día', other: '# días' }),
    closesAfter: (time) => `${time} después`,
    closesLater: (days, time) =>
      days === 0
        ? `el mismo día a las ${time}`
        : plural(days, { one: `al día siguiente a las ${time}`, other: `# días después a las ${time}` }),
    closesOn: (weekday, time) => `el ${weekday} a las ${time}`,
    never: 'a nadie',
    remind: (most, after) =>
      plural(most, { one: `una vez, tras ${after} de silencio`, other: `# veces, cada una tras ${after} de silencio` }),
    answering: {
      yes_no: 'sí o no',
      number: (unit) => (unit ? `un número de ${unit}` : 'un número'),
      between: (what, min, max) => `${what} de ${min} a ${max}`,
      scale: (min, max) => `una nota de ${min} a ${max}`,
      time: 'una hora',
      date: 'una fecha',
      text: 'sus propias palabras',
      photo: 'una foto',
      choice: (labels) => `una de: ${labels}`,
      choices: (labels) => `una o varias de: ${labels}`,
      noChoices: 'una de varias opciones',
    },
  },

  templates: {
    saturday: {
      words: '¿Puede trabajar el sábado?',
      about: 'Cada miércoles, sí o no',
    },
    hours: {
      words: '¿Cuántas horas trabajó esta semana?',
      about: 'Cada viernes, un número',
      unit: 'horas',
    },
    home: {
      words: '¿Llegó bien a casa?',
      about: 'Cada tarde laborable, sí o no',
    },
  },
};
