import { useNow } from '../../ui/clock.ts';
import { timeThere } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';

/** The clock where the person is, as it goes. */
export function TheirTime({ timeZone }: { timeZone: string }) {
  const { context } = useInboxWords();
  const there = timeThere(timeZone, useNow(60_000));
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return <p>{there ? context.there(there, place) : context.sameTime}</p>;
}
