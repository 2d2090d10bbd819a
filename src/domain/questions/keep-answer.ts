import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import type { AnswerValue, ReadingReason, Span } from './kinds.ts';

/** An answer that is read from a text, or set by hand. */
export interface NewAnswer {
  askId: string;
  step: number;
  /** Null says that there is none. */
  value: AnswerValue | null;
  words: string | null;
  span?: Span | null;
  reason?: ReadingReason | null;
  text?: { conversationId: string; messageId: string } | null;
  setBy?: string | null;
  /** When it was said; now if left out. */
  saidAt?: Date;
}

/** Keeps an answer beside those before it; from here on it counts. Late is whatever comes after the ask has closed. */
export async function keepAnswer(tx: TeamTransaction, answer: NewAnswer): Promise<void> {
  const json = (value: unknown) => (value ? JSON.stringify(value) : null);
  await sql`
    insert into answers (team_id, id, ask_id, step, value, words, span, sureness, reason, conversation_id, message_id, set_by,
      is_late, set_at)
    select team_id, ${tx.newId()}::uuid, id, ${answer.step}::smallint, ${json(answer.value)}::jsonb, ${answer.words},
      ${json(answer.span)}::jsonb, ${answer.setBy ? null : 'sure'}, ${json(answer.reason)}::jsonb,
      ${answer.text?.conversationId ?? null}::uuid, ${answer.text?.messageId ?? null}::uuid, ${answer.setBy ?? null}::uuid,
      closes_at <= ${answer.saidAt ?? tx.clock.now()}, ${tx.clock.now()}
    from asks where team_id = ${tx.teamId}::uuid and id = ${answer.askId}::uuid`.execute(tx.db);
}
