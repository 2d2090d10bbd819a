import { type QueryClient, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ComponentType, lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { Refused } from '../api.ts';
import { goLive } from '../live.ts';
import { keepForOffline } from '../offline.ts';
import { countsQuery, meQuery } from '../queries.ts';
import { focusIfLost } from '../ui/focus.ts';
import { whenQuiet } from '../ui/idle.ts';
import { useKeys } from '../ui/keys.ts';
import { Optional } from '../ui/optional.tsx';
import { useWords } from '../words/words.ts';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { leaveTo } from './sign-out.ts';
import { Strips } from './strips.tsx';
import { usePaneKeys } from './use-pane-keys.ts';
import { usePreferences } from './use-preferences.ts';

const Toasts = lazy(async () => ({ default: (await import('../ui/toasts.tsx')).Toasts }));

interface Given {
  /** The panel of the practice phones. */
  phones: ComponentType<{ close: () => void }>;
  /** What runs as long as the member is here; answers how to stop it. */
  start: (client: QueryClient) => () => void;
  children: ReactNode;
}

/** What stays while a member moves about: the rail, the strips, the live connection, and the phones beside it all. */
export function Shell({ phones: Phones, start, children }: Given) {
  const { skipToContent } = useWords();
  const me = useSuspenseQuery(meQuery).data;
  const [isPhonesOpen, setPhonesOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  usePresence(me.id, start);
  usePreferences(me.preferences);
  useTitle(me.team.name);
  usePaneKeys();
  useUndoKeys();
  useNavigation(main);
  const isQuiet = useQuiet();
  const showPhones = isPhonesOpen && me.practice.isOn;
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {skipToContent}
      </button>
      <Strips isPractice={me.practice.isOn} />
      <Rail me={me} isPhonesOpen={showPhones} togglePhones={() => setPhonesOpen((isOpen) => !isOpen)} />
      <main ref={main} id="content" className={styles.main} tabIndex={-1}>
        <Suspense>{children}</Suspense>
      </main>
      {isQuiet && (
        <Optional>
          <Toasts />
        </Optional>
      )}
      {showPhones && (
        <Suspense>
          <Phones close={() => setPhonesOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Z and Ctrl+Z, which act from the first moment on: toasts come later, and whoever is quick may have done something before. */
function useUndoKeys(): void {
  const { undoLast } = useWords();
  const undo = { words: undoLast, run: () => void import('../ui/undo.ts').then(({ takeBack }) => takeBack()) };
  useKeys({ z: undo, 'Mod+z': undo }, true);
}

/** Listens to the server while the member is signed in, and goes to the sign-in page when the session has ended. */
function usePresence(memberId: string, start: Given['start']): void {
  const client = useQueryClient();
  const router = useRouter();
  const { error } = useQuery(meQuery);
  useEffect(() => {
    const stopLive = goLive(client, leave);
    const stop = start(client);
    const stopKeeping = keepForOffline(client, memberId, (place) => router.history.push(place));
    return () => {
      stopLive();
      stopKeeping();
      stop();
    };
  }, [client, memberId, start, router]);
  useEffect(() => {
    if (error instanceof Refused && error.problem.status === 401) leave();
  }, [error]);
}

function leave(): void {
  if (location.pathname !== '/sign-in') void leaveTo(`/sign-in?${new URLSearchParams({ next: location.pathname })}`);
}

/**
 * What had the focus may be gone with the screen that was left, by a key or by the Back of the browser. And a new screen
 * begins at its top, while Back leads to where one was.
 */
function useNavigation(main: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(() => {
    const box = main.current as HTMLElement;
    const places = new Map<string | undefined, number>();
    const stopLeaving = router.subscribe('onBeforeNavigate', ({ fromLocation: from }) => {
      places.set(from?.state.__TSR_key, box.scrollTop);
    });
    const stop = router.subscribe('onRendered', ({ fromLocation: from, toLocation: to, pathChanged }) => {
      // The first screen leaves the focus where the browser has it.
      if (!from || !places.size) return;
      focusIfLost(box);
      // What takes the place of an address in the history, as a draft does once it is kept, moves nothing.
      if (from.state.__TSR_index !== to.state.__TSR_index)
        box.scrollTop = places.get(to.state.__TSR_key) ?? (pathChanged ? 0 : box.scrollTop);
    });
    return () => {
      stopLeaving();
      stop();
    };
  }, [router, main]);
}

function useTitle(team: string): void {
  const { shell } = useWords();
  const waiting = useQuery(countsQuery).data?.waiting ?? 0;
  useEffect(() => {
    void navigator.setAppBadge?.(waiting).catch(() => {});
    document.title = shell.title(team, waiting);
  }, [waiting, shell, team]);
}

/** Whether the page has had nothing else to do: tooltips and toasts come then, nobody can wait for one in the first moment. */
function useQuiet(): boolean {
  const client = useQueryClient();
  const [isQuiet, setQuiet] = useState(false);
  useEffect(
    () =>
      whenQuiet(client, () => {
        setQuiet(true);
        void import('../ui/tooltip.ts').then(({ startTooltips }) => startTooltips());
      }),
    [client],
  );
  return isQuiet;
}
