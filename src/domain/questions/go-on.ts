import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { followOnAnswer } from './follow-rules.ts';
import type { Step } from './question.ts';
import { freeHeld, type Standing } from './recount.ts';
import { say } from './say.ts';
import { takePlace } from './take-place.ts';
import { askingWords } from './words.ts';

/**
 * What follows on an answer: the next step is asked, whoever has answered all is thanked, and
 * whoever comes too late for a place hears so. A correction is only kept.
 */
export async function goOn(tx: TeamTransaction, standing: Standing, isCorrection: boolean): Promise<void> {
  const { askId, conversationId, content, state, step, wasStep, tag } = standing;
  const place = await takePlace(tx, standing);
  if (place === 'filled' && content.quota) {
    if (!(await wasTold(tx, askId)))
      await say(tx, { askId, conversationId, part: 'filled', step, words: content.quota.filled });
    if (state === 'asked') await close(tx, standing);
  } else if (state === 'asked' && step !== wasStep) {
    const words = askingWords(content.steps[step] as Step, content.language, tag);
    await say(tx, { askId, conversationId, part: 'question', step, words });
  } else if (state === 'answered' && !isCorrection && content.thanks) {
    await say(tx, { askId, conversationId, part: 'thanks', step, words: content.thanks });
  }
  await followOnAnswer(tx, standing);
}

/** Whether they have heard that all places are taken: nobody hears it after each answer. */
async function wasTold(tx: TeamTransaction, askId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('ask_texts')
    .select('message_id')
    .where('team_id', '=', tx.teamId)
    .where('ask_id', '=', askId)
    .where('part', '=', 'filled')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whoever is not needed is asked nothing more. */
async function close(tx: TeamTransaction, { askId, conversationId }: Standing): Promise<void> {
  const now = tx.clock.now();
  await sql`
    update asks set state = 'closed', closes_at = least(closes_at, ${now}), next_nudge_at = null, state_at = ${now}
    where team_id = ${tx.teamId}::uuid and id = ${askId}::uuid`.execute(tx.db);
  await freeHeld(tx, [conversationId]);
}
