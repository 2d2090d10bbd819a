import { useMutation } from '@tanstack/react-query';
import { api, ask, type Message } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useWhy } from '../../words/reasons.ts';
import { useInboxWords } from '../words.ts';
import styles from './bubble.module.css';

/** A text of which nobody knows whether it left: what is being done, and in the end what a member decides. */
export function Doubt({ message }: { message: Message }) {
  const { thread } = useInboxWords();
  const whyOf = useWhy();
  const decide = useMutation({
    mutationFn: (choice: 'send_again' | 'leave') =>
      ask(api.POST('/api/v1/messages/{id}/decision', { params: { path: { id: message.id } }, body: { choice } })),
  });
  const { error } = message;
  if (!error) return null;
  const { message: why, advice, lang } = whyOf(error);
  return (
    <>
      {' '}
      <span lang={lang}>
        {why} {advice}
      </span>
      {error.canSendAgain && (
        <div className={styles.acts}>
          <Button look="text" isBusy={decide.isPending} onClick={() => decide.mutate('send_again')}>
            {thread.sendAgain}
          </Button>
          <Button look="text" isBusy={decide.isPending} onClick={() => decide.mutate('leave')}>
            {thread.leaveIt}
          </Button>
        </div>
      )}
      <ErrorNote error={decide.error} />
    </>
  );
}
