import { lazy } from 'react';

/** The way to a conversation on paper, from the pane beside it. */
export const TranscriptLink = lazy(async () => ({
  default: (await import('./transcript/transcript-link.tsx')).TranscriptLink,
}));
