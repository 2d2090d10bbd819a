import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { paths } from '../api.gen.ts';
import { nameShown } from '../name-shown.ts';
import { fullTime, moment } from '../words/formats.ts';
import styles from './search.module.css';
import { useSearchWords } from './words.ts';

type Answer = paths['/api/v1/search']['get']['responses'][200]['content']['application/json'];
type Found = Answer['items'][number];

/** A text or a note that was found, in its conversation: whose, when, and the words that were looked for. */
export function Hit({ hit }: { hit: Found }) {
  const words = useSearchWords();
  const { conversation, excerpt, message, note } = hit;
  const said = message ?? note;
  if (!said) return null;
  const hasFailed = message?.status === 'failed' || message?.status === 'undelivered';
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: conversation.id }}
        hash={said.id}
        className={styles.hit}
        data-found
      >
        <span className={styles.name}>
          <bdi data-cut>{nameShown(conversation.person)}</bdi>
        </span>
        <time dateTime={said.createdAt} title={fullTime(said.createdAt)}>
          {moment(said.createdAt)}
        </time>
        <span className={styles.words}>
          {hasFailed && <span className={styles.bad}>{words.notDelivered} </span>}
          {note && <span className={styles.by}>{words.noteBy(note.member.name)} </span>}
          {message?.direction === 'outbound' && (
            <span className={styles.by}>{message.sentBy ? words.by(message.sentBy.name) : words.us} </span>
          )}
          <bdi>
            <Marked excerpt={excerpt} blank={message && message.media.length > 0 ? words.picture : words.blank} />
          </bdi>
        </span>
      </Link>
    </li>
  );
}

function Marked({ excerpt: { text, marks }, blank }: { excerpt: Found['excerpt']; blank: string }) {
  if (text.trim() === '') return blank;
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <Fragment key={start}>
          {text.slice(marks[at - 1]?.end ?? 0, start)}
          <mark className={styles.mark}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}
