import { dayOfWeek, time } from '../words/formats.ts';
import type { SendAt } from './content.ts';
import { useBroadcastWords } from './words.ts';

/** Says when a broadcast leaves, as a part of a sentence. */
export function useSayWhen(): (sendAt: SendAt) => string {
  const { when } = useBroadcastWords();
  return (sendAt) => {
    if (!sendAt) return when.now;
    if ('at' in sendAt) return when.at(dayOfWeek(sendAt.at), time(sendAt.at));
    // A clock that nobody has named shows the same everywhere.
    const local = `${sendAt.localDate}T${sendAt.localTime}`;
    return when.theirs(dayOfWeek(local), time(local));
  };
}
