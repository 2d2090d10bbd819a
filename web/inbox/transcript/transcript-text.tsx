import type { Message } from '../../api.ts';
import { fullTime, time } from '../../words/formats.ts';
import { useWhy } from '../../words/reasons.ts';
import { useWords } from '../../words/words.ts';
import styles from './transcript.module.css';
import { useTranscriptWords } from './words.ts';

/** A text on paper, with whoever wrote it and what became of it in words. */
export function TranscriptText({ message, name, team }: { message: Message; name: string; team: string }) {
  const words = useTranscriptWords();
  const { states } = useWords();
  const whyOf = useWhy();
  const { createdAt, direction, status, sentBy, body, media, error } = message;
  const why = error && whyOf(error);
  const isOurs = direction === 'outbound';
  return (
    <li className={styles.text} data-ours={isOurs || undefined}>
      <time dateTime={createdAt} title={fullTime(createdAt)}>
        {time(createdAt)}
      </time>
      <div>
        <strong>
          <bdi>{isOurs ? (sentBy ? words.by(sentBy.name, team) : team) : name}</bdi>
        </strong>
        {body && (
          <p>
            <bdi>{body}</bdi>
          </p>
        )}
        {media.map(({ id, alt, contentType }) => (
          <p key={id}>{words.picture(alt ?? contentType)}</p>
        ))}
        {isOurs && (
          <small>
            {states[nameOf(status)]}
            {why && <span lang={why.lang}>{`: ${why.message}`}</span>}
          </small>
        )}
      </div>
    </li>
  );
}

function nameOf(status: Message['status']) {
  switch (status) {
    case 'failed':
      return 'undelivered';
    case 'sending':
      return 'handing';
    case 'received':
      return 'delivered';
    default:
      return status;
  }
}
