import { sql } from 'kysely';
import { AppError, notFound } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { isActOnPeople, putBackPeople } from '../people/people.ts';
import { activeAmong, type KeptAct, lockActs, type Member, markUndone } from '../teams/teams.ts';
import { putBackNotes } from './notes.ts';
import { putBackMarks } from './unread.ts';

/** How long an act can be taken back. */
const undoMs = 10 * 60_000;

/**
 * Takes back what this member has just done: an act, or many that were done as one. Everything is as it was before, except
 * where somebody has changed it since. Asked again, it changes nothing and answers the same.
 * @returns how many acts are undone, and how many are left because of what came since.
 * @throws AppError `not_found`; `forbidden` for what somebody else did; `too_late` after ten minutes; `changed_since` when
 * nothing of it can be taken back any more; `cannot_undo` for what cannot be.
 */
export async function undo(member: Member, actId: string): Promise<{ undone: number; left: number }> {
  return persistently(() =>
    inTransaction(member, async (tx) => {
      const acts = await lockActs(tx, actId);
      if (acts.length === 0) throw notFound('act');
      if (acts.some(({ memberId }) => memberId !== tx.memberId))
        throw new AppError('forbidden', 'A colleague did this. Only they can take it back.');
      const before = acts.filter(({ undoneAt }) => undoneAt).length;
      if (before > 0) return { undone: before, left: acts.length - before };
      if (acts.some(({ happenedAt }) => tx.clock.now().getTime() - happenedAt.getTime() > undoMs))
        throw new AppError('too_late', 'This was more than ten minutes ago, and cannot be taken back.');
      const undone = await putBack(tx, acts);
      if (undone.length === 0)
        throw new AppError('changed_since', 'Something has changed here since. Nothing was taken back.');
      await markUndone(
        tx,
        undone.map(({ id }) => id),
      );
      for (const { id, conversationId, kind } of undone)
        if (conversationId && !kind.startsWith('note.'))
          announce(tx, { kind: 'conversation.changed', conversationId, subjectId: id });
      return { undone: undone.length, left: acts.length - undone.length };
    }),
  );
}

async function putBack(tx: Transacting<Member>, acts: KeptAct[]): Promise<KeptAct[]> {
  const {
    facts = [],
    marks = [],
    notes = [],
    people = [],
    others = [],
  } = Object.groupBy(acts, ({ kind }) => {
    if (/^conversation\.(closed|reopened|assigned|snoozed|unsnoozed)$/.test(kind)) return 'facts';
    if (/^conversation\.(marked_unread|read)$/.test(kind)) return 'marks';
    if (isActOnPeople(kind)) return 'people';
    return /^note\.(edited|deleted)$/.test(kind) ? 'notes' : 'others';
  });
  if (others.length > 0) throw new AppError('cannot_undo', 'This cannot be taken back.');
  return [
    ...(await putBackFacts(tx, facts)),
    ...(await putBackMarks(tx, marks)),
    ...(await putBackNotes(tx, notes)),
    ...(people.length > 0 ? await putBackPeople(tx, people) : []),
  ];
}

/** Sets what an act has changed to what it was, where all that it looked at is as it left it. Who is gone gets nothing back. */
async function putBackFacts(tx: Transacting<Member>, acts: KeptAct[]): Promise<KeptAct[]> {
  if (acts.length === 0) return [];
  const ids = acts.map(({ conversationId }) => conversationId as string);
  const givenTo = acts.flatMap(({ before }) => (before.assignee_id ? [String(before.assignee_id)] : []));
  // They stay until the commit, or have gone already. Members come before conversations, as in every act that gives one.
  const active = [...(await activeAmong(tx, [...new Set(givenTo)], { isLocked: true }))];
  await sql`select from conversations where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
    order by id for no key update`.execute(tx.db);
  const isAsLeft = (name: string, type: string) =>
    sql`(not after ? ${sql.lit(name)} or ${sql.ref(name)} is not distinct from (after ->> ${sql.lit(name)})::${sql.raw(type)})`;
  const asBefore = (name: string, type: string) =>
    sql`${sql.ref(name)} = case when before ? ${sql.lit(name)}
      then (before ->> ${sql.lit(name)})::${sql.raw(type)} else ${sql.ref(`conversations.${name}`)} end`;
  const { rows } = await sql<{ id: string }>`
    update conversations set ${asBefore('closed_at', 'timestamptz')}, ${asBefore('waiting_since', 'timestamptz')},
      ${asBefore('snoozed_until', 'timestamptz')}, ${asBefore('assignee_id', 'uuid')}
    from unnest(${ids}::uuid[], ${acts.map(({ before }) => JSON.stringify(before))}::jsonb[],
      ${acts.map(({ after }) => JSON.stringify(after))}::jsonb[]) as act (conversation_id, before, after)
    where conversations.team_id = ${tx.teamId}::uuid and conversations.id = act.conversation_id
      and ${isAsLeft('closed_at', 'timestamptz')} and ${isAsLeft('waiting_since', 'timestamptz')}
      and ${isAsLeft('snoozed_until', 'timestamptz')} and ${isAsLeft('assignee_id', 'uuid')}
      and ${isAsLeft('last_message_id', 'uuid')}
      and (before ->> 'assignee_id' is null or (before ->> 'assignee_id')::uuid = any (${active}::uuid[]))
    returning conversations.id`.execute(tx.db);
  const undone = new Set(rows.map(({ id }) => id));
  return acts.filter(({ conversationId }) => undone.has(conversationId as string));
}
