import { Link } from '@tanstack/react-router';
import type { Message } from '../../../api.ts';
import { moment } from '../../../words/formats.ts';
import { useWaitsWords } from './words.ts';

/** Why a text has not left that could have, and when it will. */
export function Waits({ waits }: { waits: NonNullable<Message['waits']> }) {
  const words = useWaitsWords();
  if (waits.for === 'hours') return <> · {words.hours(moment(waits.until))}</>;
  return (
    <>
      {' '}
      · {waits.for === 'money' ? words.money : words.abroad(moment(waits.until))}{' '}
      <Link to="/limits">{words.limits}</Link>
    </>
  );
}
