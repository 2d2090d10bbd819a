import { type RawBuilder, sql } from 'kysely';

/** Whose history, and where it goes on: before an id, for ids begin with the time. */
export interface Look {
  teamId: string;
  personId: string;
  conversationId: string;
  before: string;
  limit: number;
}

/** What the history of a person can be narrowed to. */
export type HistoryKind = 'texts' | 'answers' | 'notes' | 'opt_outs' | 'groups' | 'acts';

/** What stands there by itself already, or is a member's own business. */
const notShown = sql`acts.kind not like all (array['message.%', 'note.%', 'answer.%', 'reply.%'])
  and acts.kind not in ('conversation.read', 'conversation.marked_unread') and acts.undone_at is null`;
const isOfGroups = sql`(acts.kind in ('person.grouped', 'person.ungrouped') or coalesce(acts.after ? 'groups', false))`;

/** The newest items of each kind, no more of any than are wanted: one look into an index for each. */
export function partsOf(look: Look): Record<HistoryKind, RawBuilder<unknown>[]> {
  const { teamId, personId, conversationId, before } = look;
  const most = sql.lit(look.limit);
  const of = (kind: string, table: string, where: RawBuilder<unknown>) => sql`(
    select ${sql.lit(kind)} as kind, id from ${sql.table(table)}
    where team_id = ${teamId}::uuid and id < ${before}::uuid and ${where} order by id desc limit ${most})`;
  const inConversation = sql`conversation_id = ${conversationId}::uuid`;
  const acts = (where: RawBuilder<unknown>) => [
    of('act', 'acts', sql`${inConversation} and ${notShown} and ${where}`),
    of('act', 'acts', sql`person_id = ${personId}::uuid and conversation_id is null and ${notShown} and ${where}`),
  ];
  return {
    texts: [of('text', 'messages', inConversation)],
    notes: [of('note', 'notes', sql`${inConversation} and deleted_at is null`)],
    opt_outs: [
      of(
        'opt_out',
        'consent_records',
        sql`address = any (array(select phones.address from phones
          where phones.team_id = ${teamId}::uuid and phones.person_id = ${personId}::uuid))`,
      ),
    ],
    answers: [
      of(
        'answer',
        'answers',
        sql`value is not null and undone_at is null and ask_id = any (array(select asks.id from asks
          where asks.team_id = ${teamId}::uuid and asks.person_id = ${personId}::uuid))`,
      ),
    ],
    groups: acts(isOfGroups),
    acts: acts(sql`not ${isOfGroups}`),
  };
}
