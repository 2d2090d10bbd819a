import { sql } from 'kysely';
import { type ActKind, ownKinds } from './act-kinds.ts';
import { type Member, mustManage } from './member.ts';

/** One thing that somebody has done; several that were done as one count as one. */
export interface DoneAct {
  id: string;
  kind: Exclude<ActKind, (typeof ownKinds)[number]>;
  /** Null: an operator, at the command line. */
  member: { id: string; name: string } | null;
  happenedAt: Date;
  undoneAt: Date | null;
  /** How many were done as one. */
  count: number;
  conversationId: string | null;
  /** Whom it is about; null also when they were removed since. */
  person: { id: string; name: string } | null;
  /** The colleague it was done to. */
  colleague: { id: string; name: string } | null;
  /** What the question or broadcast is called that it was done to. */
  about: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const ownMarks = sql.join(ownKinds.map((kind) => sql.lit(kind)));

/**
 * Who did what in the team, newest first, from before the act named.
 * @throws AppError `forbidden` for members.
 */
export async function listActs(member: Member, { before, limit }: { before: string | null; limit: number }) {
  mustManage(member, 'see who did what');
  const { rows } = await sql<DoneAct>`
    select acts.id, acts.kind,
      case when acts.member_id is null then null else json_build_object('id', acts.member_id, 'name', users.name) end as member,
      acts.happened_at as "happenedAt", acts.undone_at as "undoneAt", acts.conversation_id as "conversationId",
      case when acts.batch_id is null then 1 else (
        select count(*)::int from acts as batch where batch.team_id = acts.team_id and batch.batch_id = acts.batch_id
      ) end as count,
      (select json_build_object('id', people.id, 'name', people.name) from people
        where people.team_id = acts.team_id and people.id = coalesce(acts.person_id, (
          select person_id from conversations
          where conversations.team_id = acts.team_id and conversations.id = acts.conversation_id))) as person,
      (select json_build_object('id', other.id, 'name', named.name) from members as other
        join users as named on named.id = other.user_id
        where other.team_id = acts.team_id
          and other.id = coalesce(acts.subject_id, (acts.after ->> 'assignee_id')::uuid)) as colleague,
      coalesce(
        (select name from broadcasts where broadcasts.team_id = acts.team_id and broadcasts.id = acts.subject_id),
        (select name from question_versions as said where said.team_id = acts.team_id
          and said.question_id = coalesce((select question_id from rounds where rounds.team_id = acts.team_id
            and rounds.id = acts.subject_id), acts.subject_id) order by version desc limit 1)) as about,
      -- Words in a conversation are for the conversation.
      case when acts.conversation_id is null then acts.before else acts.before - 'body' end as before,
      case when acts.conversation_id is null then acts.after else acts.after - 'body' end as after
    from acts
    left join members on members.team_id = acts.team_id and members.id = acts.member_id
    left join users on users.id = members.user_id
    where acts.team_id = ${member.teamId} and acts.kind not in (${ownMarks}) and (${before}::uuid is null or acts.id < ${before}::uuid)
      and not exists (
        select from acts as first
        where first.team_id = acts.team_id and first.batch_id = acts.batch_id and first.id < acts.id
      )
    order by acts.id desc
    limit ${limit}`.execute(member.db);
  return rows;
}
