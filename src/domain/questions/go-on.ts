import type { TeamTransaction } from '../floor.ts';
import { followOnAnswer } from './follow-rules.ts';
import type { Step } from './question.ts';
import type { Standing } from './recount.ts';
import { say } from './say.ts';
import { takePlace } from './take-place.ts';
import { askingWords } from './words.ts';

/** What follows on an answer: the next step is asked, or whoever has answered all is thanked. A correction is only kept. */
export async function goOn(tx: TeamTransaction, standing: Standing, isCorrection: boolean): Promise<void> {
  const { askId, conversationId, content, state, step, wasStep, tag } = standing;
  const place = await takePlace(tx, standing);
  if (state === 'asked' && step !== wasStep) {
    const words = askingWords(content.steps[step] as Step, content.language, tag);
    await say(tx, { askId, conversationId, part: 'question', step, words });
  }
  if (place === 'filled' && content.quota) {
    await say(tx, { askId, conversationId, part: 'filled', step, words: content.quota.filled });
  } else if (state === 'answered' && !isCorrection && content.thanks)
    await say(tx, { askId, conversationId, part: 'thanks', step, words: content.thanks });
  await followOnAnswer(tx, standing);
}
