import { plurals } from '../words/plural.ts';
import type { BroadcastWords } from './words-en.ts';

const plural = plurals('es');

export const es: BroadcastWords = {
  title: 'Difusiones',
  add: 'Escribir a muchos',
  emptyTitle: 'Todavía no ha salido nada para muchos',
  empty:
    'Escriba un mensaje, elija grupos y personas, y vea lo que recibe cada una. Las respuestas llegan a sus propias conversaciones.',
  mayNot: (who) => `Solo los propietarios y responsables pueden escribir a muchos. Pídaselo a ${who}.`,
  unnamed: 'Sin texto todavía',
  nobody: 'nadie todavía',
  parts: { drafts: 'Borradores', underWay: 'En marcha', planned: 'Previstas', done: 'Terminadas' },
  to: (whom) => `para ${whom}`,
  people: (n) => plural(n, { one: '# persona', other: '# personas' }),
  changed: (when, who) => `de ${who}, ${when}`,
  sent: (when, who) => `enviada por ${who}, ${when}`,
  starts: (when) => `empieza ${when}`,
  replied: (n) => plural(n, { one: '# respuesta', other: '# respuestas' }),
  remove: 'Descartar',
  removeOne: (name) => `Descartar «${name}»`,
  removed: 'El borrador se ha descartado',
  when: {
    now: 'ahora',
    at: (day, time) => `el ${day} a las ${time}`,
    theirs: (day, time) => `el ${day} a las ${time} en el reloj de cada persona`,
  },
  state: {
    draft: 'Borrador',
    held: 'Empieza en un momento',
    scheduled: 'Prevista',
    going: 'Saliendo',
    paused: 'En pausa',
    done: 'Terminada',
    canceled: 'Cancelada',
  },
  progress: {
    label: 'Cómo va',
    delivered: 'Entregado',
    sent: 'Enviado',
    sending: 'Saliendo',
    unknown: 'No es seguro',
    queued: 'En cola',
    waiting: 'En espera',
    failed: 'No entregado',
    canceled: 'Cancelado',
    left: 'Sin enviar',
  },
  left: {
    excepted: 'excluidos por usted',
    twice: 'elegidos dos veces',
    opted_out: 'dados de baja',
    no_number: 'sin número',
    no_line: 'ninguna línea llega hasta allí',
    empty: 'del mensaje no quedaría nada',
    too_long: 'el mensaje sería demasiado largo',
    blocked_country: 'su país no está permitido',
    blocked_number: 'su número cuesta más o no es para mensajes',
    too_many_texts: 'ya tuvieron los mensajes que el equipo permite por semana',
    gone: 'eliminados',
  },
};
