import { type RawBuilder, sql } from 'kysely';
import { persistently } from '../../platform/persistently.ts';
import { type Jobs, later } from '../../platform/queue.ts';
import { announce, inTransaction, type TeamScope, type Transacting } from '../floor.ts';
import {
  actingAs,
  activeAmong,
  type Colleague,
  deactivate,
  type Member,
  reactivate,
  recordActs,
} from '../teams/teams.ts';

/**
 * Deactivates a member, and has their conversations taken from them soon, so that nobody waits for somebody who is gone.
 * @throws as `teams.deactivate`.
 */
export async function deactivateMember(member: Member, memberId: string): Promise<Colleague> {
  return handOverLater(member, memberId, deactivate);
}

/**
 * Lets a member in again; soon they have the conversations that were theirs and are nobody's since.
 * @throws as `teams.reactivate`.
 */
export async function reactivateMember(member: Member, memberId: string): Promise<Colleague> {
  return handOverLater(member, memberId, reactivate);
}

/** Whoever has thousands of conversations is out at once all the same. */
async function handOverLater(member: Member, memberId: string, change: typeof deactivate): Promise<Colleague> {
  return inTransaction(member, async (tx) => {
    const { colleague, batchId } = await change(tx, memberId);
    if (batchId) {
      const plan = { key: `hand-over:${memberId}`, queue: `hand-over:${memberId}` };
      await later(tx.db, 'hand-over', { teamId: tx.teamId, memberId, byId: tx.memberId, batchId }, plan);
    }
    return colleague;
  });
}

/** So many conversations are locked at once, and told of. */
const mostAtOnce = 500;

type Departure = Omit<Jobs['hand-over'], 'teamId'>;

/**
 * Takes all conversations from a member who is gone, the closed ones too: they may be opened again. To one who is back it
 * gives those that were taken last and are nobody's. When that changes meanwhile, another job does the rest.
 */
export async function handOver(scope: TeamScope, job: Departure): Promise<void> {
  const by = await actingAs(scope, job.byId);
  const isBack = (await activeAmong(scope, [job.memberId])).size > 0;
  const from = isBack ? null : job.memberId;
  const ids = isBack ? takenLast(scope, job.memberId) : theirs(scope, job.memberId);
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after; ) {
    const page: RawBuilder<unknown> = sql`select id from (${ids}) as theirs where id > ${after}::uuid order by id limit ${mostAtOnce}`;
    after = await persistently(() => inTransaction(by, (tx) => handOverSome(tx, job, from, page)));
  }
}

const theirs = ({ teamId }: TeamScope, memberId: string) =>
  sql`select id from conversations where team_id = ${teamId}::uuid and assignee_id = ${memberId}::uuid`;

const takenLast = ({ teamId }: TeamScope, memberId: string) => sql`
  select conversation_id as id from acts where team_id = ${teamId}::uuid and conversation_id is not null and batch_id = (
    select batch_id from acts
    where team_id = ${teamId}::uuid and subject_id = ${memberId}::uuid and kind = 'member.deactivated'
    order by id desc limit 1)`;

/** @returns the last of the page, after which the next one begins; null when there is none. */
async function handOverSome(
  tx: Transacting<Member>,
  { memberId, batchId }: Departure,
  from: string | null,
  page: RawBuilder<unknown>,
): Promise<string | null> {
  const to = from ? null : memberId;
  if ((await activeAmong(tx, [memberId], { isLocked: true })).size !== (to ? 1 : 0)) return null;
  const { rows } = await sql<{ last: string | null; ids: string[] }>`
    with page as materialized (${page}),
    held as (
      select id from conversations
      where team_id = ${tx.teamId}::uuid and id in (select id from page)
        and assignee_id is not distinct from ${from}::uuid
      order by id for no key update),
    changed as (
      update conversations set assignee_id = ${to}::uuid from held
      where conversations.team_id = ${tx.teamId}::uuid and conversations.id = held.id
      returning conversations.id)
    select (select id from page order by id desc limit 1) as last, array(select id from changed) as ids`.execute(tx.db);
  const { last = null, ids = [] } = rows[0] ?? {};
  const [before, after] = [{ assignee_id: from }, { assignee_id: to }];
  const actIds = await recordActs(
    tx,
    ids.map((id) => ({ kind: 'conversation.assigned', conversationId: id, batchId, before, after })),
  );
  for (const [index, id] of ids.entries())
    announce(tx, { kind: 'conversation.changed', conversationId: id, subjectId: actIds[index] as string });
  return last;
}
