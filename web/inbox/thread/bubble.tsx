import { memo } from 'react';
import { Hidden } from '../../ui/hidden.tsx';
import { fullTime, time } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { isBlank } from '../blank.ts';
import { useComposerWords } from '../composer/words.ts';
import { useInboxWords } from '../words.ts';
import styles from './bubble.module.css';
import { Counted } from './counted/counted.tsx';
import { useCountedWords } from './counted/words.ts';
import { DayLine } from './day-line.tsx';
import { Linked } from './linked.tsx';
import { MediaList } from './media.tsx';
import { OfBroadcast } from './of-broadcast.tsx';
import { Outcome } from './outcome.tsx';
import { hasFailed, type Placed } from './thread-rows.ts';
import { rowAttribute } from './use-place.ts';

interface Given {
  row: Placed;
  who: string;
  /** How many texts are new from this one on, where a line says so. */
  fresh: { count: number; hasMore: boolean } | undefined;
  /** The member came to see this one. */
  isWanted: boolean;
  isArriving: boolean;
}

/** One text in its thread, with the day above and the state below where they belong. Drawn anew only when it changes. */
export const Bubble = memo(function Bubble({ row, who, fresh, isWanted, isArriving }: Given) {
  const words = useWords();
  const { thread } = useInboxWords();
  const own = useComposerWords();
  const counted = useCountedWords();
  const answered = row.message?.inAnswerTo;
  const sides = [
    styles.row,
    row.isMine ? styles.mine : styles.theirs,
    row.startsGroup && styles.first,
    row.endsGroup && styles.last,
    hasFailed(row) && styles.failed,
    isArriving && styles.arriving,
  ];
  const speaker = row.isMine ? (row.message?.sentBy?.name ?? row.message?.question?.name ?? thread.you) : who;
  return (
    <li>
      {row.startsDay && <DayLine at={row.at} />}
      {fresh && (
        <p className={`${styles.day} ${styles.fresh}`} data-fresh>
          {thread.fresh(fresh.count, fresh.hasMore)}
        </p>
      )}
      <div
        className={sides.filter(Boolean).join(' ')}
        {...{ [rowAttribute]: row.key }}
        data-wanted={isWanted || undefined}
      >
        <Hidden>
          <bdi>{thread.said(speaker, time(row.at))}</bdi>
        </Hidden>
        <time className={styles.time} dateTime={row.at} title={fullTime(row.at)} aria-hidden>
          {row.startsGroup && time(row.at)}
        </time>
        <div className={styles.bubble}>
          {answered && (
            <p className={styles.quoted}>
              <OfBroadcast id={answered.id}>{counted.inAnswerTo(answered.name)}</OfBroadcast>
            </p>
          )}
          {!isBlank(row.body) && (
            <p dir="auto">
              <Linked text={row.body} />
            </p>
          )}
          {row.message && <MediaList media={row.message.media} who={speaker} />}
          {row.pending?.media && <p className={styles.aside}>{own.mms(row.pending.media.length)}</p>}
          {isBlank(row.body) && !row.message?.media.length && !row.pending?.media && (
            <p className={styles.aside}>{words.inbox.blank}</p>
          )}
        </div>
        {row.message?.recoveredAt && row.endsGroup && <p className={styles.note}>{thread.recovered}</p>}
        {row.message?.match && <Counted message={row.message} />}
        {row.isMine && row.endsGroup && <Outcome row={row} />}
      </div>
    </li>
  );
}, isSame);

function isSame(a: Given, b: Given): boolean {
  const rowKeys = ['message', 'pending', 'isRetried', 'startsDay', 'startsGroup', 'endsGroup'] as const;
  if (rowKeys.some((key) => a.row[key] !== b.row[key])) return false;
  return a.who === b.who && a.fresh === b.fresh && a.isWanted === b.isWanted && a.isArriving === b.isArriving;
}
