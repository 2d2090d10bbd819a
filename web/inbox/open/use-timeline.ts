import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { loadPage, threadQuery } from '../../queries.ts';

/**
 * What happened in a conversation. Where the address names one text, behind the #, that one and what is around it: until
 * it is here nothing is shown, so that the place does not jump. What cannot be found leaves the newest.
 */
export function useTimeline(conversationId: string) {
  const client = useQueryClient();
  const wantedId = /^[\da-f-]{36}$/i.exec(useLocation({ select: ({ hash }) => hash }))?.[0];
  const texts = useQuery(threadQuery(conversationId, wantedId));
  const [soughtId, setSought] = useState<string>();
  const isHere = !wantedId || texts.data?.entries.some(({ id }) => id === wantedId);
  const isMissing = texts.data !== undefined && !isHere && soughtId !== wantedId;

  // Who has come to see it may go on to the newest, and is not brought back.
  useEffect(() => {
    if (isHere) setSought(wantedId);
  }, [isHere, wantedId]);

  useEffect(() => {
    if (!isMissing || !wantedId) return;
    const { queryKey } = threadQuery(conversationId);
    void find(conversationId, wantedId)
      .then((page) => client.setQueryData(queryKey, page))
      // Without an answer what is here stays.
      .catch(() => {})
      .finally(() => setSought(wantedId));
  }, [client, conversationId, wantedId, isMissing]);

  return { texts: isMissing ? { ...texts, data: undefined } : texts, wantedId };
}

/** What is around a text, or the newest where there is no such text. */
async function find(conversationId: string, wantedId: string) {
  const around = await loadPage(conversationId, { around: wantedId });
  return around.entries.some(({ id }) => id === wantedId) ? around : loadPage(conversationId, {});
}
