import type { QueryClient } from '@tanstack/react-query';

/** Calls back once the page has nothing else to do. Answers how to call it off. */
export function whenIdle(act: () => unknown): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, 300);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(act, { timeout: 2_000 });
  return () => cancelIdleCallback(asked);
}

/** An answer that has not come by then may never come. */
const mostMs = 20_000;

/**
 * Calls back once the page is drawn, has what it asked the server for, and has nothing else to do; or has waited long for
 * that. Answers how to call it off.
 */
export function whenQuiet(client: QueryClient, act: () => unknown): () => void {
  let stop = () => {};
  const since = performance.now();
  const look = () => {
    const isLate = performance.now() - since > mostMs;
    const isDrawn = document.querySelector('main')?.hasChildNodes();
    if (isLate || (isDrawn && client.isFetching() === 0)) act();
    else wait();
  };
  function wait(): void {
    const timer = setTimeout(() => {
      stop = whenIdle(look);
    }, 150);
    stop = () => clearTimeout(timer);
  }
  wait();
  return () => stop();
}
