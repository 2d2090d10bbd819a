import { plurals } from '../words/plural.ts';
import type { InboxWords } from './words-en.ts';

const plural = plurals('es');

export const es: InboxWords = {
  keys: {
    next: 'Conversación siguiente',
    previous: 'Conversación anterior',
    nextUnread: 'Siguiente sin leer',
    previousUnread: 'Anterior sin leer',
    open: 'Abrir y escribir',
    write: 'Escribir un mensaje',
    leave: 'Salir de los mensajes',
    nth: (n) => `Conversación ${n} de la lista`,
    select: 'Seleccionar, o no',
    clear: 'Borrar la selección',
  },

  context: {
    label: (name) => `Sobre ${name}`,
    show: 'Detalles',
    hide: 'Ocultar los detalles',
    close: 'Cerrar los detalles',
    phones: 'Teléfono',
    groups: 'Grupos',
    noGroups: 'En ningún grupo',
    facts: 'Datos',
    time: 'Su hora',
    sameTime: 'La misma hora que aquí',
    there: (time, zone) => `${time}, ${zone}`,
    since: 'Desde',
    delivery: 'Entrega',
    delivered: 'Entregados',
    of: (some, all) => `${some} de ${all}`,
    noneSent: 'Ningún mensaje enviado aún',
    lastFailure: 'Último fallo',
    consent: 'Consentimiento',
    optedOut: (when, isByUs) =>
      isByUs
        ? `Un compañero le dio de baja el ${when}. No recibe mensajes hasta que eso se termine.`
        : `Se dio de baja el ${when}. No recibe mensajes hasta que escriba START.`,
    mayText: 'Se le puede escribir',
    practice: 'Persona de práctica: nada sale de este equipo',
    assignee: 'Se ocupa',
    nobody: 'Nadie todavía',
  },

  acts: {
    done: {
      act: 'Hecho',
      did: (name) => `La conversación con ${name} está hecha.`,
      many: (n) => plural(n, { one: '# conversación está hecha.', other: '# conversaciones están hechas.' }),
      failed: 'No está hecha.',
    },
    reopen: {
      act: 'Reabrir',
      did: (name) => `La conversación con ${name} está abierta otra vez.`,
      many: (n) => plural(n, { one: '# conversación reabierta.', other: '# conversaciones reabiertas.' }),
      failed: 'No se pudo reabrir.',
    },
    snooze: {
      act: 'Posponer',
      did: (name) => `La conversación con ${name} se ha pospuesto.`,
      many: (n) => plural(n, { one: '# conversación pospuesta.', other: '# conversaciones pospuestas.' }),
      failed: 'No se ha pospuesto.',
    },
    unsnooze: {
      act: 'Traer de vuelta',
      did: (name) => `La conversación con ${name} ha vuelto.`,
      many: (n) => plural(n, { one: '# conversación ha vuelto.', other: '# conversaciones han vuelto.' }),
      failed: 'Sigue pospuesta.',
    },
    assign: {
      act: 'Asignar',
      did: (name) => `La conversación con ${name} está asignada.`,
      many: (n) => plural(n, { one: '# conversación asignada.', other: '# conversaciones asignadas.' }),
      failed: 'No se ha asignado.',
    },
    read: {
      act: 'Marcar como leída',
      did: (name) => `La conversación con ${name} está marcada como leída.`,
      many: (n) =>
        plural(n, { one: '# conversación marcada como leída.', other: '# conversaciones marcadas como leídas.' }),
      failed: 'No se ha marcado.',
    },
    unread: {
      act: 'Marcar como no leída',
      did: (name) => `La conversación con ${name} está marcada como no leída.`,
      many: (n) =>
        plural(n, { one: '# conversación marcada como no leída.', other: '# conversaciones marcadas como no leídas.' }),
      failed: 'No se ha marcado.',
    },
    left: (name) => `${name} acaba de escribir: la conversación queda abierta.`,
    manyLeft: (n) =>
      plural(n, {
        one: '# conversación queda abierta: acaban de escribir.',
        other: '# conversaciones quedan abiertas: acaban de escribir.',
      }),
    more: 'Más acciones',
  },

  snooze: {
    label: 'Posponer hasta',
    laterToday: 'Más tarde hoy',
    tomorrow: 'Mañana temprano',
    monday: 'El lunes temprano',
    ownTime: 'Otra hora…',
    outOfReach: 'Elija una hora que esté por venir, dentro de un año.',
    wake: 'Traer de vuelta',
    until: 'Que vuelva a las',
    act: 'Posponer',
  },

  assign: {
    label: '¿Quién se ocupa?',
    you: 'Usted',
    nobody: 'Nadie',
    none: 'Nadie del equipo se llama así.',
  },

  bulk: {
    label: 'Lo seleccionado',
    selected: (n) => plural(n, { one: '# seleccionada', other: '# seleccionadas' }),
    all: (n) => plural(n, { one: 'Elegir # cargada', other: 'Elegir las # cargadas' }),
    clear: 'Borrar la selección',
    more: 'Más acciones',
  },

  timeline: {
    closed: (who) => `${who} cerró esto`,
    reopened: (who) => `${who} lo reabrió`,
    assigned: (who, to) => `${who} lo asignó a ${to}`,
    taken: (who) => `${who} se ocupa de esto`,
    unassigned: (who) => `${who} quitó la asignación`,
    snoozed: (who, until) => `${who} lo pospuso hasta ${until}`,
    unsnoozed: (who) => `${who} lo trajo de vuelta`,
    noteDeleted: (who) => `${who} borró una nota`,
    gone: 'El mensaje que buscaba ya no está aquí. Estos son los últimos.',
  },

  notes: {
    which: 'Qué escribir',
    text: 'Mensaje',
    note: 'Nota',
    kind: 'Nota para el equipo.',
    by: (name) => `Nota de ${name}`,
    edited: 'editada',
    edit: 'Editar',
    remove: 'Borrar',
    deleted: 'La nota se ha borrado.',
    label: 'Nota para el equipo. No se envía.',
    hint: '@ menciona a alguien del equipo.',
    keysHint: 'Ctrl+Enter guarda la nota.',
    colleagues: 'Equipo',
    found: (n) => plural(n, { one: '# persona', other: '# personas' }),
    leave: 'Volver al mensaje',
    keep: 'Guardar la nota',
  },

  colleagues: {
    answers: (name) => `${name} está respondiendo`,
    looks: (name) => `${name} lo está mirando`,
    warning: (name) => `${name} le está escribiendo ahora mismo. Su texto se conserva.`,
    sendAnyway: 'Enviar también el mío',
    wait: 'Esperar',
  },

  thread: {
    fresh: (n, hasMore) => plural(n, { one: '# nuevo', other: hasMore ? '+# nuevos' : '# nuevos' }),
    said: (who, time) => `${who}, ${time}:`,
    you: 'Usted',
    arrived: (who, text, time) => `${who}: ${text}, ${time}`,
    arrivedMany: (n, who) => plural(n, { one: `# mensaje nuevo de ${who}`, other: `# mensajes nuevos de ${who}` }),
    recovered: 'Llegó mientras Hearback no estaba disponible',
    label: (name) => `Mensajes con ${name}`,
    back: 'Volver a la lista',
    there: (time) => `allí son las ${time}`,
    practice: 'Práctica',
    texts: 'Mensajes',
    older: 'Cargar mensajes anteriores',
    freshBelow: (n) => plural(n, { one: '# nuevo abajo', other: '# nuevos abajo' }),
    latest: 'Lo último',
    empty: (name) => `Todavía no hay mensajes con ${name}. Escriba el primero abajo.`,
    pictureFrom: (name) => `Imagen de ${name}`,
    file: (kB) => `Guardar el archivo (${kB} kB)`,
    mediaWaiting: 'Se está descargando una imagen o un archivo.',
    mediaFailed: 'No se pudo descargar una imagen o un archivo.',
    sendAgain: 'Enviar de nuevo',
    leaveIt: 'Dejarlo así',
    putBack: 'Corregir y enviar de nuevo',
    discard: 'Descartar',
    kept: 'Sus palabras siguen aquí.',
  },
};
