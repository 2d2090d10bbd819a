import { plurals } from '../words/plural.ts';
import type { DeliveryWords } from './words-en.ts';

const plural = plurals('es');

const inside = (company: string | null) => company ?? 'la compañía de práctica';
const first = (company: string | null) => company ?? 'La compañía de práctica';

export const es: DeliveryWords = {
  title: 'Envíos',
  bar: 'Envíos',
  now: 'Ahora',
  overTime: 'Con el tiempo',
  nothingWaits: 'Nada espera.',
  waits: (n, age) => `En espera: ${n}; el más antiguo, desde hace ${age}.`,
  lastLeft: (age) => `El último mensaje salió hace ${age}.`,
  noneLeft: (n) => `De los últimos ${n} intentos de envío, ninguno tuvo éxito.`,
  neverLeft: 'Todavía no ha salido ningún mensaje.',
  overMost: (n) => `${n} o más`,

  lines: 'Líneas',
  practice: 'Práctica',
  service: 'Servicio de mensajería',
  states: {
    sending: 'Enviando',
    practising: 'Enviando a móviles de mentira en este equipo',
    pausedBy: (name, since) => `En pausa por ${name} desde: ${since}. Lo que escriba se guarda y espera.`,
    paused: (since) => `En pausa desde: ${since}. Lo que escriba se guarda y espera.`,
    rests: (until) => `Descansa hasta: ${until}. Lo que escriba se guarda y espera.`,
  },
  waiting: 'En espera',
  later: 'Para después',
  oldest: 'El más antiguo',
  underWay: 'En camino',
  none: 'ninguno',
  pause: 'Pausar',
  resume: 'Reanudar',
  pauseLine: (line) => `Pausar ${line}`,
  resumeLine: (line) => `Reanudar ${line}`,

  pace: 'Ritmo',
  noLimit: 'sin límite',
  aSecond: (n) => plural(n, { one: '# segmento por segundo', other: '# segmentos por segundo' }),
  change: 'Cambiar',
  changePace: (line) => `Cambiar el ritmo de ${line}`,
  paceLead: 'Un mensaje largo tiene varios segmentos. Una línea sin límite envía tan rápido como su compañía acepta.',
  paceField: 'Segmentos por segundo',
  paceWrong: 'Escriba un número de 0,01 a 1000.',
  setPace: 'Fijar el ritmo',
  dropPace: 'Sin límite',

  unknown: (n) => plural(n, { one: 'No se sabe si salió', other: 'No se sabe si salieron' }),
  unknownLead: 'Los mensajes están guardados. Nada se envía otra vez si nadie lo pide.',
  looking: (company) => `Lo buscamos en los registros de ${inside(company)}.`,
  lookingUntil: (company, until) => `Lo buscamos en los registros de ${inside(company)} hasta: ${until}.`,
  doubts: {
    no_trace: (company) => `${first(company)} no tiene rastro de este mensaje.`,
    several_traces: (company) => `${first(company)} tiene varios iguales, y nadie puede decir cuál es este.`,
    cannot_look: (company) => `Nadie pudo preguntar a ${inside(company)}.`,
  },
  all: {
    no_trace: (n, company) =>
      plural(n, {
        one: `${first(company)} no tiene rastro de #.`,
        other: `${first(company)} no tiene rastro de estos #. ¿Enviarlos de nuevo?`,
      }),
    several_traces: (n, company) =>
      plural(n, {
        one: `${first(company)} tiene varios como #.`,
        other: `${first(company)} tiene varios como cada uno de estos #. ¿Enviarlos de nuevo?`,
      }),
    cannot_look: (n, company) =>
      plural(n, {
        one: `Nadie pudo preguntar a ${inside(company)} por #.`,
        other: `Nadie pudo preguntar a ${inside(company)} por estos #. ¿Enviarlos de nuevo?`,
      }),
  },
  sendAll: (n) => plural(n, { one: 'Enviar # de nuevo', other: 'Enviar los # de nuevo' }),
  leaveAll: (n) => plural(n, { one: 'Dejar #', other: 'Dejar los #' }),
  sentAgain: (n) => plural(n, { one: '# mensaje se envía de nuevo.', other: '# mensajes se envían de nuevo.' }),
  left: (n) => plural(n, { one: '# mensaje se deja como está.', other: '# mensajes se dejan como están.' }),
  unchanged: (n) =>
    plural(n, { one: '# ya estaba claro y queda igual.', other: '# ya estaban claros y quedan igual.' }),
  sendAgain: 'Enviar de nuevo',
  leave: 'Dejarlo así',
  sendAgainTo: (name) => `Enviar de nuevo a ${name}`,
  leaveTo: (name) => `Dejarlo así: el mensaje para ${name}`,
  more: (n) => plural(n, { one: '# más no se muestra aquí.', other: '# más no se muestran aquí.' }),

  parked: 'No se pudo recibir',
  parkedLead:
    'Lo que llegó está guardado. Cuando el fallo esté corregido, inténtelo de nuevo: los mensajes aparecerán en sus hilos como nuevos.',
  fault: 'Fallo',
  tryAgain: (n) => plural(n, { one: 'Intentar de nuevo', other: 'Intentar los # de nuevo' }),
  taken: (n) => plural(n, { one: '# se recibió.', other: '# se recibieron.' }),
  stillParked: (n) =>
    plural(n, {
      one: '# no se pudo tampoco ahora, y se guarda.',
      other: '# no se pudieron tampoco ahora, y se guardan.',
    }),

  failures: 'No entregados en las últimas 24 horas',
  noFailures: 'Ningún mensaje falló en las últimas 24 horas.',
  last: (at) => `último: ${at}`,
  showFailed: 'Ver conversaciones cuyo último mensaje falló',
};
