import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Hidden } from '../../ui/hidden.tsx';
import list from '../../ui/people-list.module.css';
import { fullTime, moment } from '../../words/formats.ts';
import { useWhy } from '../../words/reasons.ts';
import type { Recipient } from '../content.ts';
import { Swatch } from '../strip.tsx';
import { useBroadcastWords } from '../words.ts';
import styles from './people.module.css';

/** One person: what has become of their text, why, and what they replied. Their name leads to the place in their thread. */
export const PersonRow = memo(function PersonRow({ recipient, place }: { recipient: Recipient; place: number }) {
  const { progress, left } = useBroadcastWords();
  const whyOf = useWhy();
  const { person, conversationId, state, leftBecause, error, messageId, reply } = recipient;
  const why = state === 'failed' && error ? whyOf(error) : null;
  const at = recipient.statusAt ?? (state === 'waiting' ? recipient.dueAt : null);
  return (
    <tr aria-rowindex={place} data-state={state}>
      <th scope="row">
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId }}
          {...placeOf(reply?.messageId ?? messageId)}
        >
          <bdi data-cut>{person.name}</bdi>
        </Link>
      </th>
      <td>
        <span className={styles.state} data-tip={why ? `${why.message} ${why.advice}` : undefined}>
          <Swatch place={state} />
          {why ? (
            <span lang={why.lang}>
              <Hidden>{progress[state]}: </Hidden>
              {why.message.replace(/\.$/, '')} ({error?.code})
            </span>
          ) : (
            <span>{leftBecause ? `${progress[state]}: ${left[leftBecause]}` : progress[state]}</span>
          )}
        </span>
      </td>
      <td className={`${list.when} ${styles.when}`}>
        {at && (
          <time dateTime={at} title={fullTime(at)}>
            {moment(at)}
          </time>
        )}
      </td>
      <td className={styles.reply}>
        <bdi data-tip={reply?.body}>{reply?.body}</bdi>
      </td>
    </tr>
  );
});

const placeOf = (messageId: string | null) => (messageId ? { hash: messageId } : {});
