import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Broadcast, type Progress, stateOf } from '../content.ts';
import { mayStillLeave } from '../parts.ts';
import { broadcastQuery } from '../queries.ts';
import { CancelRest } from './cancel-rest.tsx';
import styles from './going.module.css';
import { useTakeBack } from './held.tsx';
import { Retry } from './retry.tsx';
import { useGoingWords } from './words.ts';

/** Have it rest and go on, end it, or text those once more whom that can help. */
export function Acts({ broadcast, progress }: { broadcast: Broadcast; progress: Progress }) {
  const { acts } = useGoingWords();
  const client = useQueryClient();
  const [isCanceling, setCanceling] = useState(false);
  const back = useTakeBack(broadcast);
  const { id } = broadcast;
  const state = stateOf(broadcast);
  const rest = useMutation({
    mutationFn: () => {
      const params = { path: { id } };
      return ask(
        state === 'paused'
          ? api.DELETE('/api/v1/broadcasts/{id}/pause', { params })
          : api.POST('/api/v1/broadcasts/{id}/pause', { params }),
      );
    },
    onSuccess: (changed) => {
      client.setQueryData(broadcastQuery(id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
    },
  });
  const isUnderWay = ['going', 'paused', 'scheduled'].includes(state) && mayStillLeave(progress) > 0;
  return (
    <div className={styles.acts}>
      {isUnderWay && (
        <>
          {state === 'scheduled' ? (
            <Button isBusy={back.isPending} onClick={() => back.mutate()}>
              {acts.back}
            </Button>
          ) : (
            <Button
              look={state === 'paused' ? 'primary' : 'plain'}
              isBusy={rest.isPending}
              onClick={() => rest.mutate()}
            >
              {state === 'paused' ? acts.resume : acts.pause}
            </Button>
          )}
          <Button onClick={() => setCanceling(true)}>{acts.cancel}</Button>
        </>
      )}
      {state !== 'canceled' && <Retry broadcast={broadcast} progress={progress} />}
      <ErrorNote error={rest.error ?? back.error} />
      {isCanceling && <CancelRest broadcast={broadcast} progress={progress} close={() => setCanceling(false)} />}
    </div>
  );
}
