import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask, type Session } from '../api.ts';
import { useRefresh } from '../live.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { actFailed, didAct } from '../ui/undo.ts';
import { useDeviceWords } from '../words/device-words.ts';
import { deviceOf } from '../words/devices.ts';
import { day } from '../words/formats.ts';
import { Part } from './choices.tsx';
import styles from './sessions.module.css';
import { useSessionWords } from './sessions-words.ts';

const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/me/sessions', { signal }))).items,
  staleTime: 0,
});

/** Where the member is signed in, and how to end that: one, or all but this. */
export function Sessions() {
  const words = useSessionWords();
  const { data, error, refetch } = useQuery(sessionsQuery);
  useRefresh('sessions', 500, ({ kind }) => kind === 'team.changed');
  const list = useRef<HTMLUListElement>(null);
  const end = useEnd(() => list.current?.focus({ preventScroll: true }));
  const others = data?.filter(({ isThis }) => !isThis) ?? [];
  return (
    <Part title={words.title}>
      <p className={styles.lead}>{others.length > 0 ? words.lead : data && words.alone}</p>
      <ErrorNote error={error} retry={refetch} />
      <ul ref={list} className={styles.sessions} tabIndex={-1} aria-label={words.title}>
        {data?.map((session) => (
          <SessionRow key={session.id} session={session} end={() => end.mutate(session)} isBusy={end.isPending} />
        ))}
      </ul>
      {others.length > 1 && (
        <Button isBusy={end.isPending} onClick={() => end.mutate(null)}>
          {words.endOthers}
        </Button>
      )}
    </Part>
  );
}

/** Ends one session, or all others. It cannot be taken back: whoever was signed in there signs in again. */
function useEnd(then: () => void) {
  const words = useSessionWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (session: Session | null) => {
      if (!session) return (await ask(api.DELETE('/api/v1/me/sessions'))).ended;
      await ask(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id: session.id } } }));
      return 1;
    },
    onSuccess: async (ended) => {
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      didAct(words.ended(ended));
      then();
    },
    onError: (error) => actFailed(words.notEnded, error),
  });
}

function SessionRow({ session, end, isBusy }: { session: Session; end: () => void; isBusy: boolean }) {
  const words = useSessionWords();
  const { userAgent, address, startedAt, lastUsedAt, isThis } = session;
  const device = deviceOf(userAgent, useDeviceWords());
  return (
    <li className={styles.session}>
      <p>
        {device}
        {isThis && <span className={styles.facts}> ({words.here})</span>}
      </p>
      <p className={styles.facts}>
        {address && (
          <>
            <bdi>{address}</bdi> ·{' '}
          </>
        )}
        {words.since(day(startedAt))} · {words.used(day(lastUsedAt))}
      </p>
      {!isThis && (
        <Button isBusy={isBusy} aria-label={words.endOne(device)} onClick={end}>
          {words.end}
        </Button>
      )}
    </li>
  );
}
