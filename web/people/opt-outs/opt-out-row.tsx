import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, buttonClass } from '../../ui/button.tsx';
import { day, fullTime } from '../../words/formats.ts';
import { EndOptOut } from './end-opt-out.tsx';
import styles from './opt-outs.module.css';
import type { OptedOut } from './queries.ts';
import { useOptOutWords } from './words.ts';

/** Somebody who must not be texted: since when, and by whose words. */
export function OptOutRow({ row }: { row: OptedOut }) {
  const words = useOptOutWords();
  const [isEnding, setEnding] = useState(false);
  const { person, shown, address, optedOutAt, line, member } = row;
  const name = person?.name ?? shown;
  return (
    <li className={styles.row}>
      <p className={styles.who}>
        {person && person.name !== address && <bdi className={styles.name}>{name}</bdi>} <bdi dir="ltr">{shown}</bdi>
      </p>
      <p className={styles.how}>
        <time dateTime={optedOutAt} title={fullTime(optedOutAt)}>
          {day(optedOutAt)}
        </time>
        {' · '}
        <How row={row} />
        {line && ` · ${words.over(line.label)}`}
      </p>
      <div className={styles.acts}>
        {person && member && (
          <Button look="quiet" aria-label={words.endOf(name)} onClick={() => setEnding(true)}>
            {words.end}
          </Button>
        )}
        <Link
          to="/people/opt-outs/$address"
          params={{ address }}
          className={buttonClass('quiet')}
          aria-label={words.recordOf(name)}
        >
          {words.record}
        </Link>
        {person && (
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: 'all', conversationId: person.conversationId }}
            className={buttonClass('quiet')}
            aria-label={words.open(name)}
          >
            {words.openShort}
          </Link>
        )}
      </div>
      {isEnding && person && <EndOptOut person={person} close={() => setEnding(false)} />}
    </li>
  );
}

function How({ row: { how, words: said, member } }: { row: OptedOut }) {
  const words = useOptOutWords();
  const by = member?.name ?? '';
  const ways = {
    texted: words.texted,
    provider: words.provider,
    member: words.member(by),
    imported: words.imported(by),
  };
  return (
    <>
      {ways[how]}
      {said && (
        <>
          : <q>{said}</q>
        </>
      )}
    </>
  );
}
