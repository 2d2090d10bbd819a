import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { stored } from '../ui/stored.ts';

const most = 6;
const opened = stored<string[]>('hearback.recent', []);

/** The conversations that were opened last in this browser, the last first, without the one that is open. */
export function useRecent(): string[] {
  const { conversationId } = useParams({ strict: false });
  useEffect(() => {
    if (!conversationId) return;
    opened.update((ids) => [conversationId, ...ids.filter((id) => id !== conversationId)].slice(0, most));
  }, [conversationId]);
  return opened.use().filter((id) => id !== conversationId);
}
