import { useEffect, useState } from 'react';
import { timeThere } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';

/** The clock where the person is, as it goes. */
export function TheirTime({ timeZone }: { timeZone: string }) {
  const { context } = useInboxWords();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const there = timeThere(timeZone, now);
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return <p>{there ? context.there(there, place) : context.sameTime}</p>;
}
