import { type RawBuilder, sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamScope } from '../floor.ts';

/** What a colleague said to colleagues beside a conversation. */
export interface Note {
  id: string;
  conversationId: string;
  member: { id: string; name: string };
  body: string;
  mentions: { id: string; name: string }[];
  createdAt: Date;
  editedAt: Date | null;
}

/** Something that a member did with a conversation, as its timeline shows it. */
export interface ShownAct {
  id: string;
  kind: 'closed' | 'reopened' | 'assigned' | 'snoozed' | 'unsnoozed' | 'note_deleted';
  member: { id: string; name: string };
  happenedAt: Date;
  /** To whom it was given; null when it was taken from everybody. */
  assignee?: { id: string; name: string } | null;
  /** Until when it was put off. */
  until?: Date;
}

const shownKinds = sql`('conversation.closed', 'conversation.reopened', 'conversation.assigned', 'conversation.snoozed',
  'conversation.unsnoozed', 'note.deleted')`;

/** A condition: that an act stands in the timeline. What was taken back has not been. */
export const isShownAct = sql`acts.kind in ${shownKinds} and acts.undone_at is null`;

const memberOf = (id: RawBuilder<unknown>, table: string) => sql`
  (select json_build_object('id', members.id, 'name', users.name) from members join users on users.id = members.user_id
    where members.team_id = ${sql.ref(`${table}.team_id`)} and members.id = ${id})`;

/** A row of notes as JSON, for `toNote`. */
export const noteAsJson = sql<StoredNote>`json_build_object(
  'id', notes.id, 'conversationId', notes.conversation_id, 'body', notes.body, 'createdAt', notes.created_at,
  'editedAt', notes.edited_at, 'member', ${memberOf(sql`notes.member_id`, 'notes')},
  'mentions', (select coalesce(json_agg(json_build_object('id', members.id, 'name', users.name) order by place), '[]')
    from unnest(notes.mentions) with ordinality as mention (id, place)
    join members on members.team_id = notes.team_id and members.id = mention.id
    join users on users.id = members.user_id))`;

/** A row of acts as JSON, for `toShownAct`. */
export const actAsJson = sql<StoredAct>`json_build_object(
  'id', acts.id, 'kind', acts.kind, 'happenedAt', acts.happened_at, 'member', ${memberOf(sql`acts.member_id`, 'acts')},
  'assignee', ${memberOf(sql`(acts.after ->> 'assignee_id')::uuid`, 'acts')}, 'until', acts.after ->> 'snoozed_until')`;

export type StoredNote = Omit<Note, 'createdAt' | 'editedAt'> & { createdAt: string; editedAt: string | null };

export type StoredAct = Pick<ShownAct, 'id' | 'member'> & {
  kind: string;
  happenedAt: string;
  assignee: { id: string; name: string } | null;
  until: string | null;
};

/** Reads what `noteAsJson` has written. */
export function toNote(note: StoredNote): Note {
  return { ...note, createdAt: new Date(note.createdAt), editedAt: note.editedAt ? new Date(note.editedAt) : null };
}

/** Reads what `actAsJson` has written. */
export function toShownAct({ id, kind, member, happenedAt, assignee, until }: StoredAct): ShownAct {
  const shown = kind.replace('conversation.', '').replace('note.', 'note_') as ShownAct['kind'];
  return {
    id,
    kind: shown,
    member,
    happenedAt: new Date(happenedAt),
    ...(shown === 'assigned' && { assignee }),
    ...(shown === 'snoozed' && until && { until: new Date(until) }),
  };
}

/** What stands in a timeline besides messages. */
export type Beside = { kind: 'note'; id: string; note: Note } | { kind: 'act'; id: string; act: ShownAct };

/** Notes and acts by their ids. Those that stand in no timeline, or not any more, are left out. */
export async function findBeside(scope: TeamScope, ids: string[]): Promise<Map<string, Beside>> {
  if (ids.length === 0) return new Map();
  const { rows } = await prepared(
    'find-beside',
    sql<{ note: StoredNote | null; act: StoredAct | null }>`
      select ${noteAsJson} as note, null as act from notes
      where team_id = ${scope.teamId}::uuid and id = any (${ids}::uuid[]) and deleted_at is null
      union all
      select null, ${actAsJson} from acts
      where team_id = ${scope.teamId}::uuid and id = any (${ids}::uuid[]) and ${isShownAct}`,
  ).execute(scope.db);
  return new Map(
    rows.flatMap(({ note, act }): [string, Beside][] => {
      if (note) return [[note.id, { kind: 'note', id: note.id, note: toNote(note) }]];
      return act ? [[act.id, { kind: 'act', id: act.id, act: toShownAct(act) }]] : [];
    }),
  );
}
