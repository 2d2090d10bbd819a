import { plurals } from '../words/plural.ts';
import type { TeamWords } from './words-en.ts';

const plural = plurals('es');

export const es: TeamWords = {
  title: 'Equipo',
  members: 'Miembros',
  you: 'usted',
  since: (day) => `desde el ${day}`,
  roles: { owner: 'Propietario', manager: 'Encargado', member: 'Miembro' },
  rights: {
    owner: 'Puede hacerlo todo, también nombrar propietarios.',
    manager: 'Además puede conectar y pausar líneas, invitar a gente y ver quién hizo qué.',
    member: 'Puede leer y responder mensajes, y añadir personas.',
  },
  roleOf: (name) => `Función de ${name}`,
  deactivate: 'Desactivar',
  deactivateOne: (name) => `Desactivar a ${name}`,
  reactivate: 'Reactivar',
  reactivateOne: (name) => `Reactivar a ${name}`,
  deactivated: (name) => `${name} está fuera y su sesión se cerró en todas partes.`,
  reactivated: (name) => `${name} puede entrar de nuevo.`,
  isNow: {
    owner: (name) => `${name} tiene ahora la función de propietario.`,
    manager: (name) => `${name} tiene ahora la función de encargado.`,
    member: (name) => `${name} tiene ahora la función de miembro.`,
  },
  failed: 'Nada cambió.',
  former: 'Desactivados',
  formerLead: 'No pueden entrar. Su nombre sigue en lo que hicieron.',
  deactivatedOn: (day) => `desde el ${day}`,
  lastOwner: 'El equipo necesita un propietario. Nombre antes a otra persona.',
  ownAccount: 'No puede desactivarse a sí mismo. Pídaselo a alguien del equipo.',
  lastOwnerHint: 'No hay otro propietario, así que su función no cambia.',

  invite: 'Invitar a alguien',
  inviteLead: 'Recibirá un enlace para pasarlo. Deja entrar a una persona, durante siete días.',
  whatTheyMay: 'Qué podrá hacer',
  email: 'Su correo',
  emailHint: 'Solo para recordar para quién es. No se envía nada.',
  makeLink: 'Crear el enlace',
  link: 'Enlace para una persona',
  linkLead: (until) => `Una persona puede unirse con él, hasta el ${until}. Solo se muestra ahora.`,
  done: 'Listo',
  mayNotInvite: (names) => `Solo propietarios y encargados pueden invitar. Pídaselo a ${names}.`,

  open: 'Invitaciones abiertas',
  openNone: 'No hay nadie invitado en este momento.',
  anybody: { owner: 'Un propietario', manager: 'Un encargado', member: 'Un miembro' },
  invitedBy: (name) => `invitación de ${name}`,
  daysLeft: (n) => plural(n, { one: 'vale # día más', other: 'vale # días más' }),
  lastHours: 'vale menos de un día',
  expired: 'caducada',
  takeBack: 'Retirar',
  takeBackOne: (whom) => `Retirar: ${whom}`,
  takenBack: 'El enlace ya no deja entrar a nadie.',

  acts: 'Quién hizo qué',
  actsNone: 'Aquí se verá lo que hacen los miembros.',
  showPerson: (name) => `Ver los mensajes con ${name}`,
  show: 'Ver',
  undone: 'deshecho',
};
