import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import { inTransaction, type Transacting } from '../floor.ts';
import { findWays, writeToMany } from '../messages/messages.ts';
import { findProfile, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { remind } from './nudge-due.ts';
import { putOffNudges } from './put-off-nudges.ts';
import { findRound } from './round.ts';
import { lockSilent } from './silent.ts';

/** Their conversations are locked as long as this takes. */
const pageSize = 500;

/** For so long after a reminder nobody is reminded once more by hand. */
const restMs = 10 * 60_000;

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Reminds all of a round who are silent now, beside the plan; those for whom it is night, once that is over. Answers how
 * many were reminded.
 * @throws AppError `forbidden` for members, `not_found`, `invalid` when the question has no words to remind with.
 */
export async function nudgeNow(member: Member, roundId: string): Promise<number> {
  mustManage(member, 'text many people at once');
  const round = await findRound(member, roundId);
  if (!round.content.nudges) throw invalid({ nudges: 'This question has no words to remind anybody with.' });
  // A button that is pressed twice, or by two: whoever has heard from us a moment ago is left alone.
  const isRested = sql`not exists (select from ask_texts join messages on messages.team_id = ask_texts.team_id
    and messages.conversation_id = ask_texts.conversation_id and messages.id = ask_texts.message_id
    where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id and part = 'nudge'
      and messages.created_at > ${new Date(member.clock.now().getTime() - restMs)})`;
  const count = await byPages(member, roundId, sql`state = 'asked'`, async (tx, page) => {
    const ways = await findWays(tx, conversationsOf(page));
    const ids = page.map(({ id }) => id);
    const silent = await lockSilent(tx, ids, isRested);
    return round.isPaused ? 0 : remind(tx, round, ways, await putOffNudges(tx, round, ways, silent));
  });
  if (count > 0)
    await inTransaction(member, (tx) => recordAct(tx, { kind: 'round.nudged', subjectId: roundId, after: { count } }));
  return count;
}

/** Whom of a round to text: those who gave one of these answers, or who stand in one of these states. */
export type Some = { ids: string[] } | { states: string[] };

/**
 * Writes a text to some people of a round, in the member's name. Answers to how many; whoever may not be texted gets none.
 * With the same key nobody gets it twice.
 * @throws AppError `forbidden` for members, `not_found`, `invalid`.
 */
export async function textSome(
  member: Member,
  roundId: string,
  some: Some,
  { words, key }: { words: string; key: string | undefined },
): Promise<number> {
  mustManage(member, 'text many people at once');
  await findRound(member, roundId);
  if (words.trim() === '') throw invalid({ body: 'Write something first.' });
  if (words.length > 1600) throw invalid({ body: 'A text can have 1,600 characters.' });
  const isMeant =
    'ids' in some ? sql`answers->0->'value'->'ids' ?| ${some.ids}::text[]` : sql`state = any (${some.states}::text[])`;
  const { name } = await findProfile(member);
  const author = { id: member.memberId, name };
  const count = await byPages(member, roundId, isMeant, async (tx, page) => {
    const ways = await findWays(tx, conversationsOf(page));
    const texts = conversationsOf(page).map((conversationId) => ({ conversationId, words }));
    return (await writeToMany(tx, ways, texts, { author, ...(key && { key }) })).size;
  });
  if (count > 0)
    await inTransaction(member, (tx) => recordAct(tx, { kind: 'round.texted', subjectId: roundId, after: { count } }));
  return count;
}

interface Paged {
  id: string;
  conversation_id: string;
}

const conversationsOf = (page: Paged[]) => page.map(({ conversation_id }) => conversation_id);

async function byPages(
  member: Member,
  roundId: string,
  isMeant: ReturnType<typeof sql>,
  work: (tx: Transacting<Member>, page: Paged[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  for (let after = firstId; ; ) {
    const { rows } = await sql<Paged>`
      select id, conversation_id from asks where team_id = ${member.teamId}::uuid and round_id = ${roundId}::uuid
        and ${isMeant} and id > ${after}::uuid order by id limit ${sql.lit(pageSize)}`.execute(member.db);
    if (rows.length > 0) done += await inTransaction(member, (tx) => work(tx, rows));
    if (rows.length < pageSize) return done;
    after = rows.at(-1)?.id ?? after;
  }
}
