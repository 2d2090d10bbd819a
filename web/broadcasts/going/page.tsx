import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { useRefresh } from '../../live.ts';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Broadcast, type Progress, stateOf } from '../content.ts';
import { broadcastQuery } from '../queries.ts';
import { Acts } from './acts.tsx';
import { Counts } from './counts.tsx';
import styles from './going.module.css';
import { Head } from './head.tsx';
import { Held } from './held.tsx';
import { People } from './people.tsx';
import { useGoingWords } from './words.ts';

const refreshMs = 1_000;
/** The rows are many, and asked for page by page. */
const rowsMs = 3_000;
/** What has begun by the clock, no event tells of. */
const beginsMs = 1_000;

/** One broadcast that is on its way, or was: where everybody is, who has replied, and how to stop it. */
export function OneBroadcast() {
  const { broadcastId = '' } = useParams({ strict: false });
  const { title } = useGoingWords();
  const { data, error, refetch } = useQuery({
    ...broadcastQuery(broadcastId),
    refetchInterval: ({ state }) => (state.data?.state === 'held' ? beginsMs : false),
  });
  // What becomes of each text is told by the text.
  useRefresh('broadcasts', refreshMs, (change) => 'message' in change);
  useRefresh(
    'broadcast-recipients',
    rowsMs,
    (change) => 'message' in change || (change.kind === 'broadcast.changed' && change.broadcastId === broadcastId),
  );
  if (data?.state === 'draft') return <Navigate to="/broadcasts/$broadcastId/edit" params={{ broadcastId }} replace />;
  return (
    <section className={styles.page} aria-label={title} data-pane tabIndex={-1}>
      <ErrorNote error={error} retry={refetch} />
      {data?.progress ? <Found broadcast={data} progress={data.progress} /> : !error && <Blocks />}
    </section>
  );
}

function Found({ broadcast, progress }: { broadcast: Broadcast; progress: Progress }) {
  const canSend = useSuspenseQuery(meQuery).data.role !== 'member';
  return (
    <>
      <Head broadcast={broadcast} act={canSend && <Acts broadcast={broadcast} progress={progress} />} />
      {stateOf(broadcast) === 'held' && canSend && <Held broadcast={broadcast} />}
      <Counts broadcast={broadcast} progress={progress} />
      <People broadcast={broadcast} />
    </>
  );
}
