import { plurals } from '../../words/plural.ts';
import type { EditorWords } from './words-en.ts';

const plural = plurals('es');

export const es: EditorWords = {
  newTitle: 'Difusión nueva',
  editTitle: 'Borrador',
  back: 'Volver a las difusiones',
  lead: { text: 'Escribir', to: 'a', notTo: 'pero no a', when: 'sale', over: 'por' },
  blank: { to: 'A quién', notTo: 'A quién no', when: 'Cuándo', over: 'Línea' },
  box: {
    label: 'Texto',
    hint: 'Ronda cortada. Vayan por el puente.',
    about: 'Intro cambia de línea. { pone un campo, / una respuesta guardada.',
    fields: 'Campos',
    replies: 'Respuestas guardadas',
  },
  whom: {
    empty: '¿quién?',
    nobody: 'Todavía no hay nadie.',
    noOne: 'nadie',
    search: 'Buscar grupos y personas',
    groups: 'Grupos',
    people: 'Personas',
    ofGroup: (n) => plural(n, { one: '# persona', other: '# personas' }),
    optedOut: 'de baja',
    tooMany: 'Hay más. Escriba una parte del nombre o del número.',
    none: (text) => `Nada se llama «${text}».`,
  },
  when: {
    legend: 'Cuándo sale',
    now: 'ahora',
    at: 'a una hora',
    theirs: 'a la hora de cada persona',
    date: 'Fecha',
    time: 'Hora de aquí',
    theirTime: 'Hora de su reloj',
    isOver: 'Esa hora ya pasó.',
    here: (times) => `Aquí eso es ${times}.`,
    zone: (time, n) => plural(n, { one: `${time} para # persona`, other: `${time} para # personas` }),
  },
  line: { usual: 'la línea habitual de cada persona', legend: 'Por qué línea' },
  more: {
    title: 'Nombre y ritmo',
    name: 'Nombre',
    nameHint: 'Solo para el equipo. Vacío, se llama como sus primeras palabras.',
    pace: 'Mensajes por minuto',
    paceHint: 'Para que no lleguen todas las respuestas a la vez. Vacío, va tan rápido como la línea.',
  },
  count: {
    longest: (n) => plural(n, { one: 'El más largo es # mensaje', other: 'El más largo son # mensajes' }),
    each: (n) => plural(n, { one: '# mensaje por persona', other: '# mensajes por persona' }),
    units: (used, room) => `${used} de ${room} caracteres`,
    all: (n) => plural(n, { one: '# mensaje en total', other: '# mensajes en total' }),
    unicode: (signs, n) =>
      plural(n, {
        one: `${signs} hace Unicode # mensaje, y cabe menos`,
        other: `${signs} hace Unicode # mensajes, y cabe menos`,
      }),
    plain: 'Escribirlo sin adornos',
    plainSaves: (n) =>
      plural(n, { one: 'Escribirlo sin adornos ahorra # mensaje', other: 'Escribirlo sin adornos ahorra # mensajes' }),
  },
  audience: {
    title: 'Quién lo recibe',
    get: (n) => plural(n, { one: '# persona lo recibe', other: '# personas lo reciben' }),
    chosen: (n, not) =>
      plural(not, { one: `De ${n} veces elegidas, # no lo recibe:`, other: `De ${n} elegidas, # no lo reciben:` }),
    more: (n) => plural(n, { other: '# más' }),
    practice: (n) =>
      plural(n, { one: '# de ellas es una persona de práctica.', other: '# de ellas son personas de práctica.' }),
    fallback: (field, n) =>
      plural(n, {
        one: `# persona no tiene ${field}: allí van las otras palabras.`,
        other: `# personas no tienen ${field}: allí van las otras palabras.`,
      }),
    empty: (field, n) =>
      plural(n, {
        one: `# persona no tiene ${field}: allí no va nada.`,
        other: `# personas no tienen ${field}: allí no va nada.`,
      }),
    unknown: (field) => `Nadie tiene un campo llamado «${field}».`,
    tooLong: (n) =>
      plural(n, { one: 'Para # persona es demasiado largo.', other: 'Para # personas es demasiado largo.' }),
    nothing: (n) =>
      plural(n, { one: 'Para # persona no queda nada del texto.', other: 'Para # personas no queda nada del texto.' }),
    instead: (field) => `Escriba {${field}|amigo} para poner allí otras palabras.`,
  },
  phone: {
    title: 'Lo que ven',
    screen: 'Vista de un teléfono',
    you: 'Usted:',
    placeholder: 'Aquí está su texto, como lo recibe cada persona.',
    before: 'La anterior',
    after: 'La siguiente',
    place: (at, of) => plural(of, { other: `${at} de #, primero el más largo` }),
    same: (n) => plural(n, { other: 'el mismo para las #' }),
    texts: (n) => plural(n, { one: '# mensaje', other: '# mensajes' }),
    fallback: (field, words) => `Sin ${field}: allí va «${words}»`,
    empty: (field) => `Sin ${field}: allí no va nada`,
  },
  bar: {
    kept: 'Guardado como borrador',
    keeping: 'Guardando …',
    here: 'Guardado en este navegador hasta que lo tenga el servidor',
    nowhere: 'Todavía no está guardado en ningún sitio: deje esta página abierta hasta que lo tenga el servidor',
    unkept: (name) =>
      name ? `Lo último que escribió en «${name}» no está guardado` : 'Lo último que escribió no está guardado',
    whom: 'Elija quién lo recibe.',
    words: 'Escriba lo que reciben.',
    none: 'Nadie lo recibiría.',
    bad: 'Así no puede salir.',
    notSent: (confirmed: number, now: number) =>
      `${plural(now, { one: 'No se envió nada: para entonces era para # persona', other: 'No se envió nada: para entonces era para # personas' })}, ${plural(confirmed, { other: 'no para #. Revísela otra vez.' })}`,
    send: (n) => plural(n, { other: 'Enviar a #' }),
    sendNobody: 'Enviar',
  },
  last: {
    looking: 'Una última mirada',
    title: (n) => plural(n, { one: '¿Enviar a # persona?', other: '¿Enviar a # personas?' }),
    who: 'A quién',
    without: (n) => plural(n, { one: '# queda fuera', other: '# quedan fuera' }),
    texts: 'Mensajes',
    cost: 'Cuesta cerca de',
    when: 'Sale',
    now: 'en 30 segundos; hasta entonces puede retirarla',
    between: (first, last) => `${first} a ${last}`,
    minutes: (n) => plural(n, { one: 'tarda cerca de # minuto', other: 'tarda cerca de # minutos' }),
    hours: (n) => plural(n, { one: 'tarda cerca de # hora', other: 'tarda cerca de # horas' }),
    overCap: (left) => `Del dinero de este mes solo quedan ${left}: el resto espera hasta que haya más.`,
    abroad: 'Extranjero',
    abroadWait: (n, hours) =>
      `${plural(n, { one: '# persona espera.', other: '# personas esperan.' })} ${plural(hours, { one: 'El último mensaje sale cerca de una hora más tarde.', other: 'El último mensaje sale cerca de # horas más tarde.' })}`,
    abroadWhy: (n) =>
      plural(n, {
        one: 'En una hora solo se escribe a # número nuevo de cada país extranjero.',
        other: 'En una hora solo se escribe a # números nuevos de cada país extranjero.',
      }),
    type: (n) => `Escriba ${n} para enviarla`,
    wrong: 'Ese es otro número.',
    send: (n) => plural(n, { other: 'Enviar a #' }),
    plan: (n) => plural(n, { other: 'Preverla para #' }),
    cancel: 'Todavía no',
    sent: (name) => `«${name}» va a salir`,
    planned: (name) => `«${name}» está prevista`,
    nothing: 'No se envió nada.',
    maybe: 'Puede que salga de todos modos.',
    changed: 'Ahora es otro número que hace un momento. Mire otra vez.',
  },
};
