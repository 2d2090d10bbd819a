import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { ownReasons } from '../messages/messages.ts';
import { laterMs } from './hold-back.ts';
import type { Content, Step } from './question.ts';
import { say } from './say.ts';
import { askingWords } from './words.ts';

interface Broken {
  askId: string;
  conversationId: string;
  step: number;
  tag: string | null;
  content: Content;
}

/** Asks people who are back what followed on an answer of theirs, where it had not left when they were removed. */
export async function askOn(tx: TeamTransaction, personIds: string[]): Promise<void> {
  const now = tx.clock.now();
  const { rows } = await sql<Broken>`
    update asks set next_nudge_at = case when next_nudge_at is not null
        then greatest(next_nudge_at, ${new Date(now.getTime() + laterMs)}::timestamptz) end
    from rounds join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where asks.team_id = ${tx.teamId}::uuid and asks.person_id = any (${personIds}::uuid[]) and asks.state = 'asked'
      and asks.closes_at > ${now} and rounds.team_id = asks.team_id and rounds.id = asks.round_id
      and (select error_message from ask_texts join messages on messages.team_id = ask_texts.team_id
        and messages.conversation_id = ask_texts.conversation_id and messages.id = ask_texts.message_id
        where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id and part = 'question'
        order by ask_texts.message_id desc limit 1) = ${ownReasons.removed}
    returning asks.id as "askId", asks.conversation_id as "conversationId", step, tag, content`.execute(tx.db);
  for (const { content, ...ask } of rows) {
    const words = askingWords(content.steps[ask.step] as Step, content.language, ask.tag);
    await say(tx, { askId: ask.askId, conversationId: ask.conversationId, part: 'question', step: ask.step, words });
  }
}
