import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { type Broadcast, type Draft, isEmpty } from '../content.ts';
import { broadcastQuery } from '../queries.ts';

/** Whoever types does not have each letter kept. */
const restMs = 400;
/** What could not be kept is tried again, unless the server has refused it as it is. */
const againMs = 4_000;

interface Given {
  /** What the server has; null for a new one. */
  found: Broadcast | null;
  initial: Draft;
  /** Hears of a new one, once the server has it, unless its writer has left. */
  made: (id: string) => void;
}

/** A draft that is kept while somebody writes it, one change after the other. `kept` is what the server has of it. */
export function useDraft({ found, initial, made }: Given) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [last, setLast] = useState({ kept: found, of: initial });
  const [error, setError] = useState<unknown>(null);
  const now = useRef({ draft, last, going: null as Promise<void> | null, isHere: true });
  now.current.draft = draft;

  async function save(of: Draft): Promise<void> {
    const known = now.current.last.kept;
    const kept = known
      ? await ask(api.PATCH('/api/v1/broadcasts/{id}', { params: { path: { id: known.id } }, body: of }))
      : await ask(api.POST('/api/v1/broadcasts', { body: of }));
    now.current.last = { kept, of };
    client.setQueryData(broadcastQuery(kept.id).queryKey, kept);
    void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
    setLast({ kept, of });
    setError(null);
    if (!known && now.current.isHere) made(kept.id);
  }

  /** Keeps all that is written by now, and answers it as the server has it; throws where it could not be kept. */
  async function keep(): Promise<Broadcast> {
    const at = now.current;
    while (at.going) await at.going.catch(() => {});
    if (at.last.kept && at.last.of === at.draft) return at.last.kept;
    at.going = save(at.draft)
      .catch((cause) => {
        setError(cause);
        throw cause;
      })
      .finally(() => {
        at.going = null;
      });
    await at.going;
    return keep();
  }

  const isKept = draft === last.of && (last.kept !== null || isEmpty(draft));
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    if (!isKept && !(last.kept === null && isEmpty(draft))) keep().catch(() => {});
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the wait anew
  useEffect(() => {
    const timer = setTimeout(() => keepNow.current(), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    if (!error || (error instanceof Refused && error.problem.status < 500)) return;
    const timer = setTimeout(() => keepNow.current(), againMs);
    return () => clearTimeout(timer);
  }, [error]);
  useEffect(() => {
    const at = now.current;
    at.isHere = true;
    const hide = () => document.hidden && keepNow.current();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      at.isHere = false;
      keepNow.current();
    };
  }, []);

  return {
    draft,
    kept: last.kept,
    isKept,
    error,
    keep,
    change: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  };
}
