import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { actFailed } from '../../ui/undo.ts';
import { type Clash, changedSince, useShared } from '../../ui/use-shared.ts';
import { type Broadcast, type Draft, draftOf, isEmpty, nameOf } from '../content.ts';
import { broadcastQuery } from '../queries.ts';

/** Whoever types does not have each letter kept. */
const restMs = 400;
/** What could not be kept is tried again, unless the server has refused it as it is. */
const againMs = 4_000;

/** Drafts that a colleague has changed as well, as they were left: what was shown, and what is put aside. */
const unsettled = new Map<string, { draft: Draft; clash: Clash<Draft> }>();

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
  const [left] = useState(() => unsettled.get(found?.id ?? ''));
  // Theirs, and what was made of them, the server has.
  const [draft, setDraft] = useState(left && !left.clash.isTheirs ? left.draft : initial);
  const [of, setOf] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const [id, setId] = useState(found?.id);
  const query = broadcastQuery(id ?? '');
  const live = useQuery({ ...query, enabled: id !== undefined }).data;
  const now = useRef({ draft, of, going: null as Promise<void> | null, isHere: true });
  now.current.draft = draft;
  const shared = useShared<Broadcast, Draft>({
    found: live?.state === 'draft' ? live : found,
    read: () => client.fetchQuery({ ...query, staleTime: 0 }),
    written: () => now.current.draft,
    writtenIn: draftOf,
    isTouched: () => now.current.draft !== now.current.of,
    show: (next, isKept) => {
      now.current.draft = next;
      setDraft(next);
      if (isKept) keptAs(next);
    },
    left: left?.clash,
  });
  const { kept, clash } = shared;
  const { isHeldUp } = shared.now();

  function keptAs(of: Draft): void {
    now.current.of = of;
    setOf(of);
    setError(null);
  }

  async function save(of: Draft): Promise<void> {
    const isNew = shared.now().kept === null;
    const params = (id: string) => ({ path: { id } });
    const answer = isNew
      ? shared.rest(await ask(api.POST('/api/v1/broadcasts', { body: of })))
      : await shared.write(of, (draft, version) => {
          const { id } = shared.now().kept as Broadcast;
          return ask(
            api.PATCH('/api/v1/broadcasts/{id}', {
              params: params(id),
              body: { ...draft, version },
              signal: deadline(),
            }),
          );
        });
    client.setQueryData(broadcastQuery(answer.id).queryKey, answer);
    void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
    keptAs(of);
    setId(answer.id);
    if (isNew && now.current.isHere) made(answer.id);
  }

  /** Keeps all that is written by now, and answers it as the server has it; throws where it could not be kept. */
  async function keep(): Promise<Broadcast> {
    const at = now.current;
    while (at.going)
      await at.going.catch((cause) => {
        if (changedSince(cause)) throw cause;
      });
    const { kept } = shared.now();
    if (kept && at.of === at.draft) return kept;
    at.going = save(at.draft)
      .catch((cause) => {
        const changed = changedSince(cause);
        setError(changed ? null : cause);
        if (changed && !at.isHere) {
          leaveUnsettled();
          actFailed(nameOf(at.draft), cause);
        }
        throw cause;
      })
      .finally(() => {
        at.going = null;
      });
    await at.going;
    return keep();
  }

  /** Whoever leaves finds here again what is put aside; also who has left already, and is told that there is a clash. */
  function leaveUnsettled(): void {
    const { kept, clash } = shared.now();
    if (!kept) return;
    // Theirs are asked for anew.
    if (clash)
      unsettled.set(kept.id, {
        draft: now.current.draft,
        clash: clash.isTheirs ? clash : { ...clash, aside: undefined },
      });
    else unsettled.delete(kept.id);
  }

  const isKept = draft === of && (kept !== null || isEmpty(draft));
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    // Until somebody has said whose counts.
    if (shared.now().isHeldUp) return;
    if (!isKept && !(kept === null && isEmpty(draft))) keep().catch(() => {});
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
  const leave = useRef(() => {});
  leave.current = () => {
    leaveUnsettled();
    keepNow.current();
  };
  useEffect(() => {
    const at = now.current;
    at.isHere = true;
    const hide = () => document.hidden && keepNow.current();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      at.isHere = false;
      leave.current();
    };
  }, []);

  return {
    draft,
    kept,
    isKept,
    error,
    keep,
    clash: clash && {
      clash,
      swap: shared.swap,
      turn: shared.turn,
      keepMine: () => {
        shared.keepMine();
        keep().catch(() => {});
      },
    },
    isHeldUp,
    change: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  };
}
