import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { add as draftBroadcast } from '../../src/domain/broadcasts/broadcasts.ts';
import { change, meet, writeNote } from '../../src/domain/conversations/conversations.ts';
import type { Floor } from '../../src/domain/floor.ts';
import { takeFile } from '../../src/domain/imports/imports.ts';
import { openPractice } from '../../src/domain/lines/lines.ts';
import { merge } from '../../src/domain/merges/merges.ts';
import { write } from '../../src/domain/messages/messages.ts';
import { addField, addGroup } from '../../src/domain/people/people.ts';
import { add, askNow, askRound, readAsks } from '../../src/domain/questions/questions.ts';
import { invite, type Member, subscribe } from '../../src/domain/teams/teams.ts';
import { someday } from './asking.ts';
import { nora } from './cast.ts';

/** Another team in the same database, with a line, a person and a text that waits: nothing of it is anybody else's. */
export async function otherTeam(floor: Floor) {
  const [teamId, userId, memberId] = [floor.newId(), floor.newId(), floor.newId()];
  const now = floor.clock.now();
  await sql`insert into teams values (${teamId}, 'Others', 'Europe/London', 'GB', ${now})`.execute(floor.db);
  await sql`insert into users values (${userId}, 'Olu', 'olu@others.example', false, null, ${now}, ${now})`.execute(
    floor.db,
  );
  await sql`insert into members values (${teamId}, ${memberId}, ${userId}, 'owner', null, ${now})`.execute(floor.db);
  const member: Member = { ...floor, teamId, memberId, userId, role: 'owner' };
  const phone = '+447911123456';
  const settings = { accountSid: `AC${'e'.repeat(32)}`, authToken: nora.password, baseUrl: 'http://127.0.0.1:9' };
  const line = await openPractice(member, { provider: 'twilio', number: '+12025550170', settings });
  const person = await meet(member, { name: 'Pip', phones: [phone] });
  const twin = await meet(member, { name: 'Pip again', phones: ['+447911123457'] });
  const mergeId = await merge(member, person.id, twin.id);
  const sendAt = new Date(now.getTime() + 3_600_000);
  const message = await write(member, person.conversationId, { body: 'Only ours', sendAt });
  const note = await writeNote(member, person.conversationId, { body: 'Only ours', mentions: [] });
  const { actId } = await change(member, [person.conversationId], { act: 'assign', memberId });
  const requestId = floor.newId();
  await sql`insert into stop_requests values (${teamId}, ${requestId}, '+447911123457', ${floor.newId()}, ${line.id},
    'Only ours', ${now}, null, null)`.execute(floor.db);
  const sessionId = floor.newId();
  await sql`insert into sessions values (${sessionId}, ${userId}, ${sessionId}, ${now}::timestamptz + interval '1 day',
    null, null, ${now}, ${now})`.execute(floor.db);
  const { invitation } = await invite(member, { role: 'member' });
  const keys = { p256dh: 'theirs', auth: 'theirs' };
  const browser = await subscribe(member, sessionId, { endpoint: 'https://push.example/theirs', keys, language: 'en' });
  // Asked, but away: nobody is texted, and nothing of theirs changes by itself.
  await sql`insert into leaves values (${teamId}, ${floor.newId()}, ${person.id}, '2000-01-01', '2100-01-01')`.execute(
    floor.db,
  );
  const groupId = await addGroup(member, { name: 'Theirs', rule: null });
  const field = await addField(member, { name: 'Theirs', kind: 'text', choices: [] });
  const question = await add(member, someday([person.id]));
  const roundId = await askNow(member, question.id);
  await askRound(floor);
  const [ask] = await readAsks(member, roundId, { states: null, personId: null, after: null, limit: 1 });
  const { id: broadcastId } = await draftBroadcast(member, { name: 'Theirs', body: 'Only ours' });
  const importId = await takeFile(
    member,
    'theirs.csv',
    Readable.from([Buffer.from('Name,Phone\nKit,+447911123458\n')]),
  );
  const removalId = floor.newId();
  await sql`insert into removals (team_id, id, member_id, state, field_ids, begun_at)
    values (${teamId}, ${removalId}, ${memberId}, 'removed', '{}', ${now})`.execute(floor.db);
  return {
    member,
    importId,
    broadcastId,
    questionId: question.id,
    roundId,
    askId: ask?.id as string,
    phone,
    invitationId: invitation.id,
    sessionId,
    subscriptionId: browser.id,
    lineId: line.id,
    personId: person.id,
    groupId,
    fieldId: field.id,
    mergeId,
    removalId,
    conversationId: person.conversationId,
    requestId,
    messageId: message.id,
    noteId: note.id,
    actId: actId as string,
    /** Everything of theirs that somebody could have changed. */
    look: async () =>
      Promise.all(
        [
          'people',
          'groups',
          'person_fields',
          'phones',
          'conversations',
          'messages',
          'lines',
          'read_marks',
          'outbox',
          'notes',
          'unread_marks',
          'members',
          'invitations',
          'push_subscriptions',
          'acts',
          'questions',
          'question_versions',
          'rounds',
          'asks',
          'broadcasts',
          'broadcast_recipients',
          'imports',
          'import_blocks',
          'opt_outs',
          'consent_records',
          'stop_requests',
          'merges',
          'removals',
        ].map(
          async (table) =>
            (await sql`select * from ${sql.table(table)} where team_id = ${teamId}`.execute(floor.db)).rows,
        ),
      ),
  };
}
