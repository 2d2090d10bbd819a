import { useMutation } from '@tanstack/react-query';
import { api, ask, type Delivery } from '../api.ts';
import { deadline } from '../deadline.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import styles from './delivery.module.css';
import { useLook } from './use-look.ts';
import { useDeliveryWords } from './words.ts';

type Item = Delivery['unknown']['items'][number];
type Choice = 'send_again' | 'leave';

/** One act for all the texts that are in the same doubt: for those that are shown, and no others. */
export function DecideAll({ items }: { items: Item[] }) {
  const words = useDeliveryWords();
  const look = useLook();
  const decide = useMutation({
    mutationFn: ({ choice, messageIds }: { choice: Choice; messageIds: string[] }) =>
      ask(api.POST('/api/v1/delivery/decisions', { body: { choice, messageIds }, signal: deadline() })),
    // Also when no answer came: it may be decided.
    onSettled: look,
  });
  const { data, variables } = decide;
  const groups = Object.values(Object.groupBy(items, ({ doubt, company }) => `${doubt} ${company}`));
  return (
    <div className={styles.together}>
      {groups.map((group) => {
        const first = group?.[0];
        if (!group || !first?.doubt || group.length < 2) return null;
        const messageIds = group.map((item) => item.messageId);
        return (
          <div key={first.doubt + first.company} className={styles.question}>
            <p>{words.all[first.doubt](group.length, first.company)}</p>
            <div className={styles.acts}>
              <Button isBusy={decide.isPending} onClick={() => decide.mutate({ choice: 'send_again', messageIds })}>
                {words.sendAll(group.length)}
              </Button>
              <Button isBusy={decide.isPending} onClick={() => decide.mutate({ choice: 'leave', messageIds })}>
                {words.leaveAll(group.length)}
              </Button>
            </div>
          </div>
        );
      })}
      <ErrorNote error={decide.error} />
      <p role="status">
        {data && (
          <>
            {variables.choice === 'send_again' ? words.sentAgain(data.decided) : words.left(data.decided)}{' '}
            {data.unchanged > 0 && words.unchanged(data.unchanged)}
          </>
        )}
      </p>
    </div>
  );
}
