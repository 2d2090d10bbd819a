import { type RefObject, useEffect } from 'react';

const heartbeatMs = 10_000;
/** Who has not typed for so long only looks. */
const typingMs = 5_000;

/** Whoever closes one of two pages is still there in the other. */
const page = Math.random().toString(36).slice(2);

type State = 'looking' | 'typing' | 'gone';

/** Tells colleagues that this member looks at a conversation, or types a text there, as long as the page is in sight. */
export function useBeingHere(conversationId: string, desk: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = desk.current;
    let told: State = 'gone';
    let typedAt = Number.NEGATIVE_INFINITY;

    function tell(state: State): void {
      told = state;
      // It also leaves when the page is being closed, and a lost one is made up for by the next.
      void fetch(`/api/v1/conversations/${conversationId}/presence`, {
        method: 'PUT',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state, page }),
      }).catch(() => {});
    }
    function now(): State {
      if (document.hidden) return 'gone';
      return performance.now() - typedAt < typingMs ? 'typing' : 'looking';
    }
    const update = () => {
      if (now() !== told) tell(now());
    };
    const typed = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.matches('[data-write]')) return;
      typedAt = performance.now();
      update();
    };

    update();
    const watch = setInterval(update, 1_000);
    const heartbeat = setInterval(() => now() !== 'gone' && tell(now()), heartbeatMs);
    const stop = new AbortController();
    element?.addEventListener('input', typed, { signal: stop.signal });
    document.addEventListener('visibilitychange', update, { signal: stop.signal });
    addEventListener('pagehide', () => tell('gone'), { signal: stop.signal });
    return () => {
      stop.abort();
      clearInterval(watch);
      clearInterval(heartbeat);
      if (told !== 'gone') tell('gone');
    };
  }, [conversationId, desk]);
}
