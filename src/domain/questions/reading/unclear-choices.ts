import type { Choice, ReadingReason } from '../kinds.ts';
import { fold } from './fold.ts';
import { readAnswer } from './reading.ts';
import { editsBetween, hasTypingErrors } from './typing-error.ts';
import { keyOf } from './words.ts';

export type UnclearChoice =
  /** Whoever texts exactly this label is not understood; `reason` says why. */
  | { code: 'not_understood'; choiceId: string; reason: ReadingReason; isRefused: true }
  /** One letter apart: no typing error in them can be mended. */
  | { code: 'nearly_alike'; choiceId: string; otherId: string; isRefused: false };

/** Which choices of a list would not be told apart when people text them: each label is read as if somebody wrote it. */
export function unclearChoices(kind: 'choice' | 'choices', choices: readonly Choice[]): UnclearChoice[] {
  const answering = { kind, choices: [...choices] };
  const keys = choices.map((choice) => keyOf(fold(choice.label).text));
  return choices.flatMap((choice, i): UnclearChoice[] => {
    const reading = readAnswer(answering, { body: choice.label, pictures: 0 }, { language: 'en', today: '2000-01-01' });
    const isUnderstood =
      reading.sureness === 'sure' && reading.value.kind === 'choice' && reading.value.ids.join() === choice.id;
    if (!isUnderstood)
      return [{ code: 'not_understood', choiceId: choice.id, reason: reading.reason, isRefused: true }];
    return choices.slice(0, i).flatMap((other, j): UnclearChoice[] => {
      const isNear = hasTypingErrors(keys[i]!) && editsBetween(keys[i]!, keys[j]!, 1) <= 1;
      return isNear ? [{ code: 'nearly_alike', choiceId: choice.id, otherId: other.id, isRefused: false }] : [];
    });
  });
}
