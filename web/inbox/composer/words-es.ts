import { plurals } from '../../words/plural.ts';
import type { ComposerWords } from './words-en.ts';

const plural = plurals('es');

export const es: ComposerWords = {
  sendingIn: (n) => plural(n, { one: 'Se envía en # s', other: 'Se envía en # s' }),
  undo: 'Deshacer',
  undoLabel: 'Deshacer el envío',
  undone: (name) => `Mensaje para ${name}`,
  sentAgain: (time) => `enviado otra vez ${time}`,

  notices: {
    leftAlready: 'Ya había salido, así que no se pudo recuperar.',
    notTakenBack: 'No se pudo recuperar: el servidor no respondió. Mire su estado arriba.',
    pictureNotBack: 'No se pudo recuperar una foto. Elíjala otra vez.',
    tooLong: 'Es demasiado largo para un mensaje; aquí está solo el principio. Un mensaje admite 1600 caracteres.',
    tooManyPictures: 'Un mensaje admite 10 fotos.',
    notReady: 'Una foto aún está subiendo al servidor. El mensaje se envía cuando pulse Enviar otra vez.',
  },

  picture: 'Añadir una foto',
  pictures: 'Fotos por enviar',
  alt: 'Qué muestra',
  altOf: (name) => `Qué muestra: ${name}`,
  removePicture: (name) => `Quitar ${name}`,
  uploading: (percent) => `Subiendo, ${percent} %`,
  uploaded: (name) => `${name} se ha subido.`,
  shrinking: 'Reduciendo',
  uploadFailed: 'No se pudo subir: el servidor no respondió.',
  noPicture: 'No es una foto que se pueda enviar. Sirven JPEG, PNG, GIF y WebP.',
  tooLarge: 'Esta foto tiene más de 5 MB y no se puede reducir.',
  tryAgain: 'Reintentar',
  mms: (n) => plural(n, { one: 'Mensaje con # foto (MMS)', other: 'Mensaje con # fotos (MMS)' }),

  emoji: 'Emoji',
  replies: 'Respuestas guardadas',
  noReplies: 'Aún no hay respuestas guardadas.',
  manageReplies: 'Gestionar las respuestas guardadas',
  fields: 'Campos',
  emptyField: 'vacío',
  unknownField: (name) => `No existe el campo {${name}}. Corríjalo antes de enviar.`,
  emptyFieldOf: (name, who) => `{${name}} está vacío para ${who}. Escríbalo antes de enviar.`,

  later: 'Enviar más tarde',
  laterTitle: (name) => `Enviar más tarde a ${name}`,
  atTheirs: (time, name, here) => `${time} para ${name} (${here} aquí)`,
  atOurs: (time) => time,
  date: 'Fecha',
  time: (name) => `Hora de ${name}`,
  // "p.m." ends in a full stop of its own.
  timeHere: (time) => `Aquí son las ${time}`.replace(/\.?$/, '.'),
  schedule: 'Programar',
  unlessTheyWrite: (name) => `No, si ${name} escribe antes`,
  isOver: 'Esa hora ya pasó. Elija una posterior.',
  quiet: (time, name) => `Son las ${time} para ${name}.`,
  quietThen: (time, name) => `${time} es de noche para ${name}.`,
  sendAt: (time) => `Enviar más tarde: ${time}`,
  leaves: (time) => `sale ${time}`,
  sendNow: 'Enviar ahora',
  edit: 'Editar',
  cancel: 'Cancelar',
  cancelLabel: 'Cancelar este mensaje',
  canceled: (name) => `El mensaje programado para ${name} ya no sale.`,
  unless: (name) => `no si ${name} escribe antes`,
  editTitle: 'Cambiar este mensaje',
  save: 'Guardar',

  price: (price) => `unos ${price}`,

  box: {
    label: (name) => `Mensaje para ${name}`,
    sendMany: (n) => plural(n, { one: 'Enviar', other: 'Enviar # mensajes' }),
    texts: (n) => plural(n, { one: '# mensaje', other: '# mensajes' }),
    units: (used, of) => `${used} de ${of}`,
    makesUnicode: (characters, n) =>
      plural(n, { one: `${characters} lo convierte en Unicode`, other: `${characters} lo convierten en Unicode` }),
    spokenUnicode: 'Ahora el texto es Unicode: 70 caracteres por mensaje.',
    spokenPlain: 'El texto vuelve a ser simple: 160 caracteres por mensaje.',
    plainQuotes: 'Usar comillas y guiones simples',
    plainQuotesSaves: (n) =>
      plural(n, {
        one: 'Usar comillas y guiones simples, ahorra # mensaje',
        other: 'Usar comillas y guiones simples, ahorra # mensajes',
      }),
    tooLong: (n) => plural(n, { one: 'Sobra # carácter: caben 1600', other: 'Sobran # caracteres: caben 1600' }),
    optedOutByUs: (name, when) => `Un compañero dio de baja a ${name} el ${when}.`,
    wayBack: 'Cómo volver está en Bajas',
    optedOut: (name, when) => `${name} se dio de baja el ${when}. No recibe mensajes hasta que escriba START.`,
  },
};
