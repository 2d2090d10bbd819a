import type { Message } from '../../api.ts';
import { useInboxWords } from '../words.ts';
import styles from './media.module.css';

type Sent = Message['media'][number];

/** What came with a text: pictures are drawn, everything else can be saved. */
export function MediaList({ media, who }: { media: Sent[]; who: string }) {
  return media.map((each) => <One key={each.id} sent={each} who={who} />);
}

const mostPx = 320;

/** Known before the picture is here, so that nothing moves when it comes. */
function shownSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, mostPx / width, mostPx / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function One({ sent, who }: { sent: Sent; who: string }) {
  const { thread } = useInboxWords();
  const { id, state, width, height, bytes, alt } = sent;
  const url = `/api/v1/media/${id}`;
  if (state === 'waiting') return <p className={styles.aside}>{thread.mediaWaiting}</p>;
  if (state === 'failed') return <p className={styles.aside}>{thread.mediaFailed}</p>;
  if (width === null || height === null) {
    return (
      <p>
        <a className={styles.file} href={url} download>
          {thread.file(Math.max(1, Math.round((bytes ?? 0) / 1000)))}
        </a>
      </p>
    );
  }
  return (
    <a className={styles.picture} href={url} target="_blank" rel="noopener noreferrer">
      <img
        src={url}
        alt={alt ?? thread.pictureFrom(who)}
        {...shownSize(width, height)}
        loading="lazy"
        decoding="async"
      />
    </a>
  );
}
