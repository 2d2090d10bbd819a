import { plurals } from '../words/plural.ts';
import type { ActWords } from './acts-en.ts';

const plural = plurals('es');

const roles: Record<string, string> = { owner: 'propietario', manager: 'encargado', member: 'miembro' };
const role = (name: unknown) => roles[String(name)] ?? String(name);

export const es: ActWords = {
  somebody: 'alguien que ya no está',
  other: ({ who, n }, kind) => plural(n, { one: `${who}: ${kind}`, other: `${who}: ${kind}, # veces` }),
  kinds: {
    'member.joined': ({ who, after }) => `${who} se unió como ${role(after.role)}.`,
    'member.role_changed': ({ who, whom, after }) => `${who} dio a ${whom} la función de ${role(after.role)}.`,
    'member.deactivated': ({ who, whom }) => `${who} desactivó a ${whom}.`,
    'member.reactivated': ({ who, whom }) => `${who} dejó entrar de nuevo a ${whom}.`,
    'invitation.made': ({ who, after }) => `${who} invitó a alguien como ${role(after.role)}.`,
    'invitation.revoked': ({ who, before }) => `${who} retiró una invitación de ${role(before.role)}.`,
    'line.connected': ({ who, after }) => `${who} conectó la línea ${after.label}.`,
    'line.changed': ({ who, after }) => `${who} cambió la línea ${after.label}.`,
    'line.paused': ({ who, before }) => `${who} pausó la línea ${before.label}.`,
    'line.resumed': ({ who, before }) => `${who} reanudó la línea ${before.label}.`,
    'line.paced': ({ who, before }) => `${who} cambió el ritmo de la línea ${before.label}.`,
    'person.added': ({ who, whom }) => `${who} añadió a ${whom}.`,
    'person.changed': ({ who, whom }) => `${who} cambió lo que se sabe de ${whom}.`,
    'person.removed': ({ who }) => `${who} borró a una persona, con todos sus mensajes.`,
    'message.changed': ({ who, whom }) => `${who} cambió un mensaje a ${whom} antes de que saliera.`,
    'message.canceled': ({ who, whom }) => `${who} retiró un mensaje a ${whom} antes de que saliera.`,
    'message.decided': ({ who, whom, after }) =>
      after.choice === 'send_again'
        ? `${who} hizo enviar otra vez un mensaje a ${whom} que quizá no salió.`
        : `${who} dejó como está un mensaje a ${whom} que quizá no salió.`,
  },
};
