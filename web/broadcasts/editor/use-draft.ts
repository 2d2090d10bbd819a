import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { meQuery } from '../../queries.ts';
import { newId } from '../../ui/new-id.ts';
import { changedSince, useShared } from '../../ui/use-shared.ts';
import { type Broadcast, type Draft, draftOf, isEmpty } from '../content.ts';
import { broadcastQuery } from '../queries.ts';
import { isThrownAway, keepHere, type Left, leaveUnsettled, leftOf, takeUp, tellUnkept } from './unsettled.ts';
import { useEditorWords } from './words.ts';

/** Whoever types does not have each letter kept. */
const restMs = 400;
/** What could not be kept is tried again, unless the server has refused it as it is. */
const againMs = 4_000;

interface Given {
  /** What the server has; null for a new one. */
  found: Broadcast | null;
  initial: Draft;
  /** Hears of a new one, once the server has it, unless its writer has left. */
  made: (broadcast: Broadcast) => void;
}

/** A draft that is kept while somebody writes it, one change after the other. `kept` is what the server has of it. */
export function useDraft({ found, initial, made }: Given) {
  const client = useQueryClient();
  const { bar } = useEditorWords();
  const { id: memberId } = useSuspenseQuery(meQuery).data;
  const [was] = useState(() => leftOf(memberId, found));
  const [draft, setDraft] = useState(was?.left.draft ?? initial);
  const [of, setOf] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const [id, setId] = useState(found?.id ?? was?.standing.kept?.id);
  /** The Idempotency-Key of a new one, however often it is told. */
  const [key] = useState(was?.left.key ?? newId);
  const query = broadcastQuery(id ?? '');
  const live = useQuery({ ...query, enabled: id !== undefined }).data;
  const now = useRef({
    draft,
    of,
    going: null as Promise<void> | null,
    isHere: true,
  });
  const at = now.current;
  at.draft = draft;
  const shared = useShared<Broadcast, Draft>({
    found: live?.state === 'draft' ? live : found,
    read: () => client.fetchQuery({ ...query, staleTime: 0 }),
    written: () => at.draft,
    writtenIn: draftOf,
    isTouched: () => at.draft !== at.of,
    show: (next, isKept) => {
      at.draft = next;
      setDraft(next);
      if (isKept) keptAs(next);
    },
    left: was?.standing,
  });
  const { kept, clash } = shared;
  const { isHeldUp } = shared.now();
  /** For whoever comes back to it. */
  const [left] = useState<Left>(() => ({ memberId, id: '', draft: undefined, key, now: shared.now, isTaken: false }));

  function keptAs(of: Draft): void {
    at.of = of;
    setOf(of);
    setError(null);
  }

  /** Tells the server: as a new one, until it is known to have it. */
  async function send(draft: Draft, version: number): Promise<Broadcast> {
    const { kept } = shared.now();
    const signal = deadline();
    // With what it is told: whether it has heard, only it will know.
    remember();
    const answer = kept
      ? await ask(
          api.PATCH('/api/v1/broadcasts/{id}', {
            params: { path: { id: kept.id } },
            body: { ...draft, version },
            signal,
          }),
        )
      : await ask(api.POST('/api/v1/broadcasts', { body: draft, headers: { 'idempotency-key': key }, signal }));
    client.setQueryData(broadcastQuery(answer.id).queryKey, answer);
    void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
    if (kept) return answer;
    setId(answer.id);
    if (at.isHere) made(answer);
    // What a colleague has made of it since an answer that was lost, nobody has read here.
    return { ...answer, version: 1 };
  }

  async function save(of: Draft): Promise<void> {
    try {
      await shared.write(of, send);
      keptAs(of);
    } catch (cause) {
      setError(changedSince(cause) ? null : cause);
      throw cause;
    } finally {
      at.going = null;
      remember();
    }
  }

  /** Whoever is still here writes on, and may send it, as long as it is not gone. */
  const isLeftThrownAway = () => !at.isHere && isThrownAway(shared.now().kept?.id);

  /** Keeps all that is written by now, and answers it as the server has it; throws where it could not be kept. */
  async function keep(): Promise<Broadcast> {
    while (at.going)
      await at.going.catch((cause) => {
        if (changedSince(cause)) throw cause;
      });
    const { kept } = shared.now();
    if (kept && (at.of === at.draft || left.isTaken || isLeftThrownAway())) return kept;
    at.going = save(at.draft);
    await at.going;
    return keep();
  }

  /** The server has all that is written. */
  const isSettled = (draft: Draft, of: Draft) => (shared.now().kept ? draft === of : isEmpty(draft));
  const isKept = isSettled(draft, of);
  const keepNow = useRef(() => {});
  keepNow.current = () => {
    // Until somebody has said whose counts.
    if (isKept || shared.now().isHeldUp || isLeftThrownAway()) return;
    keep().catch(at.isHere ? () => {} : tell);
  };

  /** Whoever comes back finds again what the server does not have, and what is put aside; unless they are back already. */
  function remember(): void {
    if (left.isTaken) return;
    const unsettled = isSettled(at.draft, at.of) ? undefined : at.draft;
    if (at.isHere) keepHere(left, unsettled);
    else leaveUnsettled(left, unsettled);
  }

  function tell(cause: unknown): void {
    if (!left.isTaken && !isLeftThrownAway()) tellUnkept(left, cause, bar.unkept);
  }

  const rememberNow = useRef(remember);
  rememberNow.current = remember;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is kept
  useEffect(() => rememberNow.current(), [draft, of, kept, clash]);
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
    at.isHere = false;
    remember();
    keepNow.current();
  };
  useEffect(() => {
    if (was) takeUp(was.left);
    const hide = () => document.hidden && keepNow.current();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      leave.current();
    };
  }, [was]);

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
