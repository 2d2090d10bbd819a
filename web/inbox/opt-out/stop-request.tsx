import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import styles from './opt-out.module.css';
import { useOptOutWords } from './words.ts';

const dayMs = 86_400_000;

/** Above the box where a text is written: they seem to ask for none, and a member says what they meant. */
export function StopRequest({ conversation: { person } }: { conversation: Conversation }) {
  const words = useOptOutWords();
  const client = useQueryClient();
  const now = useNow(60_000);
  const request = person.stopRequest;
  const decide = useMutation({
    mutationFn: ({ id, wantsNone }: { id: string; wantsNone: boolean }) =>
      ask(api.POST('/api/v1/stop-requests/{id}/decision', { params: { path: { id } }, body: { wantsNone } })),
    // Also when somebody else was quicker: then there is nothing left to say.
    onSettled: () => client.invalidateQueries({ queryKey: ['conversation'] }),
  });
  if (!request) return null;
  const { id } = request;
  const act = (wantsNone: boolean) => () => decide.mutate({ id, wantsNone });
  return (
    <div role="status" className={styles.request}>
      <p>
        <b>{words.asks(person.name)}</b>{' '}
        <span className={styles.more}>
          {request.words !== '' && <q>{request.words}</q>} {words.asksLead}{' '}
          {words.daysLeft(Math.round((Date.parse(request.answerBy) - now) / dayMs))}
        </span>
      </p>
      <div className={styles.acts}>
        <Button isBusy={decide.isPending} onClick={act(true)}>
          {words.optOut}
        </Button>
        <Button look="quiet" isBusy={decide.isPending} onClick={act(false)}>
          {words.notMeant}
        </Button>
      </div>
    </div>
  );
}
