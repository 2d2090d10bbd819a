import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { meQuery } from '../../queries.ts';
import { type Broadcast, type Draft, draftOf } from '../content.ts';
import { dropLeft, type Left, takeOver, tellUnkept } from './unsettled.ts';
import { useEditorWords } from './words.ts';

/** Whoever comes back to a draft that was sent or thrown away since hears what of it was not kept, as if they had stayed. */
export function useGone(id: string, found: Broadcast | undefined, error: unknown): void {
  const { id: memberId } = useSuspenseQuery(meQuery).data;
  const { unkept } = useEditorWords().bar;
  const isGone = found ? found.state !== 'draft' : error instanceof Refused && error.problem.code === 'not_found';
  useEffect(() => {
    const left = isGone && takeOver(memberId, id);
    if (left)
      keep(left, found).then(
        () => dropLeft(left),
        (cause) => tellUnkept(left, cause, unkept),
      );
  }, [isGone, memberId, id, found, unkept]);
}

/** Tries to, so that the server says why it cannot be. What was sent as it was written needs no keeping: only an answer was lost. */
async function keep({ draft, now }: Left, found: Broadcast | undefined): Promise<void> {
  const { kept } = now();
  if (!draft || !kept || (found && isSame(draft, found))) return;
  const body = { ...draft, version: kept.version };
  await ask(api.PATCH('/api/v1/broadcasts/{id}', { params: { path: { id: kept.id } }, body, signal: deadline() }));
}

/** One without a name has got one when it was sent. */
const isSame = (draft: Draft, sent: Broadcast) =>
  JSON.stringify({ ...draft, name: draft.name || sent.name }) === JSON.stringify(draftOf(sent));
