import { plurals } from '../words/plural.ts';
import type { ActWords } from './acts-en.ts';

const plural = plurals('es');

const roles: Record<string, string> = { owner: 'propietario', manager: 'encargado', member: 'miembro' };
const role = (name: unknown) => roles[String(name)] ?? String(name);

export const es: ActWords = {
  somebody: 'alguien que ya no está',
  operator: 'Quien administra el servidor',
  nameless: 'algo que ya no está',
  quoted: (name) => `«${name}»`,
  other: ({ who, n }, kind) => plural(n, { one: `${who}: ${kind}`, other: `${who}: ${kind}, # veces` }),
  kinds: {
    'member.added': ({ who, whom, after }) => `${who} añadió a ${whom} como ${role(after.role)}.`,
    'member.joined': ({ who, after }) => `${who} se unió como ${role(after.role)}.`,
    'member.password_changed': ({ who, whom, isOwn }) =>
      isOwn ? `${who} cambió su contraseña.` : `${who} dio a ${whom} otra contraseña.`,
    'member.role_changed': ({ who, whom, after }) => `${who} dio a ${whom} la función de ${role(after.role)}.`,
    'member.deactivated': ({ who, whom }) => `${who} desactivó a ${whom}.`,
    'member.reactivated': ({ who, whom }) => `${who} dejó entrar de nuevo a ${whom}.`,
    'invitation.made': ({ who, after }) => `${who} invitó a alguien como ${role(after.role)}.`,
    'invitation.revoked': ({ who, before }) => `${who} retiró una invitación de ${role(before.role)}.`,
    'line.connected': ({ who, after }) => `${who} conectó la línea ${after.label}.`,
    'line.changed': ({ who, after }) => `${who} cambió la línea ${after.label}.`,
    'line.paused': ({ who, before }) => `${who} pausó la línea ${before.label}.`,
    'line.resumed': ({ who, before }) => `${who} reanudó la línea ${before.label}.`,
    'limits.changed': ({ who }) => `${who} cambió los límites.`,
    'line.paced': ({ who, before }) => `${who} cambió el ritmo de la línea ${before.label}.`,
    'person.added': ({ who, whom, n }) =>
      plural(n, { one: `${who} añadió a ${whom}.`, other: `${who} añadió a # personas.` }),
    'people.imported': ({ who, after }) => `${who} importó ${after.file}.`,
    'people.import_undone': ({ who, after }) => `${who} deshizo la importación de ${after.file}.`,
    'people.removed': ({ who, after }) =>
      plural(Number(after.people), {
        one: `${who} eliminó a # persona, con todos sus mensajes.`,
        other: `${who} eliminó a # personas, con todos sus mensajes.`,
      }),
    'people.removal_undone': ({ who, after }) =>
      plural(Number(after.people), {
        one: `${who} recuperó a # persona eliminada.`,
        other: `${who} recuperó a # personas eliminadas.`,
      }),
    'person.changed': ({ who, whom }) => `${who} cambió lo que se sabe de ${whom}.`,
    'person.merged': ({ who, whom, before }) => `${who} unió a ${before.name} con ${whom}.`,
    'person.unmerged': ({ who, whom, before }) => `${who} volvió a separar a ${before.name} de ${whom}.`,
    'person.renamed': ({ who, before, after }) => `${who} cambió el nombre de ${before.name} por ${after.name}.`,
    'person.field_set': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} cambió ${after.name} de ${whom}.`,
        other: `${who} cambió ${after.name} de # personas.`,
      }),
    'person.grouped': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} añadió a ${whom} al grupo ${after.name}.`,
        other: `${who} añadió a # personas al grupo ${after.name}.`,
      }),
    'person.ungrouped': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} sacó a ${whom} del grupo ${after.name}.`,
        other: `${who} sacó a # personas del grupo ${after.name}.`,
      }),
    'group.added': ({ who, after }) => `${who} creó el grupo ${after.name}.`,
    'group.changed': ({ who, after }) => `${who} cambió el grupo ${after.name}.`,
    'group.removed': ({ who, before }) => `${who} eliminó el grupo ${before.name}.`,
    'field.added': ({ who, after }) => `${who} añadió el campo ${after.name} a las personas.`,
    'field.changed': ({ who, after }) => `${who} cambió el campo ${after.name} de las personas.`,
    'field.removed': ({ who, before }) => `${who} quitó el campo ${before.name} de las personas.`,
    'person.removed': ({ who }) => `${who} borró a una persona, con todos sus mensajes.`,
    'message.changed': ({ who, whom }) => `${who} cambió un mensaje a ${whom} antes de que saliera.`,
    'message.canceled': ({ who, whom }) => `${who} retiró un mensaje a ${whom} antes de que saliera.`,
    'conversation.closed': ({ who, whom, n }) =>
      plural(n, { one: `${who} terminó con los mensajes de ${whom}.`, other: `${who} terminó con # conversaciones.` }),
    'conversation.reopened': ({ who, whom, n }) =>
      plural(n, {
        one: `${who} abrió de nuevo los mensajes de ${whom}.`,
        other: `${who} abrió de nuevo # conversaciones.`,
      }),
    'conversation.assigned': ({ who, whom, colleague, isOwn, n }) => {
      if (isOwn)
        return plural(n, {
          one: `${who} se quedó con los mensajes de ${whom}.`,
          other: `${who} se quedó con # conversaciones.`,
        });
      return colleague
        ? plural(n, {
            one: `${who} pasó los mensajes de ${whom} a ${colleague}.`,
            other: `${who} pasó # conversaciones a ${colleague}.`,
          })
        : plural(n, {
            one: `${who} devolvió a todos los mensajes de ${whom}.`,
            other: `${who} devolvió a todos # conversaciones.`,
          });
    },
    'conversation.snoozed': ({ who, whom, n }) =>
      plural(n, { one: `${who} aplazó los mensajes de ${whom}.`, other: `${who} aplazó # conversaciones.` }),
    'conversation.unsnoozed': ({ who, whom, n }) =>
      plural(n, {
        one: `${who} dejó de aplazar los mensajes de ${whom}.`,
        other: `${who} dejó de aplazar # conversaciones.`,
      }),
    'note.written': ({ who, whom }) => `${who} escribió una nota sobre ${whom}.`,
    'note.edited': ({ who, whom }) => `${who} cambió una nota sobre ${whom}.`,
    'note.deleted': ({ who, whom }) => `${who} borró una nota sobre ${whom}.`,
    'saved_reply.added': ({ who, after }) => `${who} guardó la respuesta «${after.name}».`,
    'saved_reply.changed': ({ who, before }) => `${who} cambió la respuesta guardada «${before.name}».`,
    'saved_reply.removed': ({ who, before }) => `${who} borró la respuesta guardada «${before.name}».`,
    'webhooks.replayed': ({ who, after }) =>
      plural(Number(after.taken), {
        one: `${who} recogió # llamada que antes no se pudo recoger.`,
        other: `${who} recogió # llamadas que antes no se pudieron recoger.`,
      }),
    'round.exported': ({ who, after }) => `${who} descargó las respuestas a ${after.name} del ${after.date}.`,
    'people.exported': ({ who }) => `${who} descargó la lista de personas.`,
    'opt_outs.exported': ({ who }) => `${who} descargó las bajas.`,
    'texts.exported': ({ who, after }) => `${who} descargó todos los mensajes del ${after.from} al ${after.until}.`,
    'conversation.exported': ({ who, whom }) => `${who} descargó la conversación con ${whom}.`,
    'line.answers_changed': ({ who, before }) => `${who} cambió qué se contesta a AYUDA por ${before.label}.`,
    'line.priced': ({ who, before }) => `${who} cambió lo que cuesta un segmento por ${before.label}.`,
    'person.time_off_changed': ({ who, whom }) => `${who} cambió cuándo está fuera ${whom}.`,
    'holidays.changed': ({ who }) => `${who} cambió los días en que no se pregunta a nadie.`,
    'question.added': ({ who, about }) => `${who} creó la pregunta ${about}.`,
    'question.changed': ({ who, about }) => `${who} cambió la pregunta ${about}.`,
    'question.asked': ({ who, about }) => `${who} preguntó ${about} en el momento.`,
    'question.paused': ({ who, about }) => `${who} dejó en pausa la pregunta ${about}.`,
    'question.resumed': ({ who, about }) => `${who} reanudó la pregunta ${about}.`,
    'question.archived': ({ who, about }) => `${who} guardó la pregunta ${about}.`,
    'question.restored': ({ who, about }) => `${who} recuperó la pregunta ${about}.`,
    'question.taught': ({ who, about, after }) =>
      `${who} enseñó a la pregunta ${about} qué significa «${after.phrase}».`,
    'question.untaught': ({ who, about, before }) =>
      `${who} hizo que la pregunta ${about} olvidara «${before.phrase}».`,
    'round.nudged': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} recordó ${about} a # persona.`,
        other: `${who} recordó ${about} a # personas.`,
      }),
    'round.texted': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} escribió a # persona sobre ${about}.`,
        other: `${who} escribió a # personas sobre ${about}.`,
      }),
    'answer.set': ({ who, whom }) => `${who} puso una respuesta de ${whom}.`,
    'answer.undone': ({ who, whom }) => `${who} deshizo una respuesta puesta a mano de ${whom}.`,
    'reply.moved': ({ who, whom }) => `${who} indicó a qué responde un mensaje de ${whom}.`,
    'reply.left': ({ who, whom }) => `${who} quitó de una pregunta un mensaje de ${whom}.`,
    'reply.detached': ({ who, whom }) => `${who} indicó que un mensaje de ${whom} no es respuesta.`,
    'broadcast.dispatched': ({ who, about, after }) =>
      plural(Number(after.people), {
        one: `${who} envió ${about} a # persona.`,
        other: `${who} envió ${about} a # personas.`,
      }),
    'broadcast.taken_back': ({ who, about }) => `${who} retiró ${about} antes de que saliera nada.`,
    'broadcast.not_sent': ({ who, about }) =>
      `${about} no se envió: ya no era para las mismas personas que había visto ${who}.`,
    'broadcast.paused': ({ who, about }) => `${who} dejó en pausa ${about}.`,
    'broadcast.resumed': ({ who, about }) => `${who} reanudó ${about}.`,
    'broadcast.canceled': ({ who, about }) => `${who} canceló el resto de ${about}.`,
    'broadcast.retried': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} envió ${about} otra vez a # persona.`,
        other: `${who} envió ${about} otra vez a # personas.`,
      }),
    'broadcast.removed': ({ who, before }) => `${who} borró el borrador «${before.name}».`,
    'member.signed_in': ({ who, device }) => `${who} inició sesión: ${device}.`,
    'member.signed_out': ({ who }) => `${who} cerró sesiones suyas en otros sitios.`,
    'message.decided': ({ who, whom, after, n }) =>
      after.choice === 'send_again'
        ? plural(n, {
            one: `${who} hizo enviar otra vez un mensaje a ${whom} que quizá no salió.`,
            other: `${who} hizo enviar otra vez # mensajes que quizá no salieron.`,
          })
        : plural(n, {
            one: `${who} dejó como está un mensaje a ${whom} que quizá no salió.`,
            other: `${who} dejó como están # mensajes que quizá no salieron.`,
          }),
  },
};
