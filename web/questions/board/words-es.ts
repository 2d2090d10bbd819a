import { plurals } from '../../words/plural.ts';
import type { BoardWords } from './words-en.ts';

const plural = plurals('es');

export const es: BoardWords = {
  asked: (day) => `Preguntado: ${day}`,
  people: (n) => plural(n, { one: '# persona', other: '# personas' }),
  closes: (at) => `cierra ${at}`,
  closed: (at) => `cerrada ${at}`,
  filling: 'aún se está preguntando',
  paused: 'La pregunta está en pausa: no se pregunta ni se recuerda a nadie.',
  archived: 'La pregunta se archivó. Sus respuestas se quedan.',
  rounds: 'Rondas',
  earlier: 'Ronda anterior',
  later: 'Ronda siguiente',
  change: 'Cambiar',
  grid: 'Todas las rondas',
  wall: 'Pantalla',
  fullScreen: 'Pantalla completa',
  leaveWall: 'Volver al tablero',
  newest: 'Las respuestas más recientes',
  print: 'Imprimir',

  counts: 'Recuento',
  show: (what) => `Mostrar solo: ${what}`,
  all: 'Todos',
  because: (n, why) => `${n} (${why})`,
  strip: (parts) => `Respuestas en el orden en que llegaron: ${parts}.`,
  stripEnds: { asked: (at) => `${at} enviada`, now: 'ahora', closed: (at) => `${at} cerrada` },
  pace: (n, took) => plural(n, { one: `primera respuesta en ${took}`, other: `primeras # respuestas en ${took}` }),
  median: (took) => `la mitad responde antes de ${took}`,
  spoken: (parts) => `Ahora: ${parts}.`,

  countLate: (n) => plural(n, { one: 'Contar # respuesta tardía', other: 'Contar # respuestas tardías' }),
  lateHint: (n) =>
    plural(n, {
      one: 'Llegó cuando la ronda ya estaba cerrada. Se conserva de todos modos.',
      other: 'Llegaron cuando la ronda ya estaba cerrada. Se conservan de todos modos.',
    }),
  // Beside an answer such as “por la tarde”, “tarde” would read as a part of it.
  late: 'tardía',

  says: (name, said) => `${name}: ${said}`,
  table: 'Quién dijo qué, por orden de llegada',
  name: 'Nombre',
  countedAs: 'Contado como',
  theyWrote: 'Escribió',
  answeredAt: 'Respondió',
  lastRounds: 'Últimas rondas',
  held: 'Las filas no se mueven mientras estás aquí.',
  setBy: (name) => `puesto por ${name}`,
  somebody: 'alguien',
  there: (at) => `${at} allí`,
  nudged: (n) => plural(n, { one: 'un recordatorio', other: '# recordatorios' }),
  notDelivered: 'No entregado',
  unreached: (n) =>
    plural(n, {
      one: 'A # de quienes callan no le llegó ningún mensaje',
      other: 'A # de quienes callan no les llegó ningún mensaje',
    }),
  nobody: 'No hay nadie en esta ronda.',
  noneSuch: 'Nadie, de momento.',
  firstOnly: (n) =>
    plural(n, {
      one: 'Solo aparece la primera. Todas se cuentan.',
      other: 'Aparecen las primeras #. Todas se cuentan.',
    }),
  step: (n) => `Pregunta ${n}`,
  steps: 'Preguntas de esta ronda',
  byHand: {
    label: (name) => `Respuesta de ${name}`,
    change: (name) => `Cambiar la respuesta de ${name}`,
    other: 'Poner una respuesta…',
    none: 'Sin respuesta',
    takeBack: 'Deshacer lo puesto a mano',
    did: (name, said) => `${name} cuenta como ${said}.`,
    didNone: (name) => `${name} ya no tiene respuesta.`,
    failed: (name) => `La respuesta de ${name} queda como estaba.`,
    answer: 'Respuesta',
    several: 'Respuestas',
    set: 'Contar esto',
  },
  acts: {
    inInbox: 'Ver en la bandeja',
    look: (n) => plural(n, { one: 'Revisar # respuesta', other: 'Revisar # respuestas' }),
    remind: (n) => plural(n, { one: 'Recordar a # persona', other: 'Recordar a # personas' }),
    text: (n, label) =>
      plural(n, { one: `Escribir a quien dijo ${label} (#)`, other: `Escribir a los # que dijeron ${label}` }),
    to: 'Para',
    andMore: (n) => plural(n, { one: 'y # más', other: 'y # más' }),
    reads: (n) => plural(n, { one: 'Leerán:', other: 'Leerán el texto que toque:' }),
    words: 'Lo que leerán',
    sent: (n) => plural(n, { one: 'Se escribe a # persona.', other: 'Se escribe a # personas.' }),
    noneTexted:
      'No se escribe a nadie más: quien ya tiene este mensaje lo recibe una sola vez, y quien se dio de baja o no se puede localizar no recibe nada.',
    nobodyElse: 'No se recuerda a nadie más ahora: a quien acaba de recibirlo se le deja en paz, y de noche se espera.',
  },
};
