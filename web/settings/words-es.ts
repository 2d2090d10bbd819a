import { plurals } from '../words/plural.ts';
import type { SettingsWords } from './words-en.ts';

const plural = plurals('es');

export const es: SettingsWords = {
  title: 'Preferencias',
  lead: 'Son suyas, en cada uno de sus navegadores. Se guardan en cuanto las elige.',
  look: 'Aspecto',
  theme: 'Tema',
  themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' },
  density: 'Filas',
  densities: { comfortable: 'Amplias', compact: 'Compactas' },
  language: 'Idioma',
  browserLanguage: 'Como el navegador',
  keys: 'Teclas y envío',
  singleKeys: 'Las letras sueltas son teclas',
  singleKeysHint: 'E es hecho, J y K bajan y suben. Desactívelo si dicta o si pulsa teclas sin querer.',
  showKeys: 'Mostrar las teclas',
  undo: 'Retener un mensaje antes de que salga',
  undoHint: 'Durante ese tiempo puede retirarlo. Después nadie puede.',
  undoOff: 'Nada',
  seconds: (n: number) => plural(n, { one: '# segundo', other: '# segundos' }),
  notify: 'Avisos',
  notifyOf: 'Avisarme de',
  notifyMine: 'Mensajes en conversaciones que son mías',
  notifyUnassigned: 'Mensajes en conversaciones que no son de nadie',
  notifyMentions: 'Notas que me mencionan',
  notifyWords: 'Mostrar lo escrito',
  notifyWordsHint: 'Otros pueden leer una pantalla bloqueada. Sin esto, solo dice quién escribió.',

  browser: 'Este navegador',
  push: {
    off: 'Los avisos están desactivados en este navegador.',
    on: 'Este navegador recibe avisos, también sin ninguna página abierta.',
    turnOn: 'Activar los avisos aquí',
    turnOff: 'Desactivarlos aquí',
    trial: 'Enviar una prueba',
    sent: 'Está en camino. Si no aparece nada, mire si su sistema permite avisos de este navegador.',
    insecure: 'Los avisos necesitan una dirección segura. Abra Hearback por https.',
    unable: 'Este navegador no tiene avisos. Un Chrome, Edge, Firefox o Safari actual sí.',
    iphone:
      'En un iPhone o iPad: pulse Compartir y luego «Añadir a pantalla de inicio». Abra Hearback desde ahí y vuelva a esta página.',
    blocked: 'Este navegador no deja que Hearback le avise.',
    unblock: {
      chrome:
        'Pulse el icono a la izquierda de la dirección, luego «Notificaciones», y permítalas. Después recargue esta página.',
      firefox:
        'Pulse el globo tachado a la izquierda de la dirección y quite el bloqueo. Después recargue esta página.',
      safari: 'En Safari elija Ajustes, Sitios web, Notificaciones, y permita esta página. Después recárguela.',
      app: 'Abra los ajustes de su dispositivo, busque Hearback entre las aplicaciones y permita las notificaciones.',
    },
  },
  kept: {
    label: 'Tener Hearback listo sin red',
    hint: 'La página y lo último que vio quedan en este navegador hasta que cierre la sesión.',
  },
};
