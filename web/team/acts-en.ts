import type { Act } from '../api.ts';
import { plurals } from '../words/plural.ts';

const plural = plurals('en');

/** What the sentence for an act may speak of. */
export interface Told {
  who: string;
  /** The person whom it was about, or else the colleague. */
  whom: string;
  /** The colleague it was done to, if there is one. */
  colleague: string | null;
  /** Whether it was done to whoever did it. */
  isOwn: boolean;
  n: number;
  /** The question or broadcast, by its name. */
  about: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** What they signed in with. */
  device: string;
}

const roles: Record<string, string> = { owner: 'an owner', manager: 'a manager', member: 'a member' };
const role = (name: unknown) => roles[String(name)] ?? String(name);

/** A sentence for each kind of act, loaded with the team page. */
export type ActWords = typeof en;

export const en = {
  somebody: 'somebody who was removed',
  operator: 'An operator',
  nameless: 'what is gone by now',
  quoted: (name: string) => `“${name}”`,
  other: ({ who, n }: Told, kind: string) => plural(n, { one: `${who}: ${kind}`, other: `${who}: ${kind}, # times` }),
  kinds: {
    'member.added': ({ who, whom, after }) => `${who} added ${whom} as ${role(after.role)}.`,
    'member.joined': ({ who, after }) => `${who} joined as ${role(after.role)}.`,
    'member.password_changed': ({ who, whom, isOwn }) =>
      isOwn ? `${who} changed their password.` : `${who} gave ${whom} another password.`,
    'member.role_changed': ({ who, whom, after }) => `${who} made ${whom} ${role(after.role)}.`,
    'member.deactivated': ({ who, whom }) => `${who} deactivated ${whom}.`,
    'member.reactivated': ({ who, whom }) => `${who} let ${whom} in again.`,
    'invitation.made': ({ who, after }) => `${who} invited somebody as ${role(after.role)}.`,
    'invitation.revoked': ({ who, before }) => `${who} took back an invitation for ${role(before.role)}.`,
    'line.connected': ({ who, after }) => `${who} connected the line ${after.label}.`,
    'line.changed': ({ who, after }) => `${who} changed the line ${after.label}.`,
    'line.paused': ({ who, before }) => `${who} paused the line ${before.label}.`,
    'line.resumed': ({ who, before }) => `${who} let the line ${before.label} send again.`,
    'limits.changed': ({ who }) => `${who} changed the limits.`,
    'line.paced': ({ who, before }) => `${who} changed the pace of the line ${before.label}.`,
    'person.added': ({ who, whom, n }) => plural(n, { one: `${who} added ${whom}.`, other: `${who} added # people.` }),
    'people.imported': ({ who, after }) => `${who} imported ${after.file}.`,
    'people.import_undone': ({ who, after }) => `${who} took back the import of ${after.file}.`,
    'people.removed': ({ who, after }) =>
      plural(Number(after.people), {
        one: `${who} removed # person, with all texts.`,
        other: `${who} removed # people, with all texts.`,
      }),
    'people.removal_undone': ({ who, after }) =>
      plural(Number(after.people), {
        one: `${who} brought # person back who had been removed.`,
        other: `${who} brought # people back who had been removed.`,
      }),
    'person.changed': ({ who, whom }) => `${who} changed what is known of ${whom}.`,
    'person.merged': ({ who, whom, before }) => `${who} merged ${before.name} into ${whom}.`,
    'person.unmerged': ({ who, whom, before }) => `${who} took ${before.name} out of ${whom} again.`,
    'person.renamed': ({ who, before, after }) => `${who} called ${before.name} ${after.name} instead.`,
    'person.field_set': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} changed ${after.name} of ${whom}.`,
        other: `${who} changed ${after.name} of # people.`,
      }),
    'person.grouped': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} added ${whom} to the group ${after.name}.`,
        other: `${who} added # people to the group ${after.name}.`,
      }),
    'person.ungrouped': ({ who, whom, n, after }) =>
      plural(n, {
        one: `${who} took ${whom} out of the group ${after.name}.`,
        other: `${who} took # people out of the group ${after.name}.`,
      }),
    'group.added': ({ who, after }) => `${who} made the group ${after.name}.`,
    'group.changed': ({ who, after }) => `${who} changed the group ${after.name}.`,
    'group.removed': ({ who, before }) => `${who} deleted the group ${before.name}.`,
    'field.added': ({ who, after }) => `${who} added the field ${after.name} to people.`,
    'field.changed': ({ who, after }) => `${who} changed the field ${after.name} of people.`,
    'field.removed': ({ who, before }) => `${who} removed the field ${before.name} from people.`,
    'person.removed': ({ who }) => `${who} removed a person, with all texts.`,
    'message.changed': ({ who, whom }) => `${who} changed a text to ${whom} before it left.`,
    'message.canceled': ({ who, whom }) => `${who} took back a text to ${whom} before it left.`,
    'conversation.closed': ({ who, whom, n }) =>
      plural(n, { one: `${who} was done with the texts of ${whom}.`, other: `${who} was done with # conversations.` }),
    'conversation.reopened': ({ who, whom, n }) =>
      plural(n, { one: `${who} opened the texts of ${whom} again.`, other: `${who} opened # conversations again.` }),
    'conversation.assigned': ({ who, whom, colleague, isOwn, n }) => {
      if (isOwn) return plural(n, { one: `${who} took the texts of ${whom}.`, other: `${who} took # conversations.` });
      return colleague
        ? plural(n, {
            one: `${who} gave the texts of ${whom} to ${colleague}.`,
            other: `${who} gave # conversations to ${colleague}.`,
          })
        : plural(n, {
            one: `${who} gave the texts of ${whom} back to everybody.`,
            other: `${who} gave # conversations back to everybody.`,
          });
    },
    'conversation.snoozed': ({ who, whom, n }) =>
      plural(n, { one: `${who} put off the texts of ${whom}.`, other: `${who} put off # conversations.` }),
    'conversation.unsnoozed': ({ who, whom, n }) =>
      plural(n, {
        one: `${who} put off the texts of ${whom} no longer.`,
        other: `${who} put off # conversations no longer.`,
      }),
    'note.written': ({ who, whom }) => `${who} wrote a note about ${whom}.`,
    'note.edited': ({ who, whom }) => `${who} changed a note about ${whom}.`,
    'note.deleted': ({ who, whom }) => `${who} deleted a note about ${whom}.`,
    'saved_reply.added': ({ who, after }) => `${who} saved the reply “${after.name}”.`,
    'saved_reply.changed': ({ who, before }) => `${who} changed the saved reply “${before.name}”.`,
    'saved_reply.removed': ({ who, before }) => `${who} removed the saved reply “${before.name}”.`,
    'webhooks.replayed': ({ who, after }) =>
      plural(Number(after.taken), {
        one: `${who} took in # call that could not be taken in before.`,
        other: `${who} took in # calls that could not be taken in before.`,
      }),
    'round.exported': ({ who, after }) => `${who} downloaded the answers to ${after.name} of ${after.date}.`,
    'people.exported': ({ who }) => `${who} downloaded the list of people.`,
    'opt_outs.exported': ({ who }) => `${who} downloaded the opt-outs.`,
    'texts.exported': ({ who, after }) => `${who} downloaded all texts from ${after.from} to ${after.until}.`,
    'conversation.exported': ({ who, whom }) => `${who} downloaded the conversation with ${whom}.`,
    'line.answers_changed': ({ who, before }) => `${who} changed what is answered to HELP over ${before.label}.`,
    'line.priced': ({ who, before }) => `${who} changed what a segment costs over ${before.label}.`,
    'person.time_off_changed': ({ who, whom }) => `${who} changed when ${whom} is away.`,
    'holidays.changed': ({ who }) => `${who} changed the days on which nobody is asked.`,
    'question.added': ({ who, about }) => `${who} made the question ${about}.`,
    'question.changed': ({ who, about }) => `${who} changed the question ${about}.`,
    'question.asked': ({ who, about }) => `${who} asked ${about} at once.`,
    'question.paused': ({ who, about }) => `${who} had the question ${about} rest.`,
    'question.resumed': ({ who, about }) => `${who} went on with the question ${about}.`,
    'question.archived': ({ who, about }) => `${who} put the question ${about} away.`,
    'question.restored': ({ who, about }) => `${who} brought the question ${about} back.`,
    'question.taught': ({ who, about, after }) => `${who} taught the question ${about} what “${after.phrase}” means.`,
    'question.untaught': ({ who, about, before }) => `${who} had the question ${about} forget “${before.phrase}”.`,
    'round.nudged': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} reminded # person of ${about}.`,
        other: `${who} reminded # people of ${about}.`,
      }),
    'round.texted': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} texted # person about ${about}.`,
        other: `${who} texted # people about ${about}.`,
      }),
    'answer.set': ({ who, whom }) => `${who} set an answer of ${whom}.`,
    'answer.undone': ({ who, whom }) => `${who} took back how an answer of ${whom} was set.`,
    'reply.moved': ({ who, whom }) => `${who} said what a text of ${whom} answers.`,
    'reply.left': ({ who, whom }) => `${who} took a text of ${whom} from a question.`,
    'reply.detached': ({ who, whom }) => `${who} said that a text of ${whom} is no answer.`,
    'broadcast.dispatched': ({ who, about, after }) =>
      plural(Number(after.people), {
        one: `${who} sent ${about} to # person.`,
        other: `${who} sent ${about} to # people.`,
      }),
    'broadcast.taken_back': ({ who, about }) => `${who} took ${about} back before anything had left.`,
    'broadcast.not_sent': ({ who, about }) =>
      `${about} was not sent: it was for others by then than ${who} had been shown.`,
    'broadcast.paused': ({ who, about }) => `${who} paused ${about}.`,
    'broadcast.resumed': ({ who, about }) => `${who} went on with ${about}.`,
    'broadcast.canceled': ({ who, about }) => `${who} cancelled the rest of ${about}.`,
    'broadcast.retried': ({ who, about, after }) =>
      plural(Number(after.count), {
        one: `${who} sent ${about} once more to # person.`,
        other: `${who} sent ${about} once more to # people.`,
      }),
    'broadcast.removed': ({ who, before }) => `${who} deleted the draft “${before.name}”.`,
    'member.signed_in': ({ who, device }) => `${who} signed in: ${device}.`,
    'member.signed_out': ({ who }) => `${who} ended sessions of their own elsewhere.`,
    'message.decided': ({ who, whom, after, n }) =>
      after.choice === 'send_again'
        ? plural(n, {
            one: `${who} had a text to ${whom} sent again that may not have left.`,
            other: `${who} had # texts sent again that may not have left.`,
          })
        : plural(n, {
            one: `${who} left a text to ${whom} as it is that may not have left.`,
            other: `${who} left # texts as they are that may not have left.`,
          }),
  } satisfies Record<Act['kind'], (told: Told) => string> as Record<Act['kind'], (told: Told) => string>,
};
