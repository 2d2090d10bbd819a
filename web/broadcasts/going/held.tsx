import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { canTakeBack } from '../../ui/undo.ts';
import { useStart } from '../../ui/use-start.ts';
import type { Broadcast } from '../content.ts';
import { holdMs, takeBack } from '../take-back.ts';
import styles from './going.module.css';
import { useGoingWords } from './words.ts';

/** While nothing has left yet: for how long, and the way back to the draft, by button and by Z. */
export function Held({ broadcast }: { broadcast: Broadcast }) {
  const { held } = useGoingWords();
  const back = useTakeBack(broadcast);
  const until = Date.parse(broadcast.heldUntil ?? '');
  const now = useNow(1_000);
  // A clock that is wrong must not promise more than the hold.
  const seconds = Math.min(holdMs / 1000, Math.max(0, Math.ceil((until - now) / 1000)));
  const mutate = useRef(back.mutateAsync);
  mutate.current = back.mutateAsync;
  // As long as this is drawn, from its first moment, the server holds it, whatever the clock here says.
  useLayoutEffect(() => canTakeBack(held.undone, () => mutate.current(), holdMs), [held.undone]);
  return (
    <div className={styles.held}>
      <p>
        <strong>{held.nothing}</strong> <span aria-hidden>{seconds > 0 ? held.begins(seconds) : held.beginning}</span>
      </p>
      <Button shortcut="z" isBusy={back.isPending} onClick={() => back.mutate()}>
        {held.back}
      </Button>
      <ErrorNote error={back.error} />
    </div>
  );
}

/** Makes it a draft again, and leads there. */
export function useTakeBack({ id }: Broadcast) {
  const client = useQueryClient();
  const { held } = useGoingWords();
  const begin = useStart();
  return useMutation({
    onMutate: begin,
    mutationFn: () => takeBack(client, id),
    onSuccess: (_, __, start) =>
      start.leadOn({ to: '/broadcasts/$broadcastId/edit', params: { broadcastId: id } }, held.undone),
  });
}
