import type { JoinWords } from './words-en.ts';

export const es: JoinWords = {
  title: (team) => `Únase a ${team}`,
  lead: {
    owner: (by) => `Invitación de ${by}, como propietario. Podrá hacerlo todo aquí, también nombrar propietarios.`,
    manager: (by) =>
      `Invitación de ${by}, como encargado. Podrá leer y responder mensajes, cambiar líneas, invitar a gente y ver quién hizo qué.`,
    member: (by) => `Invitación de ${by}, como miembro. Podrá leer y responder mensajes, y añadir personas.`,
  },
  name: 'Su nombre',
  email: 'Su correo',
  emailHint: 'Con él entrará.',
  emailFixed: 'Con él entrará. La invitación es para este correo.',
  password: 'Elija una contraseña',
  passwordHint: 'Al menos 8 caracteres. Varias palabras van bien.',
  act: 'Unirse al equipo',
  emailTaken: 'Alguien entra ya con este correo.',
  signIn: 'Entrar con él',

  wrongTitle: 'Este enlace no sirve',
  wrong: {
    not_found: 'Quizá no se copió entero. Ábralo otra vez desde el mensaje en el que llegó.',
    invitation_used: 'Alguien se unió ya con él; cada enlace es para una persona. Si fue usted, entre.',
    invitation_expired: 'Valía siete días, y ya pasaron. Pida otro.',
    invitation_revoked: 'Fue retirado. Pida otro a quien se lo envió.',
    too_many: 'Se probaron demasiados enlaces desde aquí. Espere un cuarto de hora y ábralo de nuevo.',
  },

  otherTitle: (name) => `Su sesión está abierta como ${name}`,
  other: 'Este enlace es para alguien nuevo. Para usarlo aquí, cierre antes la sesión.',
  signOut: 'Cerrar sesión y seguir',
  stay: 'Seguir en mi sesión',
};
