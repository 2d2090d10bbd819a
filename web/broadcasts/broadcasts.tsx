import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRefresh } from '../live.ts';
import { meQuery } from '../queries.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { buttonClass, useShortcut } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { More } from '../ui/more.tsx';
import { type Broadcast, stateOf } from './content.ts';
import { BroadcastRow } from './list/broadcast-row.tsx';
import styles from './list/list.module.css';
import { MayNotSend } from './may-not-send.tsx';
import { broadcastsQuery } from './queries.ts';
import { useBroadcastWords } from './words.ts';

type Part = keyof ReturnType<typeof useBroadcastWords>['parts'];

const partOf: Record<Broadcast['state'], Part> = {
  draft: 'drafts',
  held: 'underWay',
  going: 'underWay',
  paused: 'underWay',
  scheduled: 'planned',
  done: 'done',
  canceled: 'done',
};
const parts: Part[] = ['underWay', 'drafts', 'planned', 'done'];

/** What went out to many, goes out, or will. */
export function Broadcasts() {
  const words = useBroadcastWords();
  const key = useShortcut('b');
  const canSend = useSuspenseQuery(meQuery).data.role !== 'member';
  const broadcasts = useInfiniteQuery(broadcastsQuery);
  const all = broadcasts.data?.pages.flatMap(({ items }) => items);
  const isMoving = all?.some((each) => partOf[stateOf(each)] === 'underWay') ?? false;
  useRefresh('broadcasts', 2_000, (change) => isMoving && 'message' in change);
  const act = (
    <Link to="/broadcasts/new" className={buttonClass('primary')} aria-keyshortcuts={key}>
      {words.add}
    </Link>
  );
  return (
    <Board title={words.title} act={canSend && all && all.length > 0 && act}>
      <ErrorNote error={broadcasts.error} retry={broadcasts.refetch} />
      {!all && !broadcasts.error && <Blocks />}
      {!canSend && <MayNotSend />}
      {all?.length === 0 && (
        <Empty title={words.emptyTitle} text={words.empty}>
          {canSend && act}
        </Empty>
      )}
      {parts.map((part) => {
        const rows = all?.filter((each) => partOf[stateOf(each)] === part) ?? [];
        return (
          rows.length > 0 && (
            <section key={part} className={styles.part} aria-label={words.parts[part]}>
              <h2>{words.parts[part]}</h2>
              <ul className={styles.rows}>
                {rows.map((broadcast) => (
                  <BroadcastRow key={broadcast.id} broadcast={broadcast} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {all && <More query={broadcasts} />}
    </Board>
  );
}
