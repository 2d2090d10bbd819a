import { persistently } from '../../platform/persistently.ts';
import { later } from '../../platform/queue.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { forgetInActs, type Member, recordAct } from '../teams/teams.ts';
import { forgetTexts } from './forgotten-texts.ts';
import { find } from './stored-person.ts';

/**
 * Removes a person with their conversation. Their opt-outs stay: who said STOP has still said it.
 * @throws AppError `not_found`.
 */
export async function remove(member: Member, personId: string): Promise<void> {
  const person = await find(member, personId);
  const work = async (tx: Transacting<Member>) => {
    // In the order of those who take back an act or a text, and of those who send: first the acts, then the conversation,
    // what waits, and the texts. The other way round, each waits for the other.
    await forgetInActs(tx, personId, person.conversationId);
    await tx.db
      .selectFrom('conversations')
      .select('id')
      .where('team_id', '=', tx.teamId)
      .where('id', '=', person.conversationId)
      .forUpdate()
      .execute();
    await tx.db
      .selectFrom('outbox')
      .select('message_id')
      .where('team_id', '=', tx.teamId)
      .where('conversation_id', '=', person.conversationId)
      .forUpdate()
      .execute();
    await forgetTexts(tx, person.conversationId);
    // Their pictures are files, and go with the next upkeep.
    await later(tx.db, 'upkeep', {}, { key: 'upkeep:removed' });
    await tx.db.deleteFrom('people').where('team_id', '=', tx.teamId).where('id', '=', personId).execute();
    // And in those that came while this waited.
    await forgetInActs(tx, personId, person.conversationId);
    await recordAct(tx, { kind: 'person.removed', personId });
    announce(tx, { kind: 'person.changed', conversationId: person.conversationId });
  };
  await persistently(() => inTransaction(member, work));
}
