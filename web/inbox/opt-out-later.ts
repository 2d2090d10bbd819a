import { lazy } from 'react';

/** Above the composer of somebody who seems to ask for no more texts, which is rare. */
export const StopRequest = lazy(async () => ({ default: (await import('./opt-out/stop-request.tsx')).StopRequest }));

/** What the pane beside a conversation offers about consent. */
export const ByHand = lazy(async () => ({ default: (await import('./opt-out/by-hand.tsx')).ByHand }));
